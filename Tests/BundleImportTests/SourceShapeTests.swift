import Bundles
import Foundation
import LocalFiles
import RoomModel
import Testing

@testable import BundleImport

/// Archives and folders as people have them: with strays, with one folder around everything, in parts.
@Suite(.timeLimit(.minutes(2))) struct SourceShapeTests {
    private func write(_ texts: [String: Data], in folder: String) throws {
        for (name, data) in texts {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true
            )
            try data.write(to: URL(filePath: path))
        }
    }

    @Test func `what macOS and Windows left behind is no part of an app, and hides no outer folder`()
        async throws
    {
        try await ImportRig.with { rig in
            let strays = [
                "App/.DS_Store", "__MACOSX/._App", "__MACOSX/App/._exam.exe", "App/sub/Thumbs.db",
                "App/Desktop.ini",
                "App/._exam.exe",
            ]
            let files = ["App/version.txt", "App/exam.exe", "App/sub/thumbs.db.txt"]
            let unpacked = "\(rig.folder)/unpacked"
            try write(
                Dictionary(uniqueKeysWithValues: (strays + files).map { ($0, Data("26.0222\r\n".utf8)) }),
                in: unpacked
            )
            try await Tool.run("7z", ["a", "-bd", "../app.zip", "."], in: unpacked)
            for source in [BundleSource.archive(path: "\(rig.folder)/app.zip"), .folder(path: unpacked)] {
                let read = try await BundleImporter(store: rig.store).read(source, rules: .windows)
                #expect(
                    Set(read.contents.files.map(\.path)) == ["version.txt", "exam.exe", "sub/thumbs.db.txt"]
                )
                #expect(read.contents.leftOut == "App")
                #expect(read.contents.strayFiles == strays.count)
                #expect(read.version?.description == "26.0222")
            }
            let kept = try await BundleImporter(store: rig.store)
                .read(.folder(path: unpacked), rules: .windows, keepsTop: true)
            #expect(kept.contents.leftOut == nil && kept.version == nil)
        }
    }

    @Test(
        arguments: [
            (
                Data([0xFF, 0xFE]) + Data("26.0222\r\n".data(using: .utf16LittleEndian) ?? Data()), "26.0222",
                true
            ),
            ("26.0222\r\n".data(using: .utf16LittleEndian) ?? Data(), "26.0222", true),
            (Data("\r\n\r\n 26.0222\rbuild\r".utf8), "26.0222", true),
            (Data("lihat README\n".utf8), "lihat README", false),
            (Data("2\u{0}6\n".utf8), "2\u{0}6", false),
        ]
    )
    func `version.txt is read as on a PC, and nonsense is no version`(
        _ bytes: Data,
        _ line: String,
        _ isVersion: Bool
    ) async throws {
        try await ImportRig.with { rig in
            try write(["app/version.txt": bytes, "app/exam.exe": Data("x".utf8)], in: rig.folder)
            let read = try await BundleImporter(store: rig.store)
                .read(.folder(path: "\(rig.folder)/app"), rules: .windows)
            #expect(read.versionLine == line)
            #expect((read.version != nil) == isVersion)
        }
    }

    @Test func `each part of an archive is called one`() async throws {
        try await ImportRig.with { rig in
            var state: UInt64 = 1
            let random = (0..<300_000).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 56)
            }
            try write(["big.bin": Data(random)], in: rig.folder)
            try await Tool.run("7z", ["a", "-bd", "-v100k", "app.7z", "big.bin"], in: rig.folder)
            var rar4: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00, 0, 0, 0x73, 1, 0, 13, 0]
            rar4 += [UInt8](repeating: 0, count: 30)
            let rar5: [UInt8] = [
                0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00, 0, 0, 0, 0, 5, 1, 0, 1, 0, 0,
            ]
            // The end record of the last part: it is disk 2, with nothing in it here.
            let zip: [UInt8] =
                Array("rest".utf8) + [0x50, 0x4B, 5, 6, 2, 0, 2, 0] + [UInt8](repeating: 0, count: 14)
            try write(
                [
                    "a.rar": Data(rar4), "b.rar": Data(rar5), "c.zip": Data(zip),
                    "d.z01": Data([0x50, 0x4B, 7, 8, 0x50, 0x4B, 3, 4]), "e.z02": Data("anything".utf8),
                    "f.r00": Data("anything".utf8),
                ],
                in: rig.folder
            )
            let names = try FileManager.default.contentsOfDirectory(atPath: rig.folder).filter {
                $0 != "big.bin"
            }
            #expect(names.count == 9)
            for name in names {
                let error = try await #require(throws: BundleError.self) { try await rig.read(name) }
                #expect(error.message.en.hasSuffix("is one part of an archive in several parts"), "\(error)")
            }
        }
    }

    @Test func `an import stops before it takes what is to stay free on the disk`() async throws {
        try await ImportRig.with { rig in
            try write(["app/exam.exe": Data(repeating: 1, count: 1_000_000)], in: rig.folder)
            let disk = DiskSpace(keeping: .mebibytes(100)) { _ in .mebibytes(100) }
            let importer = BundleImporter(store: rig.store, disk: disk)
            let error = try await #require(throws: BundleError.self) {
                try await importer.read(.folder(path: "\(rig.folder)/app"), rules: .windows)
            }
            #expect(error.code == .storage)
            #expect(error.message.en.contains("100 MB left"))
        }
    }
}
