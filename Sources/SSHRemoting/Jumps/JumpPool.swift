import Remoting
import RoomModel

/// The connections to one jump host: each opens one tunnel at a time, and all that live are shared.
///
/// The first connection is made alone, so that a jump host that is off or refuses hears of it once; its failure is the
/// failure of everyone who waits, and of those who come within a short while. More are made as long as PCs wait and
/// fewer than ``width`` can open tunnels. One whose open was given up half-way opens no other, serves the PCs on it, and
/// is closed behind the last.
actor JumpPool {
    /// Makes a connection to a jump host.
    typealias Connect = @Sendable (Host) async throws(TransportError) -> SSHTransport

    private struct Member {
        let transport: SSHTransport
        var users = 0
        var isOpening = false
    }

    /// The jump host, with the jump hosts before it.
    nonisolated let jump: Host
    private let width: Int
    private let memory: Duration
    private let timekeeper: Timekeeper
    private let bell = Bell()
    private var members: [Int: Member] = [:]
    private var nextNumber = 0
    private var connecting = 0
    private var failure: (error: TransportError, age: @Sendable () -> Duration)?

    /// Prepares a pool; connects with the first PC.
    ///
    /// - Parameters:
    ///   - jump: The jump host.
    ///   - width: The most connections that open tunnels at a time.
    ///   - settings: The clock, and how long a failure holds.
    init(to jump: Host, width: Int, settings: SSHSettings) {
        self.jump = jump
        self.width = max(1, width)
        memory = settings.jumpFailureMemory
        timekeeper = Timekeeper(settings)
    }

    /// Waits for a connection that can open a tunnel now.
    ///
    /// - Parameter connect: Makes one where none is free.
    /// - Returns: A share in a connection, with the right to open one tunnel.
    /// - Throws: ``TransportError`` about the jump host; `.cancelled`.
    func acquire(connect: Connect) async throws(TransportError) -> JumpLease {
        while true {
            let generation = bell.generation
            if Task.isCancelled { throw Place(host: jump).cancelled(in: .connecting) }
            await closeUnused()
            if let lease = idle.flatMap(take) { return lease }
            if let recent, fit == 0, connecting == 0 { throw recent }
            if mayGrow {
                if let lease = try await grow(connect).flatMap(take) { return lease }
                continue
            }
            await bell.ring(after: generation)
        }
    }

    /// A tunnel's open has ended, one way or the other.
    func opened(_ number: Int) {
        members[number]?.isOpening = false
        bell.ring()
    }

    /// One PC fewer sits on a connection.
    func release(_ number: Int) async {
        members[number]?.users -= 1
        await closeUnused()
        bell.ring()
    }

    /// Closes every connection.
    func close() async {
        let all = members.values
        members = [:]
        for member in all { await member.transport.close() }
    }

    /// Makes one more connection.
    ///
    /// - Returns: Its number; nil: it could not be made, and there are others.
    private func grow(_ connect: Connect) async throws(TransportError) -> Int? {
        connecting += 1
        defer {
            connecting -= 1
            bell.ring()
        }
        do throws(TransportError) {
            let transport = try await connect(jump)
            failure = nil
            nextNumber += 1
            members[nextNumber] = Member(transport: transport)
            return nextNumber
        } catch {
            guard error.code != .cancelled else { throw error }
            failure = (error, timekeeper.stopwatch())
            guard fit > 0 else { throw error }
            return nil
        }
    }

    private func take(_ number: Int) -> JumpLease? {
        guard let transport = members[number]?.transport else { return nil }
        members[number]?.users += 1
        members[number]?.isOpening = true
        return JumpLease(pool: self, number: number, transport: transport)
    }

    /// The connection with the fewest PCs that can open a tunnel now.
    private var idle: Int? {
        members.filter { !$0.value.isOpening && $0.value.transport.canOpen }
            .min { ($0.value.users, $0.key) < ($1.value.users, $1.key) }?.key
    }

    /// How many connections can open tunnels, now or soon.
    private var fit: Int { members.values.count { $0.transport.canOpen } }

    private var mayGrow: Bool {
        fit + connecting < width && (fit > 0 || connecting == 0) && recent == nil
    }

    /// A failure that still counts.
    private var recent: TransportError? {
        failure.flatMap { $0.age() < memory ? $0.error : nil }
    }

    /// Closes the connections that serve nobody and can serve nobody.
    private func closeUnused() async {
        let unused = members.filter { $0.value.users == 0 && !$0.value.transport.canOpen }
        for number in unused.keys { members[number] = nil }
        for member in unused.values { await member.transport.close() }
    }
}
