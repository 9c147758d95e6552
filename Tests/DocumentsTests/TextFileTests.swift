import Glibc
import RoomModel
import TestNeeds
import Testing

@testable import Documents

/// What counts as absent: only a name that does not exist.
@Suite(.timeLimit(.minutes(1))) struct TextFileTests {
    /// A folder with one of everything.
    private func inFolder(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/siaga-files-XXXXXX\0".utf8CString)
        let path = String(cString: try #require(mkdtemp(&template)))
        defer {
            for name in ["shut/inner", "folder/file"] { unlink("\(path)/\(name)") }
            for name in ["file", "link", "gone", "loop", "pipe", "way"] { unlink("\(path)/\(name)") }
            for name in ["folder", "shut", ""] { rmdir("\(path)/\(name)") }
        }
        for name in ["folder", "shut"] { #expect(mkdir("\(path)/\(name)", 0o700) == 0) }
        for name in ["file", "folder/file", "shut/inner"] {
            close(open("\(path)/\(name)", O_WRONLY | O_CREAT, 0o600))
        }
        for (name, target) in [("link", "file"), ("gone", "nothing"), ("loop", "loop"), ("way", "folder")] {
            #expect(symlink(target, "\(path)/\(name)") == 0)
        }
        #expect(mkfifo("\(path)/pipe", 0o600) == 0)
        try body(path)
    }

    @Test(arguments: [
        ("file", TextFile.Kind?.some(.file)), ("link", .file), ("folder", .folder), ("way", .folder),
        ("way/file", .file), ("pipe", .other), ("nothing", nil), ("folder/nothing", nil),
        ("nothing/nothing", nil), ("way/nothing", nil),
    ])
    func `tells what stands at a path`(_ name: String, _ kind: TextFile.Kind?) throws {
        try inFolder { folder throws in #expect(try TextFile.kind(of: "\(folder)/\(name)") == kind) }
    }

    @Test(arguments: [
        ("gone", "does not exist"), ("gone/nothing", "does not exist"), ("loop", "circle"),
        ("file/nothing", "no folder"), (String(repeating: "a", count: 300), "too long"),
    ])
    func `what cannot be told is an error and never absent`(_ name: String, _ reason: String) throws {
        try inFolder { folder throws in
            let path = "\(folder)/\(name)"
            let asked: [UnreadableFile?] = [
                #expect(throws: UnreadableFile.self) { try TextFile.kind(of: path) },
                #expect(throws: UnreadableFile.self) { try TextFile.names(in: path) },
                #expect(throws: UnreadableFile.self) { try TextFile.bytes(of: path) },
            ]
            for error in asked {
                #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
                #expect(error?.sentence.id != error?.sentence.en)
            }
        }
    }

    @Test func `a pipe is refused without waiting, and a folder and a file are not mistaken for each other`()
        throws
    {
        try inFolder { folder throws in
            for name in ["pipe", "folder"] {
                #expect(throws: UnreadableFile.self) { try TextFile.bytes(of: "\(folder)/\(name)") }
            }
            for name in ["pipe", "file"] {
                #expect(throws: UnreadableFile.self) { try TextFile.names(in: "\(folder)/\(name)") }
            }
            #expect(!TextFile.beginsWithInterpreter("\(folder)/pipe"))
            #expect(try TextFile.names(in: "\(folder)/way") == ["file"])
            #expect(try TextFile.names(in: "\(folder)/nothing").isEmpty)
        }
    }

    @Test(.needs(.ordinaryAccount))
    func `a closed folder names itself and how to open it`() throws {
        try inFolder { folder throws in
            chmod("\(folder)/shut", 0)
            defer { chmod("\(folder)/shut", 0o700) }
            for path in ["\(folder)/shut/inner", "\(folder)/shut/nothing"] {
                let error = #expect(throws: UnreadableFile.self) { try TextFile.kind(of: path) }
                #expect(error?.message.contains("\(folder)/shut is closed") == true)
                #expect(error?.hint?.en.contains("chmod u+rX \(folder)/shut") == true)
            }
            #expect(throws: UnreadableFile.self) { try TextFile.names(in: "\(folder)/shut") }
        }
    }

    @Test func `a word that is no path stands for nothing, a link to nothing stands for something`() throws {
        try inFolder { folder throws in
            #expect(TextFile.isAbsent("\(folder)/nothing"))
            #expect(TextFile.isAbsent(String(repeating: "pc01,", count: 2_000)))
            #expect(!TextFile.isAbsent("\(folder)/gone"))
            #expect(!TextFile.isAbsent("\(folder)/file/nothing"))
        }
    }
}
