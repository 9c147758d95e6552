import FoundationEssentials
import Glibc
import LocalFiles
import RoomModel
import Testing

/// Nothing but an ordinary file is opened where a file is wanted, and nothing is waited for.
@Suite(.timeLimit(.minutes(1))) struct OrdinaryFileTests {
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/siaga-files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test(arguments: [O_RDONLY, O_WRONLY, O_RDWR, O_RDWR | O_CREAT, O_WRONLY | O_APPEND])
    func `a pipe, a folder and a device are refused`(_ flags: CInt) throws {
        try Self.inFolder { folder in
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0 && mkdir("\(folder)/folder", 0o700) == 0)
            #expect(symlink("\(folder)/pipe", "\(folder)/link") == 0)
            for (path, refusal) in [
                ("\(folder)/pipe", OrdinaryFile.Refusal.other), ("\(folder)/link", .other),
                ("\(folder)/folder", .folder), ("/dev/null", .other), ("/dev/full", .other),
            ] {
                #expect(throws: refusal) { try OrdinaryFile.open(path, flags) }
                #expect(OrdinaryFile.refusal(at: path) == refusal)
                #expect(!refusal.reason.en.isEmpty && !refusal.reason.id.isEmpty)
            }
        }
    }

    @Test func `a pipe will do where that is said, a folder and a device never`() throws {
        try Self.inFolder { folder in
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            let pipe = try OrdinaryFile.open("\(folder)/pipe", O_RDONLY, takesPipe: true)
            defer { close(pipe) }
            // Nobody writes into it: its end, and no waiting.
            #expect(try OrdinaryFile.bytes(of: pipe, limit: 10).isEmpty)
            for (path, refusal) in [(folder, OrdinaryFile.Refusal.folder), ("/dev/null", .other)] {
                #expect(throws: refusal) { try OrdinaryFile.open(path, O_RDONLY, takesPipe: true) }
            }
        }
    }

    @Test func `a file is read to its end, or one byte past what is wanted`() throws {
        try Self.inFolder { folder in
            let path = "\(folder)/file"
            let made = try OrdinaryFile.open(path, O_RDWR | O_CREAT)
            defer { close(made) }
            #expect(write(made, "abcdef", 6) == 6)
            for (limit, text) in [(3, "abcd"), (5, "abcdef"), (6, "abcdef"), (9, "abcdef")] {
                let descriptor = try OrdinaryFile.open(path, O_RDONLY)
                defer { close(descriptor) }
                #expect(try OrdinaryFile.bytes(of: descriptor, limit: limit) == Array(text.utf8))
            }
        }
    }

    @Test func `an ordinary file is opened, for this program alone`() throws {
        try Self.inFolder { folder in
            let path = "\(folder)/file"
            #expect(throws: OrdinaryFile.Refusal.system(ENOENT)) { try OrdinaryFile.open(path, O_RDONLY) }
            #expect(OrdinaryFile.refusal(at: path) == nil)
            let made = try OrdinaryFile.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
            defer { close(made) }
            var status = stat()
            #expect(fstat(made, &status) == 0 && status.st_mode & 0o777 == 0o600)
            #expect(fcntl(made, F_GETFD) & FD_CLOEXEC != 0)
            #expect(symlink(path, "\(folder)/link") == 0)
            #expect(throws: OrdinaryFile.Refusal.system(ELOOP)) {
                try OrdinaryFile.open("\(folder)/link", O_RDONLY | O_NOFOLLOW)
            }
            close(try OrdinaryFile.open("\(folder)/link", O_RDONLY))
        }
    }
}
