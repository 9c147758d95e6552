import FoundationEssentials
import Glibc
import Remoting
import Testing
import Transfers

/// What is sent of this controller's own files: ordinary files, and nothing that has to be waited for.
@Suite(.timeLimit(.minutes(1))) struct FileSourceTests {
    private static func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/siaga-source-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test func `a file is read from where it is asked for`() async throws {
        try await Self.inFolder { folder in
            try Data("abcdef".utf8).write(to: URL(filePath: "\(folder)/file"))
            let source = FileSource(path: "\(folder)/file", from: 2)
            #expect(try await source.next() == Array("cdef".utf8))
            #expect(try await source.next() == nil)
        }
    }

    @Test func `a pipe, a folder and a name that is gone are refused with the reason`() async throws {
        try await Self.inFolder { folder in
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            for (name, reason) in [
                ("pipe", "it is a pipe or a device"), ("", "it is a folder"), ("gone", "no such file"),
            ] {
                let source = FileSource(path: "\(folder)/\(name)")
                let error = await #expect(throws: TransportError.self) { try await source.next() }
                #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
            }
        }
    }
}
