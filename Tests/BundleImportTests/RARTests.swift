import Bundles
import RoomModel
import Testing

@testable import BundleImport

@Suite(.timeLimit(.minutes(3))) struct RARTests {
    @Test(
        arguments: [
            ("rar3-old.rar", nil), ("rar5-crc.rar", "stest1.txt"), ("rar5-solid.rar", "stest2.txt"),
            ("rar3-subdirs.rar", "sub/üȵĩöḋè/file.txt"), ("rar5-subdirs.rar", "sub/üȵĩöḋè/file.txt"),
            ("rar5-quick-open.rar", "stest1.txt"), ("rar3-readonly-win.rar", "ro_dir/ro_file.txt"),
            ("unicode2.rar", nil),
        ] as [(String, String?)]
    )
    func `reads RAR`(_ name: String, _ file: String?) async throws {
        let samples = try RARSamples.folder()
        try await ImportRig.with { rig in
            if name == "rar3-old.rar" {
                // The first of several volumes: what is missing is said.
                let error = try await #require(throws: BundleError.self) {
                    try await rig.read("\(samples)/\(name)")
                }
                #expect(error.code == .unreadable)
                return
            }
            let contents = try await rig.read("\(samples)/\(name)")
            if let file {
                #expect(contents.files.contains { $0.path == file && $0.size > 0 }, "\(contents.files)")
            }
            #expect(contents.files.allSatisfy { rig.store.damage(of: $0.hash) == nil })
        }
    }

    @Test func `gives files that RAR stores as the same as another their bytes`() async throws {
        let samples = try RARSamples.folder()
        try await ImportRig.with { rig in
            let contents = try await rig.read("\(samples)/rar5-dups.rar")
            #expect(contents.files.count == 9)
            #expect(contents.files.allSatisfy { $0.size > 0 }, "\(contents.files)")
        }
    }

    @Test(arguments: ["rar3-comment-hpsw.rar", "rar5-hpsw.rar", "rar5-psw.rar", "rar5-psw-blake.rar"])
    func `says that a RAR is locked and asks for the folder`(_ name: String) async throws {
        let samples = try RARSamples.folder()
        try await ImportRig.with { rig in
            let error = try await #require(throws: BundleError.self) {
                try await rig.read("\(samples)/\(name)")
            }
            #expect(error.code == .locked, "\(error.message.en)")
            #expect(error.message.id.contains("dikunci kata sandi"))
            #expect(error.hint?.id.contains("siaga bundle add FOLDER") == true)
        }
    }

    @Test func `an old solid RAR is not called damaged`() async throws {
        let samples = try RARSamples.folder()
        try await ImportRig.with { rig in
            let error = try await #require(throws: BundleError.self) {
                try await rig.read("\(samples)/rar3-solid.rar")
            }
            #expect(error.message.en.contains("this kind of archive"))
            #expect(error.hint?.en.contains("bundle add FOLDER") == true)
        }
    }

    @Test func `a link in a RAR is for Linux alone, and one that leads out for nobody`() async throws {
        let samples = try RARSamples.folder()
        try await ImportRig.with { rig in
            for rules in [PathRules.windows, .posix] {
                let error = try await #require(throws: BundleError.self) {
                    try await rig.read("\(samples)/rar5-symlink-unix.rar", rules: rules)
                }
                let entry = rules == .windows ? "data_link" : "random_link"
                #expect(error.message.en.contains("`\(entry)`"), "\(error.message.en)")
            }
        }
    }
}
