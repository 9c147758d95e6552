import Bundles
import Foundation
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import Transfers

/// Files from a PC that is a folder of this machine, and from PCs that lie.
@Suite(.timeLimit(.minutes(3))) struct PullTests {
    @Test(arguments: TransferRig.Tools.allCases)
    func `a folder arrives whole, and a second run moves nothing`(tools: TransferRig.Tools) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write(TransferRig.bytes(700_000), to: "there/logs/deep/big.log")
            try rig.write("", to: "there/logs/empty")
            try rig.write("two", to: "there/logs/two words $(id) \"it's\" back\\slash")
            try rig.makeFolder("there/logs/nothing")
            try rig.link("there/logs/link", to: "/etc/passwd")
            let first = try await rig.pull("logs")
            #expect(first.isComplete, "\(first.outcome)")
            #expect(first.tally?.leftOut == 1)
            #expect(
                try rig.files("here") == [
                    "pc07/logs/deep/big.log", "pc07/logs/empty",
                    "pc07/logs/two words $(id) \"it's\" back\\slash",
                ]
            )
            #expect(rig.read("here/pc07/logs/deep/big.log") == TransferRig.bytes(700_000))
            #expect(FileManager.default.fileExists(atPath: rig.path("here/pc07/logs/nothing")))
            let second = try await rig.pull("logs/")
            #expect(second.isComplete)
            #expect(second.movedBytes == 0)
            #expect(second.tally?.same.files == 3)
        }
    }

    @Test(arguments: TransferRig.Tools.allCases)
    func `one file arrives, and a newer one takes its place`(tools: TransferRig.Tools) async throws {
        try await TransferRig.with(tools) { rig in
            for text in ["first", "second, and longer", "3"] {
                try rig.write(text, to: "there/-log.txt")
                let outcome = try await rig.pull("-log.txt")
                #expect(outcome.isComplete, "\(outcome.outcome)")
                #expect(rig.text("here/pc07/-log.txt") == text)
            }
            let missing = try await rig.pull("nothing.txt")
            #expect(missing.outcome == .refused(.missing))
        }
    }

    @Test func `a cut leaves whole files or none, and the next run fetches the rest`() async throws {
        let sizes = [300_000, 5, 900_000, 40_000]
        let whole = sizes.reduce(0, +)
        for cut in [0, 1, 299_999, 300_000, 300_005, 800_000, 1_240_004] {
            try await TransferRig.with { rig in
                for (index, size) in sizes.enumerated() {
                    try rig.write(TransferRig.bytes(size, seed: UInt64(index)), to: "there/logs/file\(index)")
                }
                let error = await #expect(throws: TransportError.self) {
                    try await rig.pull("logs") { CutConnection(base: $0, limit: cut) }
                }
                #expect(error?.code == .connectionLost)
                for (index, size) in sizes.enumerated() {
                    let here = rig.read("here/pc07/logs/file\(index)")
                    #expect(here == nil || here == TransferRig.bytes(size, seed: UInt64(index)))
                }
                let next = try await rig.pull("logs")
                #expect(next.isComplete, "\(next.outcome)")
                #expect(next.movedBytes == whole - cut)
                for (index, size) in sizes.enumerated() {
                    #expect(
                        rig.read("here/pc07/logs/file\(index)")
                            == TransferRig.bytes(size, seed: UInt64(index))
                    )
                }
                #expect(try rig.files("here").count == sizes.count)
            }
        }
    }

    @Test func `a request to stop ends behind the file under way`() async throws {
        try await TransferRig.with { rig in
            for number in 0..<6 {
                try rig.write(
                    TransferRig.bytes(600_000, seed: UInt64(number)),
                    to: "there/logs/file\(number)"
                )
            }
            let stop = StopSignal()
            let outcome = try await rig.pull("logs", stop: stop) {
                StoppingConnection(base: $0, stop: stop, after: 700_000)
            }
            guard case .stopped(let tally) = outcome.outcome else {
                Issue.record("\(outcome.outcome)")
                return
            }
            #expect((1..<6).contains(tally.moved.files))
            let rest = try await rig.pull("logs")
            #expect(rest.isComplete)
            #expect(rest.tally?.same.files == tally.moved.files)
        }
    }

    @Test func `no link here leads a file elsewhere`() async throws {
        try await TransferRig.with { rig in
            try rig.write("secret", to: "outside/file")
            try rig.write("theirs", to: "there/logs/file")
            try rig.write("theirs", to: "there/logs/sub/file")
            try rig.write("fine", to: "there/logs/other")
            try rig.makeFolder("here/pc07/logs")
            try rig.link("here/pc07/logs/file", to: rig.path("outside/file"))
            try rig.link("here/pc07/logs/sub", to: rig.path("outside"))
            let outcome = try await rig.pull("logs")
            // A rename puts the file in the link's place; a folder that is a link is not gone into.
            #expect(outcome.problems.map(\.path) == ["logs/sub/file"])
            #expect(rig.text("here/pc07/logs/file") == "theirs")
            #expect(rig.text("here/pc07/logs/other") == "fine")
            #expect(rig.text("outside/file") == "secret")
            #expect(try rig.files("outside") == ["file"])
        }
        try await TransferRig.with { rig in
            try rig.write("theirs", to: "there/logs/file")
            try rig.makeFolder("outside")
            try rig.link("here/pc07", to: rig.path("outside"))
            let error = await #expect(throws: TransportError.self) { try await rig.pull("logs") }
            #expect(error?.code == .controllerFile)
            #expect(try rig.files("outside").isEmpty)
        }
    }

    @Test(
        arguments: [
            "./../evil", "./a/../../evil", "/etc/evil", "../evil", "./.", "./", "evil", "./a\u{7}b",
            "./" + String(repeating: "x", count: 300),
        ]
    )
    func `a PC's names never lead out of its folder`(name: String) async throws {
        try await TransferRig.with { rig in
            let pc = LyingPC(listing: [("./good", Array("good".utf8)), (name, Array("evil".utf8))])
            let outcome = try await rig.move(Pull("logs", into: rig.path("here"))) { _ in pc }
            #expect(outcome.problems.map(\.reason) == [.badName], "\(outcome.outcome)")
            #expect(try rig.files("here") == ["pc07/logs/good"])
            #expect(rig.text("here/pc07/logs/good") == "good")
            #expect(try rig.files("").filter { $0.contains("evil") } == [])
        }
    }

    @Test func `bytes that are not those promised are kept nowhere`() async throws {
        try await TransferRig.with { rig in
            let pc = LyingPC(
                listing: [("./a", Array("promised".utf8)), ("./b", Array("good".utf8))],
                sending: Array("somethin".utf8) + Array("good".utf8)
            )
            let outcome = try await rig.move(Pull("logs", into: rig.path("here"))) { _ in pc }
            #expect(outcome.problems == [FileProblem(path: "logs/a", reason: .different)])
            #expect(try rig.files("here") == ["pc07/logs/b"])
        }
    }

    @Test func `a PC that sends less or more than it promised ends as not whole`() async throws {
        try await TransferRig.with { rig in
            let short = LyingPC(listing: [("./a", Array("promised".utf8))], sending: Array("pro".utf8))
            let cut = try await rig.move(Pull("logs", into: rig.path("here"))) { _ in short }
            #expect(!cut.isComplete)
            #expect(try rig.files("here").filter { !$0.contains(".siaga-part") }.isEmpty)
        }
        try await TransferRig.with { rig in
            let long = LyingPC(
                listing: [("./a", Array("promised".utf8))],
                sending: Array("promised, and more".utf8)
            )
            let whole = try await rig.move(Pull("logs", into: rig.path("here"))) { _ in long }
            #expect(whole.isComplete, "\(whole.outcome)")
            #expect(rig.text("here/pc07/logs/a") == "promised")
        }
    }
}

/// A PC that says what it is told to, whatever it is asked.
private struct LyingPC: Connection {
    let listing: [(name: String, bytes: [UInt8])]
    var sending: [UInt8]?

    var platform: Platform { .posix }
    var serverIdentification: String { "" }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        // The nonce is the word behind `sh` at the end of the line.
        let words = request.line.split(separator: " ")
        let nonce = words[words.lastIndex(of: "sh").map { $0 + 1 } ?? 0]
        var text = "\(nonce) K folder\n"
        for (name, bytes) in listing {
            text += "\(nonce) N \(name)\n\(nonce) W \(bytes.count) \(name)\n"
            text += "\(nonce) H \(hash(bytes))  \(name)\n"
        }
        return CommandResult(exit: .code(0), standardOutput: CapturedOutput(head: Array(text.utf8)))
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        let wanted = String(decoding: request.standardInput, as: UTF8.self).split(separator: "\n").count
        try await output?.take(sending ?? listing.prefix(wanted).flatMap(\.bytes))
        return CommandResult(exit: .code(0))
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {}

    func close() async {}

    private func hash(_ bytes: [UInt8]) -> String { "\(ContentHash(of: bytes))" }
}
