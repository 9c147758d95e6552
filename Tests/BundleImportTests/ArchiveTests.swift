import Bundles
import Foundation
import RoomModel
import Testing

@testable import BundleImport

@Suite(.timeLimit(.minutes(3))) struct ArchiveTests {
    @Test(arguments: [
        "app.tar", "app.tar.gz", "app.tar.bz2", "app.tar.xz", "app.tar.zst", "app.tar.lz4", "app.zip",
        "app.7z",
    ])
    func `reads every kind of archive that Debian can make`(_ name: String) async throws {
        try await ImportRig.with { rig in
            let app = "\(rig.folder)/App"
            try FileManager.default.createDirectory(
                atPath: "\(app)/sub/empty",
                withIntermediateDirectories: true
            )
            try Data("26.0222\r\n".utf8).write(to: URL(filePath: "\(app)/version.txt"))
            try Data("same".utf8).write(to: URL(filePath: "\(app)/sub/ärm €.txt"))
            try Data("same".utf8).write(to: URL(filePath: "\(app)/run.sh"))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(app)/run.sh")
            switch name.split(separator: ".").last {
            case "7z", "zip": try await Tool.run("7z", ["a", "-bd", name, "App"], in: rig.folder)
            case "tar": try await Tool.run("tar", ["-cf", name, "App"], in: rig.folder)
            // GNU tar needs the programs gzip, bzip2, xz, zstd and lz4; bsdtar has them within.
            case let ending:
                let filter = try #require(ending.flatMap { Self.filters[$0] })
                let words = ["--format", "gnutar", "--\(filter)", "-cf", name, "App"]
                try await Tool.run("bsdtar", words, in: rig.folder)
            }
            let imported = try await BundleImporter(store: rig.store)
                .read(.archive(path: "\(rig.folder)/\(name)"), rules: .windows)
            #expect(imported.version?.description == "26.0222")
            let contents = imported.contents
            #expect(contents.leftOut == "App")
            #expect(Set(contents.files.map(\.path)) == ["version.txt", "sub/ärm €.txt", "run.sh"])
            #expect(contents.folders == ["sub/empty"])
            #expect(contents.files.first { $0.path == "run.sh" }?.isExecutable == true)
            #expect(try rig.text("sub/ärm €.txt", of: contents) == "same")
            // The folder itself is the same bundle.
            let folder = try await BundleImporter(store: rig.store).read(.folder(path: app), rules: .windows)
                .contents
            let id = try BundleID(name: "app", version: try #require(imported.version))
            let manifests = [contents, folder].map { $0.manifest(id: id, roles: .standard, archive: nil) }
            #expect(manifests[0] == manifests[1])
        }
    }

    /// bsdtar's option for an ending; GNU's form, since pax headers want a locale for the names.
    private static let filters: [Substring: String] = [
        "gz": "gzip", "bz2": "bzip2", "xz": "xz", "zst": "zstd", "lz4": "lz4",
    ]

    @Test(arguments: [["-tzip"], ["-t7z"], ["-t7z", "-mhe=on"]])
    func `says that an archive is locked and asks for the folder`(_ kind: [String]) async throws {
        try await ImportRig.with { rig in
            try Data("secret".utf8).write(to: URL(filePath: "\(rig.folder)/a.txt"))
            try await Tool.run("7z", ["a", "-bd", "-psesame"] + kind + ["locked", "a.txt"], in: rig.folder)
            let names = try FileManager.default.contentsOfDirectory(atPath: rig.folder)
            let name = try #require(names.first { $0.hasPrefix("locked") })
            let error = try await #require(throws: BundleError.self) { try await rig.read(name) }
            #expect(error.code == .locked, "\(error.message.en)")
        }
    }

    @Test func `says that a text is no archive, and a cut archive is cut`() async throws {
        try await ImportRig.with { rig in
            try Data("hello".utf8).write(to: URL(filePath: "\(rig.folder)/a.rar"))
            let foreign = try await #require(throws: BundleError.self) { try await rig.read("a.rar") }
            #expect(foreign.message.en.contains("is no .rar"))
            try await rig.tar("whole.tar.gz", "import os\nadd('a', os.urandom(100_000))")
            let bytes = try Data(contentsOf: URL(filePath: "\(rig.folder)/whole.tar.gz"))
            try bytes.prefix(50_000).write(to: URL(filePath: "\(rig.folder)/cut.tar.gz"))
            let cut = try await #require(throws: BundleError.self) { try await rig.read("cut.tar.gz") }
            #expect(cut.code == .unreadable)
        }
    }

    @Test func `keeps links for Linux PCs, and hard links as files`() async throws {
        try await ImportRig.with { rig in
            try await rig.tar(
                "linux.tar",
                """
                add("bin/app", "program", mode=0o755)
                add("app", type=tarfile.SYMTYPE, linkname="bin/app")
                add("bin/again", type=tarfile.LNKTYPE, linkname="bin/app")
                """
            )
            let contents = try await rig.read("linux.tar", rules: .posix)
            #expect(contents.links == [Manifest.Link(path: "app", target: "bin/app")])
            #expect(try rig.text("bin/again", of: contents) == "program")
            #expect(contents.files.allSatisfy { $0.isExecutable })
        }
    }

    @Test func `refuses a fifo in a folder and follows no link`() async throws {
        try await ImportRig.with { rig in
            try FileManager.default.createDirectory(
                atPath: "\(rig.folder)/app",
                withIntermediateDirectories: true
            )
            try Data("x".utf8).write(to: URL(filePath: "\(rig.folder)/app/a"))
            try await Tool.run("mkfifo", ["\(rig.folder)/app/pipe"])
            let importer = BundleImporter(store: rig.store)
            let source = BundleSource.folder(path: "\(rig.folder)/app")
            let fifo = try await #require(throws: BundleError.self) {
                try await importer.read(source, rules: .windows)
            }
            #expect(fifo.message.en.contains("`pipe`"))
            try FileManager.default.removeItem(atPath: "\(rig.folder)/app/pipe")
            try FileManager.default.createSymbolicLink(
                atPath: "\(rig.folder)/app/z",
                withDestinationPath: "/etc/passwd"
            )
            for rules in [PathRules.windows, .posix] {
                let link = try await #require(throws: BundleError.self) {
                    try await importer.read(source, rules: rules)
                }
                #expect(link.message.en.contains("`z`"))
            }
        }
    }
}
