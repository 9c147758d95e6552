import Foundation
import TestRoom
import Testing

@testable import Bundles

@Suite struct ManifestTests {
    private func file(_ path: String, _ text: String, role: FileRole = .fixed) -> Manifest.File {
        Manifest.File(path: path, size: Int64(text.utf8.count), hash: ContentHash(of: text.utf8), role: role)
    }

    private func manifest(_ files: [Manifest.File]) throws -> Manifest {
        let id = try BundleID(name: "app", version: try #require(BundleVersion("1.0")))
        return Manifest(id: id, files: files, folders: ["empty"])
    }

    @Test func `is the same bytes whatever order its files came in`() throws {
        let files = [file("b", "2"), file("a/c", "1"), file("a.x", "3")]
        #expect(try manifest(files).json == manifest(files.reversed()).json)
    }

    @Test func `is read back as it was written`() throws {
        let manifest = try manifest([file("b", "2"), file("log.txt", "1", role: .volatile)])
        #expect(try Manifest(json: manifest.json) == manifest)
    }

    @Test func `its code speaks of judged files alone`() throws {
        let one = try manifest([file("b", "2"), file("log.txt", "1", role: .volatile)])
        let two = try manifest([file("b", "2"), file("log.txt", "other", role: .volatile)])
        let three = try manifest([file("b", "3"), file("log.txt", "1", role: .volatile)])
        #expect(one.contentCode == two.contentCode)
        #expect(one.contentCode != three.contentCode)
    }

    @Test(arguments: [
        (#""path":"b""#, #""path":"../b""#), (#""path":"b""#, #""path":"/b""#),
        (#""path":"b""#, #""path":"a""#),
        (#""path":"b""#, #""path":"A""#), (#""path":"b""#, #""path":"empty""#), (#""size":1"#, #""size":-1"#),
        (#""size":1"#, #""size":99999999999999"#), (#""size":1"#, #""size":9223372036854775807"#),
        (#""size":1"#, #""size":9223372036854775808"#), (#""size":1"#, #""size":-9223372036854775808"#),
        (#""size":1"#, #""size":1e308"#), (#""size":1"#, #""size":1e999"#), (#""size":1"#, #""size":0.5"#),
        (#""schema":1"#, #""schema":9223372036854775808"#), (#""schema":1"#, #""schema":-1e308"#),
        (#""name":"app""#, #""name":"../app""#),
        (#""version":"1.0""#, #""version":"../1""#), (#""schema":1"#, #""schema":2"#),
        (#""sha256":""#, #""sha256":"z"#),
        (#""role":"fixed""#, #""role":"odd""#), ("{", "["),
    ])
    func `a manifest from elsewhere is not believed`(_ text: String, _ other: String) throws {
        let json = String(decoding: try manifest([file("a", "1"), file("b", "2")]).json, as: UTF8.self)
        let range = try #require(json.range(of: text, options: text == "{" ? [] : .backwards))
        let changed = json.replacingCharacters(in: range, with: other)
        #expect(throws: BundleError.self) { try Manifest(json: Array(changed.utf8)) }
    }
}

@Suite struct ContentStoreTests {
    private func put(_ text: String, into store: ContentStore) throws -> ContentHash {
        let writer = try store.newContent()
        try Array(text.utf8).withUnsafeBytes { bytes in try writer.write(bytes) }
        return try writer.commit()
    }

    @Test func `keeps equal contents once, closed to others`() async throws {
        try await ScratchFolder.with { folder in
            let store = ContentStore(folder: "\(folder.path)/data/bundles")
            try store.prepare()
            let hash = try put("same", into: store)
            #expect(try put("same", into: store) == hash)
            #expect(store.damage(of: hash) == nil)
            let all = try FileManager.default.subpathsOfDirectory(atPath: store.folder)
            #expect(all.count { $0.hasPrefix("contents/") && $0.split(separator: "/").count == 3 } == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.incoming).isEmpty)
            let mode =
                try FileManager.default.attributesOfItem(atPath: store.folder)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test func `names damage, and the same content once more repairs it`() async throws {
        try await ScratchFolder.with { folder in
            let store = ContentStore(folder: folder.path)
            try store.prepare()
            let hash = try put("good", into: store)
            try Data("evil".utf8).write(to: URL(filePath: store.path(of: hash)))
            #expect(store.damage(of: hash) == .changed)
            _ = try put("good", into: store)
            #expect(store.damage(of: hash) == nil)
            try FileManager.default.removeItem(atPath: store.path(of: hash))
            #expect(store.damage(of: hash) == .missing)
        }
    }

    @Test func `leaves nothing of a content that was given up`() async throws {
        try await ScratchFolder.with { folder in
            let store = ContentStore(folder: folder.path)
            try store.prepare()
            do {
                let writer = try store.newContent()
                #expect(throws: BundleError.self) { try writer.commit(expecting: ContentHash(of: [1])) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.incoming).isEmpty)
        }
    }

    @Test func `clears away what a killed run left, and nothing else`() async throws {
        try await ScratchFolder.with { folder in
            let store = ContentStore(folder: folder.path)
            try store.prepare()
            // No process has a number beyond the kernel's limit (proc(5), pid_max).
            for name in ["\(Int32.max)-a.part", "\(getpid())-b.part", "c.download"] {
                try Data().write(to: URL(filePath: "\(store.incoming)/\(name)"))
            }
            try store.prepare()
            let left = try FileManager.default.contentsOfDirectory(atPath: store.incoming).sorted()
            #expect(left == ["\(getpid())-b.part", "c.download"].sorted())
        }
    }
}
