import Bundles
import Foundation
import LocalFiles
import Remoting
import RoomModel
import Synchronization
import Testing

@testable import Transfers

/// What a pull may bring onto this controller's disk.
@Suite(.timeLimit(.minutes(3))) struct PullSpaceTests {
    /// A disk of which so much is free, and nothing needs to stay so.
    private static func disk(_ free: Int64, keeping kept: Int64 = 0) -> DiskSpace {
        DiskSpace(keeping: ByteCount(bytes: kept)) { _ in ByteCount(bytes: free) }
    }

    @Test func `more than the disk has room for is refused before a byte comes, with both numbers`()
        async throws
    {
        try await TransferRig.with { rig in
            try rig.write(TransferRig.bytes(700_000), to: "there/logs/sub/big")
            let outcome = try await rig.pull(
                "logs",
                allowance: PullAllowance(disk: Self.disk(1_000_000, keeping: 300_001))
            )
            let shortage = DiskShortage(
                needs: ByteCount(bytes: 700_000),
                free: ByteCount(bytes: 1_000_000),
                kept: ByteCount(bytes: 300_001)
            )
            #expect(outcome.outcome == .refused(.noSpaceHere(shortage)))
            #expect(outcome.movedBytes == 0)
            // Nothing is left behind, no empty folder either.
            #expect(try FileManager.default.contentsOfDirectory(atPath: rig.path("here")).isEmpty)
            let enough = PullAllowance(disk: Self.disk(1_000_000, keeping: 300_000))
            #expect(try await rig.pull("logs", allowance: enough).isComplete)
        }
    }

    @Test func `the limit is one for all PCs of a run, and what is the same already is free`() async throws {
        try await TransferRig.with { rig in
            try rig.write(TransferRig.bytes(600_000), to: "there/one/big")
            try rig.write(TransferRig.bytes(600_000, seed: 2), to: "there/two/big")
            let allowance = PullAllowance(most: ByteCount(bytes: 1_000_000), disk: Self.disk(1 << 40))
            #expect(try await rig.pull("one", allowance: allowance).isComplete)
            let second = try await rig.pull("two", allowance: allowance)
            let size = ByteCount(bytes: 600_000)
            let refusal = TransferRefusal.pastLimit(size: size, used: size, most: ByteCount(bytes: 1_000_000))
            #expect(second.outcome == .refused(refusal))
            #expect(try await rig.pull("one", allowance: allowance).isComplete)
        }
    }

    @Test func `what was cut off is not counted twice`() async throws {
        try await TransferRig.with { rig in
            try rig.write(TransferRig.bytes(900_000), to: "there/logs/big")
            let allowance = PullAllowance(most: ByteCount(bytes: 900_000), disk: Self.disk(1 << 40))
            await #expect(throws: TransportError.self) {
                try await rig.pull("logs", allowance: allowance) { CutConnection(base: $0, limit: 400_000) }
            }
            let rest = try await rig.pull("logs", allowance: allowance)
            #expect(rest.isComplete, "\(rest.outcome)")
        }
    }

    @Test func `PCs side by side do not count on the same room`() {
        let allowance = PullAllowance(disk: Self.disk(1_000))
        #expect(allowance.reserve(ByteCount(bytes: 600), at: "/") == nil)
        let shortage = DiskShortage(
            needs: ByteCount(bytes: 1_200),
            free: ByteCount(bytes: 1_000),
            kept: .zero
        )
        #expect(allowance.reserve(ByteCount(bytes: 600), at: "/") == .noSpaceHere(shortage))
        allowance.release(ByteCount(bytes: 600))
        #expect(allowance.reserve(ByteCount(bytes: 600), at: "/") == nil)
        let twice = PullAllowance(disk: Self.disk(1_000), copies: 2)
        #expect(twice.reserve(ByteCount(bytes: 501), at: "/") != nil)
        #expect(twice.reserve(ByteCount(bytes: 500), at: "/") == nil)
    }

    @Test func `a disk that others fill meanwhile ends it, and what was whole stays`() async throws {
        try await TransferRig.with { rig in
            let sizes = [100_000, 9 << 20]
            for (index, size) in sizes.enumerated() {
                try rig.write(TransferRig.bytes(size, seed: UInt64(index)), to: "there/logs/file\(index)")
            }
            let looks = Mutex(0)
            // The first look is at what is announced, the second one before the first byte.
            let disk = DiskSpace(keeping: ByteCount(bytes: 1_000)) { _ in
                looks.withLock { looks in
                    looks += 1
                    return looks > 2 ? ByteCount(bytes: 999) : .gibibytes(1)
                }
            }
            let outcome = try await rig.pull("logs", allowance: PullAllowance(disk: disk))
            guard case .refused(.noSpaceHere(let shortage)) = outcome.outcome else {
                Issue.record("\(outcome.outcome)")
                return
            }
            #expect(shortage.free == ByteCount(bytes: 999) && shortage.kept == ByteCount(bytes: 1_000))
            #expect(shortage.needs > .zero && shortage.needs < .mebibytes(2))
            #expect(rig.read("here/pc07/logs/file0")?.count == sizes[0])
            #expect(rig.read("here/pc07/logs/file1") == nil)
            let next = try await rig.pull("logs", allowance: PullAllowance(disk: Self.disk(1 << 40)))
            #expect(next.isComplete && next.movedBytes < 2 << 20)
        }
    }

    @Test func `a PC that never ends sending is cut at what it announced`() async throws {
        try await TransferRig.with { rig in
            try rig.write(TransferRig.bytes(300_000), to: "there/logs/file")
            let pull = try await rig.pull("logs") { EndlessConnection(base: $0) }
            #expect(pull.isComplete, "\(pull.outcome)")
            #expect(pull.movedBytes == 300_000)
        }
    }
}

/// A PC whose answer to a stream goes on behind what it announced.
private struct EndlessConnection: ForwardingConnection {
    let base: any Connection

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        var request = request
        request.line += "; cat /dev/zero"
        return try await base.stream(request, input: input, output: output, silence: silence)
    }
}
