import Foundation
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import Transfers

/// Files to a PC that is a folder of this machine, with the usual tools and with busybox alone.
@Suite(.timeLimit(.minutes(3))) struct PushTests {
    @Test(arguments: TransferRig.Tools.allCases)
    func `files and folders arrive whole, with their modes, and a second run moves nothing`(
        tools: TransferRig.Tools
    ) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write(TransferRig.bytes(700_000), to: "here/app/data/big.img")
            try rig.write("", to: "here/app/empty.txt")
            try rig.write("#!/bin/sh\n", to: "here/app/run.sh")
            chmod(rig.path("here/app/run.sh"), 0o755)
            try rig.makeFolder("here/app/logs")
            try rig.write("paper", to: "here/paper.txt")
            let first = try await rig.push(["app", "paper.txt"])
            #expect(first.isComplete, "\(first.outcome)")
            #expect(first.tally?.moved.files == 4)
            #expect(
                try rig.files("there") == ["app/data/big.img", "app/empty.txt", "app/run.sh", "paper.txt"]
            )
            #expect(rig.read("there/app/data/big.img") == TransferRig.bytes(700_000))
            #expect(FileManager.default.fileExists(atPath: rig.path("there/app/logs")))
            #expect(FileManager.default.isExecutableFile(atPath: rig.path("there/app/run.sh")))
            var status = stat()
            #expect(stat(rig.path("there/paper.txt"), &status) == 0)
            #expect(status.st_mode & 0o777 == 0o644)

            let second = try await rig.push(["app", "paper.txt"])
            #expect(second.isComplete)
            #expect(second.tally?.moved.files == 0)
            #expect(second.tally?.same.files == 4)
            #expect(second.movedBytes == 0)
        }
    }

    @Test(arguments: TransferRig.Tools.allCases)
    func `a name is a name, whatever is in it`(tools: TransferRig.Tools) async throws {
        let names = [
            "two words.txt", "-rf", "it's $(id) `id`", "back\\slash", "  blanks  ", "über ünïcode",
            "a\"quote", "*",
            "100%", "tab",
        ]
        try await TransferRig.with(tools) { rig in
            for name in names { try rig.write("of \(name)", to: "here/odd/\(name)") }
            let first = try await rig.push(["odd"])
            #expect(first.isComplete, "\(first.outcome)")
            for name in names { #expect(rig.text("there/odd/\(name)") == "of \(name)") }
            let second = try await rig.push(["odd"])
            #expect(second.isComplete)
            #expect(second.movedBytes == 0)
        }
    }

    @Test func `the same content is sent once`() async throws {
        try await TransferRig.with { rig in
            for name in ["a", "b", "sub/c"] {
                try rig.write(TransferRig.bytes(50_000), to: "here/copies/\(name)")
            }
            let outcome = try await rig.push(["copies"])
            #expect(outcome.isComplete, "\(outcome.outcome)")
            #expect(outcome.movedBytes == 50_000)
            for name in ["a", "b", "sub/c"] {
                #expect(rig.read("there/copies/\(name)") == TransferRig.bytes(50_000))
            }
        }
    }

    @Test(arguments: [
        (TransferRig.Tools.usual, [1, 700, 299_000, 310_000, 800_000, 1_239_000]),
        (.busybox, [1, 299_000, 1_239_000]),
        // There each file is cut by itself.
        (.busyboxWithoutTar, [1, 299_000, 800_000]),
    ])
    func `a cut leaves whole files or none, and the next run sends the rest`(
        tools: TransferRig.Tools,
        cuts: [Int]
    ) async throws {
        let sizes = [300_000, 5, 900_000, 40_000]
        let whole = sizes.reduce(0, +)
        for cut in cuts {
            try await TransferRig.with(tools) { rig in
                for (index, size) in sizes.enumerated() {
                    try rig.write(TransferRig.bytes(size, seed: UInt64(index)), to: "here/app/file\(index)")
                    try rig.write("old", to: "there/app/file\(index)")
                }
                let error = await #expect(throws: TransportError.self) {
                    try await rig.push(["app"]) { CutConnection(base: $0, limit: cut) }
                }
                #expect(error?.code == .connectionLost)
                for (index, size) in sizes.enumerated() {
                    let there = try #require(rig.read("there/app/file\(index)"))
                    #expect(
                        there == Array("old".utf8) || there == TransferRig.bytes(size, seed: UInt64(index)),
                        "half a file at its path after a cut at \(cut)"
                    )
                }
                let next = try await rig.push(["app"])
                #expect(next.isComplete, "\(next.outcome)")
                for (index, size) in sizes.enumerated() {
                    #expect(
                        rig.read("there/app/file\(index)") == TransferRig.bytes(size, seed: UInt64(index))
                    )
                }
                // What had left the controller was at most some blocks more than what arrived.
                if cut > 700_000 { #expect(next.movedBytes < whole - cut + 300_000) }
                #expect(try rig.files("there") == ["app/file0", "app/file1", "app/file2", "app/file3"])
            }
        }
    }

    @Test func `half a file with other bytes is not built upon`() async throws {
        try await TransferRig.with { rig in
            try rig.write(TransferRig.bytes(100_000), to: "here/big")
            let shipment = try await ShipmentReader().read([rig.path("here/big")])
            let name = try #require(shipment.files.first?.stagedName)
            try rig.write(TransferRig.bytes(50_000, seed: 9), to: "there/.siaga-0123/\(name)")
            let outcome = try await rig.push(["big"])
            #expect(outcome.isComplete)
            #expect(outcome.movedBytes == 100_000)
            #expect(rig.read("there/big") == TransferRig.bytes(100_000))
        }
    }

    @Test(arguments: TransferRig.Tools.allCases)
    func `no link is followed, and nothing outside is touched`(tools: TransferRig.Tools) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write("secret", to: "outside/file")
            try rig.write("new", to: "here/app/file")
            try rig.write("new", to: "here/app/sub/file")
            try rig.write("fine", to: "here/app/other")
            try rig.makeFolder("there/app")
            try rig.link("there/app/file", to: rig.path("outside/file"))
            try rig.link("there/app/sub", to: rig.path("outside"))
            try rig.link("there/.siaga-planted", to: rig.path("outside"))
            let outcome = try await rig.push(["app"])
            #expect(Set(outcome.problems.map(\.path)) == ["app/file", "app/sub/file"])
            #expect(Set(outcome.problems.map(\.reason)) == [.link])
            #expect(rig.text("there/app/other") == "fine")
            #expect(rig.text("outside/file") == "secret")
            #expect(try rig.files("outside") == ["file"])
        }
    }

    @Test func `a folder in the way is named and left`() async throws {
        try await TransferRig.with { rig in
            try rig.write("new", to: "here/app/file")
            try rig.write("new", to: "here/app/sub/deep")
            try rig.makeFolder("there/app/file")
            try rig.write("a file", to: "there/app/sub")
            let outcome = try await rig.push(["app"])
            #expect(Set(outcome.problems.map(\.path)) == ["app/file", "app/sub/deep"])
            #expect(Set(outcome.problems.map(\.reason)) == [.inTheWay])
            #expect(rig.text("there/app/sub") == "a file")
        }
    }

    @Test func `a request to stop ends behind the file under way`() async throws {
        try await TransferRig.with { rig in
            for number in 0..<6 {
                try rig.write(TransferRig.bytes(600_000, seed: UInt64(number)), to: "here/app/file\(number)")
            }
            let stop = StopSignal()
            let outcome = try await rig.push(["app"], stop: stop) {
                StoppingConnection(base: $0, stop: stop, after: 700_000)
            }
            guard case .stopped(let tally) = outcome.outcome else {
                Issue.record("\(outcome.outcome)")
                return
            }
            #expect((1..<6).contains(tally.moved.files))
            let there = try rig.files("there").filter { $0.hasPrefix("app/") }
            #expect(there.count == tally.moved.files)
            let rest = try await rig.push(["app"])
            #expect(rest.isComplete)
            #expect(rest.tally?.same.files == tally.moved.files)
        }
    }

    @Test func `a PC that cannot compute a hash is refused before anything moves`() async throws {
        try await TransferRig.with(.busybox) { rig in
            try rig.write("new", to: "here/file")
            unlink(rig.path("bin/sha256sum"))
            unlink(rig.path("bin/busybox"))
            #expect(try await rig.push(["file"]).outcome == .refused(.noHashTool))
            #expect(try await rig.pull("").outcome == .refused(.noHashTool))
            #expect(try rig.files("there").isEmpty)
        }
    }

    @Test func `a folder that is missing is made, and one that is a file is refused`() async throws {
        try await TransferRig.with { rig in
            try rig.write("new", to: "here/file")
            let shipment = try await ShipmentReader().read([rig.path("here/file")])
            let made = try await rig.move(Push(shipment, to: rig.path("there/a/b/c") + "/"))
            #expect(made.isComplete, "\(made.outcome)")
            #expect(rig.text("there/a/b/c/file") == "new")
            let refused = try await rig.move(Push(shipment, to: rig.path("there/a/b/c/file")))
            #expect(refused.outcome == .refused(.folder))
        }
    }
}

/// Asks to stop once so many bytes went.
struct StoppingConnection: ForwardingConnection {
    let base: any Connection
    let stop: StopSignal
    let after: Int

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(
            request,
            input: input.map { StoppingEnd(stop, after, source: $0) },
            output: output.map { StoppingEnd(stop, after, sink: $0) },
            silence: silence
        )
    }
}

actor StoppingEnd: ByteSource, ByteSink {
    private let stop: StopSignal
    private var left: Int
    private let source: (any ByteSource)?
    private let sink: (any ByteSink)?

    init(_ stop: StopSignal, _ limit: Int, source: (any ByteSource)? = nil, sink: (any ByteSink)? = nil) {
        self.stop = stop
        left = limit
        self.source = source
        self.sink = sink
    }

    func next() async throws(TransportError) -> [UInt8]? {
        let piece = try await source?.next()
        count(piece?.count ?? 0)
        return piece
    }

    func take(_ bytes: [UInt8]) async throws(TransportError) {
        count(bytes.count)
        try await sink?.take(bytes)
    }

    private func count(_ count: Int) {
        left -= count
        if left <= 0 { stop.request() }
    }
}
