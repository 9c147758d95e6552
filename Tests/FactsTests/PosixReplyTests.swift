import Remoting
import RoomModel
import Testing

@testable import Facts

/// What a PC sends back, taken apart: lies and damage never become a reading.
struct PosixReplyTests {
    private let nonce = Nonce("0123456789abcdef0123456789abcdef")

    /// A reply whose lines `@` begins with the nonce.
    private func reply(_ text: String) -> PosixReply {
        PosixReply(Array(text.replacing("@", with: nonce.description).utf8), nonce: nonce)
    }

    private static let lost = "a line that is missing, twice or out of its order"

    @Test func `a whole answer is read`() {
        let reply = reply("@ begin 100.000000000\n@ 1 1:a b\n@ 1 2:\n@ 1 =0 2\n@ time 101.N\n@ end\n")
        #expect(reply.answers == [1: .ended(PosixOutput(lines: ["a b"]))])
        #expect(reply.began?.timestamp == Timestamp(milliseconds: 100_000))
        #expect(reply.ended?.timestamp == Timestamp(milliseconds: 101_500))
        #expect(reply.isComplete)
    }

    @Test func `noise and the lines of another run are passed over`() {
        let other = "ffffffffffffffffffffffffffffffff"
        let reply = reply("Welcome!\n\(other) 1 =0\n 1 =0\n@1 =0\n@ 1 1:x\n\(other) end\nlogout @ end\n")
        #expect(reply.answers == [1: .open(["x"])])
        #expect(!reply.isComplete)
    }

    @Test(arguments: [
        ("@ 1 1:a\n@ 1 =0 1\n@ 1 =0 1\n", PosixReply.Answer.broken("answered twice")),
        ("@ 1 1:a\n@ 1 =0 1\n@ 1 2:b\n@ 1 =0 2\n", .broken("answered twice")),
        ("@ 1 1:a\n@ 1 = 1\n", .broken("exit code ")),
        ("@ 1 1:a\n@ 1 =-1 1\n", .broken("exit code -1")),
        ("@ 1 1:a\n@ 1 =256 1\n", .broken("exit code 256")),
        ("@ 1 1:a\n@ 1 =99999999999999999999 1\n", .broken("exit code 99999999999999999999")),
        ("@ 1 1:a\n@ 1 !long\n@ 1 =0 1\n", .cut("more than is read")),
        ("@ 1 !cut\n@ 1 1:a\n@ 1 =0 1\n", .cut("broken off")),
        ("@ 1 1:ok\n@ 1 !late\n@ 1 =0 1\n", .late),
        ("@ 1 1:ok\n@ 1 =0 1\n@ 1 !late\n", .late),
        ("@ 1 !late\n@ 1 !long\n", .late),
        ("@ 1 ?\n", .broken("a line of no kind")),
        ("@ 1 !x\n", .broken("a line of no kind")),
        ("@ 1 :a\n@ 1 =0 1\n", .broken(Self.lost)),
        ("@ 1 2:b\n@ 1 =0 2\n", .broken(Self.lost)),
        ("@ 1 1:a\n@ 1 1:a\n@ 1 =0 2\n", .broken(Self.lost)),
        ("@ 1 1:a\n@ 1 1:a\n@ 1 2:b\n@ 1 =0 2\n", .broken(Self.lost)),
        ("@ 1 2:b\n@ 1 1:a\n@ 1 =0 2\n", .broken(Self.lost)),
        ("@ 1 01:a\n@ 1 =0 1\n", .broken(Self.lost)),
        ("@ 1 1:a\n@ 1 =0 2\n", .broken("1 lines, not 2")),
        ("@ 1 1:a\n@ 1 =0 0\n", .broken("1 lines, not 0")),
        ("@ 1 1:a\n@ 1 =0\n", .broken("1 lines, not ")),
        ("@ 1 =0 +0\n", .broken("0 lines, not +0")),
        ("@ 1 1:a\n@ 1 =0 1 1\n", .broken("1 lines, not 1 1")),
        ("@ 1 1:a\n@ 1 =0 1\n@ 1 =0 1\n@ 1 !late\n", .late),
        ("@ 1 1:a\n@ 1 2:b", .open(["a", "b"])),
    ])
    func `a broken answer is final`(_ text: String, _ answer: PosixReply.Answer) {
        #expect(reply(text).answers == [1: answer])
    }

    @Test func `lines of several facts may stand in any order among each other`() {
        let reply = reply("@ 2 1:x\n@ 1 1:a\n@ 2 =0 1\n@ 1 2:b\n@ 1 =0 2\n@ end\n")
        #expect(
            reply.answers == [
                1: .ended(PosixOutput(lines: ["a", "b"])), 2: .ended(PosixOutput(lines: ["x"])),
            ]
        )
    }

    @Test(arguments: ["@ begin 100.5", "@ time 101.5", "@ end"])
    func `a line that stands there once and came twice makes two answers of it`(_ line: String) {
        let text = "@ begin 100.5\n@ 1 =0 0\n@ time 101.5\n@ end\n"
        #expect(!reply(text).isContradictory)
        let twice = reply(text + line + "\n")
        #expect(twice.isContradictory)
        #expect(twice.began == nil || twice.ended == nil || !twice.isComplete)
    }

    @Test(arguments: ["@ \n", "@ x =0\n", "@ 1\n", "@ 1 \n", "@ -\n", "@ 99999999999999999999 =0 0\n"])
    func `a line that belongs to no fact is passed over`(_ text: String) {
        #expect(reply(text).answers == [:])
    }

    @Test(arguments: [
        "", "-1", "1.5e9", "9999999999999", "NaN", "+100", " 100", "100 ", ".5", "100.5", "100.-10000000",
    ])
    func `a time that makes no sense is none`(_ text: String) {
        #expect(PCTime(text) == nil)
    }

    @Test(arguments: [
        ("100", 100_500), ("100.N", 100_500), ("100.%N", 100_500), ("100.250000000", 100_250),
    ])
    func `a time without the part of a second counts as its middle`(_ text: String, _ milliseconds: Int64) {
        #expect(PCTime(text)?.timestamp.milliseconds == milliseconds)
    }

    @Test func `half the way there and back is set against each side`() throws {
        let began = try #require(PCTime("1000.400000000"))
        let ended = try #require(PCTime("1001.400000000"))
        let offset = PCTime.offset(
            began: began,
            ended: ended,
            received: Timestamp(milliseconds: 990_000),
            took: .milliseconds(1_600)
        )
        #expect(offset == .milliseconds(11_700))
    }

    @Test func `times that cannot both be true tell no offset`() throws {
        let early = try #require(PCTime("1000.000000000"))
        let late = try #require(PCTime("1009.000000000"))
        let received = Timestamp(milliseconds: 1_000_000)
        #expect(PCTime.offset(began: late, ended: early, received: received, took: .seconds(10)) == nil)
        #expect(PCTime.offset(began: early, ended: late, received: received, took: .seconds(1)) == nil)
    }
}
