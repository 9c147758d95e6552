import Foundation
import LocalRemoting
import Remoting
import RoomModel
import TestRoom

@testable import Transfers

/// A controller and a PC, both folders of this machine.
struct TransferRig: Sendable {
    /// The tools the PC has.
    enum Tools: CaseIterable {
        case usual, bash, busybox, busyboxWithoutTar
    }

    let folder: ScratchFolder
    private let tools: Tools

    /// Lends a rig to `body`.
    static func with<Result>(
        _ tools: Tools = .usual,
        _ body: (TransferRig) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            let rig = TransferRig(folder: folder, tools: tools)
            for name in ["here", "there", "bin"] { try rig.makeFolder(name) }
            switch tools {
            case .usual: break
            case .bash: try rig.link("bin/sh", to: "/bin/bash")
            case .busybox, .busyboxWithoutTar:
                let result = try await rig.connect().run(
                    CommandRequest(
                        line: ShellCommand(["/bin/busybox", "--install", "-s", rig.path("bin")]).posixLine
                    )
                )
                precondition(result.exit == .code(0), result.standardError.text)
                if tools == .busyboxWithoutTar { unlink(rig.path("bin/tar")) }
                // Debian's busybox has neither su nor a setpriv that becomes another account: there is the PC's own.
                unlink(rig.path("bin/setpriv"))
                symlink("/usr/bin/setpriv", rig.path("bin/setpriv"))
            }
            return try await body(rig)
        }
    }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try makeFolder((name as NSString).deletingLastPathComponent)
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    func write(_ text: String, to name: String) throws { try write(text.utf8, to: name) }

    func read(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path(name)).map { Array($0) }
    }

    func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }

    /// Every file below a folder, hidden ones too.
    func files(_ name: String) throws -> Set<String> {
        Set(
            try FileManager.default.subpathsOfDirectory(atPath: path(name)).filter { below in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(
                    atPath: path("\(name)/\(below)"),
                    isDirectory: &isFolder
                )
                    && !isFolder.boolValue
            }
        )
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    /// Bytes that do not repeat, the same ones for the same seed.
    static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] { Noise.bytes(count, seed: seed) }

    /// What a transfer came to, and how many bytes moved for it.
    struct Outcome {
        let outcome: TransferOutcome
        let movedBytes: Int64

        var tally: TransferTally? {
            switch outcome {
            case .complete(let tally), .partial(let tally, _), .stopped(let tally): tally
            case .examOpen, .inSession, .brokenOff, .refused, .notReached: nil
            }
        }

        var problems: [FileProblem] {
            if case .partial(_, let problems) = outcome { problems } else { [] }
        }

        var isComplete: Bool { if case .complete = outcome { true } else { false } }
    }

    private func connect() async throws -> any Connection {
        let host = try Host(name: HostName("pc07"), address: NetworkAddress("127.0.0.1"), access: .local)
        return try await LocalConnector().connect(to: host) { _ in }
    }

    /// Moves something.
    func move(
        _ transfer: some FileTransfer,
        stop: StopSignal = StopSignal(),
        over wrap: (any Connection) -> any Connection = { $0 }
    ) async throws -> Outcome {
        let host = try HostName("pc07")
        let board = TransferBoard(
            TransferProgress(
                title: "Lab 1",
                isPush: true,
                startedAt: Timestamp(milliseconds: 0),
                hosts: [host]
            )
        )
        var connection = try await connect()
        let usual = tools == .bash ? ":/usr/sbin:/usr/bin:/sbin:/bin" : ""
        if tools != .usual { connection = OtherTools(base: connection, path: path("bin") + usual) }
        let outcome = try await transfer.move(
            over: wrap(connection),
            host: host,
            limits: TransferLimits(silence: .seconds(40), whole: .seconds(120)),
            meter: TransferMeter(host, on: board),
            stop: stop
        )
        return Outcome(outcome: outcome, movedBytes: board.progress.moved)
    }

    /// Pushes from `here` to `there`.
    func push(
        _ names: [String],
        stop: StopSignal = StopSignal(),
        over wrap: (any Connection) -> any Connection = { $0 }
    ) async throws -> Outcome {
        let shipment = try await ShipmentReader().read(names.map { path("here/\($0)") })
        return try await move(Push(shipment, to: path("there")), stop: stop, over: wrap)
    }

    /// Pulls from `there` to `here`.
    func pull(
        _ name: String,
        allowance: PullAllowance = PullAllowance(),
        stop: StopSignal = StopSignal(),
        over wrap: (any Connection) -> any Connection = { $0 }
    ) async throws -> Outcome {
        let pull = Pull(path("there/\(name)"), into: path("here"), allowance: allowance)
        return try await move(pull, stop: stop, over: wrap)
    }
}

/// A PC whose programs are those of other folders.
private struct OtherTools: ForwardingConnection {
    let base: any Connection
    let path: String

    private func changed(_ request: CommandRequest) -> CommandRequest {
        var request = request
        request.line = "PATH=\(path.quotedForPosixShell); export PATH; \(request.line)"
        return request
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await base.run(changed(request))
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(changed(request), input: input, output: output, silence: silence)
    }
}

/// A connection that is lost after so many bytes of a stream.
struct CutConnection: ForwardingConnection {
    let base: any Connection
    let limit: Int

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        try await base.upload(
            CutEnd(limit, source: contents),
            to: path,
            silence: silence,
            within: deadline
        )
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(
            request,
            input: input.map { CutEnd(limit, source: $0) },
            output: output.map { CutEnd(limit, sink: $0) },
            silence: silence
        )
    }
}

private actor CutEnd: ByteSource, ByteSink {
    private var left: Int
    private let source: (any ByteSource)?
    private let sink: (any ByteSink)?
    private static let lost = TransportError(
        .connectionLost,
        in: .running,
        "pc07: the connection to it ended"
    )

    init(_ limit: Int, source: (any ByteSource)? = nil, sink: (any ByteSink)? = nil) {
        left = limit
        self.source = source
        self.sink = sink
    }

    func next() async throws(TransportError) -> [UInt8]? {
        guard left > 0 else { throw Self.lost }
        guard let piece = try await source?.next() else { return nil }
        defer { left -= piece.count }
        return Array(piece.prefix(left))
    }

    func take(_ bytes: [UInt8]) async throws(TransportError) {
        let part = bytes.prefix(left)
        left -= part.count
        try await sink?.take(Array(part))
        if part.count < bytes.count { throw Self.lost }
    }
}
