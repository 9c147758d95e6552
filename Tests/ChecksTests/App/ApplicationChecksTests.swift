import Checks
import Facts
import RoomModel
import Testing

@Suite struct ApplicationChecksTests {
    static let zero = String(repeating: "0", count: 64)
    static let one = String(repeating: "1", count: 64)

    static let files: [([String], Judgement)] = [
        (["folder folder", "1 file", "2 file"], Judgement(.pass, .met(.count(2)))),
        (["folder absent"], Judgement(.fail, .missing(["/opt/anbk"]))),
        (["folder file"], Judgement(.fail, .missing(["/opt/anbk"]))),
        (["folder folder", "1 file", "2 absent"], Judgement(.fail, .missing(["bin/b"]))),
        (["folder folder", "1 folder", "2 other"], Judgement(.fail, .missing(["a", "bin/b"]))),
        (["folder folder", "1 empty", "2 file"], Judgement(.fail, .altered(["a"]))),
        (["folder folder", "1 empty", "2 absent"], Judgement(.fail, .missing(["bin/b"]))),
        (["folder folder", "1 hidden", "2 absent"], Judgement(.fail, .missing(["bin/b"]))),
    ]

    @Test(arguments: files)
    func `all key files must be there`(_ lines: [String], _ expected: Judgement) throws {
        let check = try make("app.files", ["path": .text("/opt/anbk"), "files": .texts(["a", "bin\\b"])])
        #expect(try judge(check, PosixOutput(lines: lines)) == expected)
        #expect(check.severity == .fail)
        #expect(check.subject == "/opt/anbk")
    }

    @Test func `a file that cannot be seen leaves the PC unknown`() throws {
        let check = try make("app.files", ["path": .text("/opt/anbk"), "files": .texts(["a", "b"])])
        #expect(throws: Unmeasured(.noRight("read b"))) {
            try judge(check, "folder folder", "1 file", "2 hidden")
        }
    }

    static let versions: [([String], Judgement)] = [
        (["folder folder", "file file", "hex 32362e303232320d0a"], Judgement(.pass, .met(.text("26.0222")))),
        (
            ["folder folder", "file file", "hex 32352e30353235"],
            Judgement(.fail, .unexpected(.text("25.0525"), expected: [.text("26.0222")]))
        ),
        (
            ["folder folder", "file file", "hex 32362e30333031"],
            Judgement(.fail, .unexpected(.text("26.0301"), expected: [.text("26.0222")]))
        ),
        (
            ["folder folder", "file file", "hex 32362e3032323231"],
            Judgement(.fail, .unexpected(.text("26.02221"), expected: [.text("26.0222")]))
        ),
        (
            ["folder folder", "file file", "hex 1b5b324a"],
            Judgement(.fail, .unexpected(.text("\\u{1b}[2J"), expected: [.text("26.0222")]))
        ),
        (["folder folder", "file empty"], Judgement(.fail, .altered(["version.txt"]))),
        (["folder folder", "file file", "hex 0d0a"], Judgement(.fail, .altered(["version.txt"]))),
        (["folder folder", "file absent"], Judgement(.fail, .missing(["version.txt"]))),
        (["folder absent"], Judgement(.fail, .missing(["/opt/anbk"]))),
        (["folder absent", "unfinished"], Judgement(.fail, .unfinished("/opt/anbk"))),
    ]

    @Test(arguments: versions)
    func `the version must be the expected one to the letter`(_ lines: [String], _ expected: Judgement) throws
    {
        let check = try make("app.version", ["path": .text("/opt/anbk"), "expected": .text("26.0222")])
        #expect(try judge(check, PosixOutput(lines: lines)) == expected)
    }

    @Test func `without an expected version any is met as far as the PC goes, and none is not`() throws {
        let check = try make("app.version", ["path": .text("/opt/anbk")])
        let found = try judge(check, PosixOutput(lines: ["folder folder", "file file", "hex 39"]))
        #expect(found == Judgement(.pass, .compared(.text("9"))))
        #expect(check.repair == nil, "nobody says which version it should be")
        let missing = try judge(check, PosixOutput(lines: ["folder absent"]))
        #expect(missing == Judgement(.fail, .missing(["/opt/anbk"])))
    }

    @Test func `a version file that cannot be read leaves the PC unknown`() throws {
        let check = try make("app.version", ["path": .text("/opt/anbk"), "expected": .text("26.0222")])
        #expect(throws: Unmeasured(.noRight("read /opt/anbk/version.txt"))) {
            try judge(check, "folder folder", "file hidden")
        }
    }

    static let hashes: [([String], Judgement)] = [
        (["folder folder", "1 \(zero)", "2 \(one)"], Judgement(.pass, .met(.count(2)))),
        (["folder folder", "1 \(one)", "2 \(zero)"], Judgement(.fail, .altered(["a", "bin/b c"]))),
        (["folder folder", "1 \(zero)", "2 absent"], Judgement(.fail, .missing(["bin/b c"]))),
        (["folder folder", "1 absent", "2 \(zero)"], Judgement(.fail, .altered(["bin/b c"]))),
        (["folder folder", "1 hidden", "2 \(zero)"], Judgement(.fail, .altered(["bin/b c"]))),
        (["folder other"], Judgement(.fail, .missing(["/opt/anbk"]))),
    ]

    @Test(arguments: hashes)
    func `listed files must be the official ones`(_ lines: [String], _ expected: Judgement) throws {
        let manifest = "\(Self.zero)  a\n\n\(Self.one.uppercased()) *./bin\\b c\n"
        let check = try make("app.hash", ["path": .text("/opt/anbk"), "manifest": .texts([manifest])])
        #expect(try judge(check, PosixOutput(lines: lines)) == expected)
    }

    @Test func `a file that cannot be hashed leaves the PC unknown`() throws {
        let check = try make(
            "app.hash",
            ["path": .text("/opt/anbk"), "manifest": .texts(["\(Self.zero)  a"])]
        )
        #expect(throws: Unmeasured(.noRight("read a"))) { try judge(check, "folder folder", "1 hidden") }
    }

    @Test(arguments: [
        "", "\n", "a", "\(zero)", "\(zero) ", "\(zero)  ../a", "\(zero)  /etc/passwd", "\(zero)  C:/x",
        "\(zero.dropLast())g  a", "\(zero)0  a", "\(zero)  a\n\(one)  a", "\(zero)\ta",
    ])
    func `refuses what is no manifest`(_ text: String) {
        #expect(throws: InvalidArgument.self) {
            try make("app.hash", ["path": .text("/opt/anbk"), "manifest": .texts([text])])
        }
    }

    @Test(arguments: ["anbk", "", "./anbk", "~/anbk", "D:anbk", "-n", "/opt/a\nb", "/opt/a\u{7}nbk", "1:/x"])
    func `refuses a folder that depends on where one stands`(_ path: String) {
        #expect(throws: InvalidArgument.self) {
            try make("app.files", ["path": .text(path), "files": .texts(["a"])])
        }
    }

    @Test(arguments: ["/opt/anbk", "/opt/my app/", "D:\\anbk", "d:/anbk", "\\\\server\\share"])
    func `takes full paths of any system`(_ path: String) throws {
        #expect(try make("app.files", ["path": .text(path), "files": .texts(["a"])]).subject == path)
    }

    @Test(arguments: ["../a", "a/../../b", "/a", "\\a", "a//b", "", ".", "C:\\a", "a\u{1B}"])
    func `refuses a file outside the folder`(_ file: String) {
        #expect(throws: InvalidArgument.self) {
            try make("app.files", ["path": .text("/opt/anbk"), "files": .texts([file])])
        }
    }
}
