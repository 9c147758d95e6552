import Bundles
import Foundation
import RoomModel
import TestRoom
import Testing

@testable import BundleImport

/// From one controller to another by way of one file.
@Suite(.timeLimit(.minutes(3))) struct TransferFileTests {
    /// A bundle in a store, its manifest kept.
    private func makeBundle(_ rig: ImportRig) async throws -> Manifest {
        try await rig.tar(
            "app.tar",
            #"add("version.txt", "1.5"); add("a", "one"); add("b/c", "two"); add("log.txt", "two")"#
        )
        let contents = try await rig.read("app.tar")
        let version = try #require(BundleVersion("1.5"))
        let manifest = contents.manifest(
            id: try BundleID(name: "app", version: version),
            roles: .standard,
            archive: nil
        )
        let library = BundleLibrary(folder: rig.store.folder)
        #expect(try await library.keep(manifest, replacing: false) == .added)
        #expect(try await library.keep(manifest, replacing: false) == .same)
        return manifest
    }

    private func key(_ name: String, in folder: String) async throws -> String {
        try await Tool.run(
            "ssh-keygen",
            ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name],
            in: folder
        )
        return "\(folder)/\(name)"
    }

    @Test func `a signed bundle arrives whole and says who signed it`() async throws {
        try await ImportRig.with { rig in
            let manifest = try await makeBundle(rig)
            let key = try await key("office", in: rig.folder)
            let signature = try await SignatureTool().sign(manifest.json, key: key)
            let file = "\(rig.folder)/app.siaga"
            try await TransferFileWriter(store: rig.store).write(manifest, signature: signature, to: file)
            try await TransferFileWriter(store: rig.store).write(
                manifest,
                signature: signature,
                to: file + "2"
            )
            #expect(FileManager.default.contentsEqual(atPath: file, andPath: file + "2"))

            let other = ContentStore(folder: "\(rig.folder)/other")
            let reader = TransferFileReader(store: other)
            let front = try await reader.front(of: file)
            #expect(front.manifest == manifest)
            #expect(front.signature == signature)
            try await reader.readContents(of: file, expecting: front)
            #expect(
                try await BundleLibrary(folder: other.folder).keep(front.manifest, replacing: false) == .added
            )
            #expect(await BundleLibrary(folder: other.folder).damage(of: [manifest]).isEmpty)

            let publicKey = try String(contentsOfFile: "\(key).pub", encoding: .utf8)
            let signers = "\(rig.folder)/allowed_signers"
            try "dinas@example.sch.id namespaces=\"siaga-bundle\" \(publicKey)"
                .write(toFile: signers, atomically: true, encoding: .utf8)
            let signatureFile = "\(rig.folder)/sig"
            try Data(signature).write(to: URL(filePath: signatureFile))
            let tool = SignatureTool()
            let trust = try await tool.check(
                signature: signatureFile,
                of: manifest.json,
                allowedSigners: signers
            )
            #expect(trust == .trusted(signer: "dinas@example.sch.id"))
            guard
                case .unknownKey(let fingerprint) = try await tool.check(
                    signature: signatureFile,
                    of: manifest.json,
                    allowedSigners: nil
                )
            else {
                Issue.record("without a list nobody is known")
                return
            }
            #expect(fingerprint.hasPrefix("SHA256:"))
            let error = try await #require(throws: BundleError.self) {
                try await tool.check(
                    signature: signatureFile,
                    of: manifest.json + [32],
                    allowedSigners: signers
                )
            }
            #expect(error.code == .signature)
        }
    }

    @Test func `a signature for another purpose proves nothing`() async throws {
        try await ImportRig.with { rig in
            let key = try await key("office", in: rig.folder)
            try Data("text".utf8).write(to: URL(filePath: "\(rig.folder)/text"))
            try await Tool.run(
                "ssh-keygen",
                ["-q", "-Y", "sign", "-f", key, "-n", "git", "text"],
                in: rig.folder
            )
            let error = try await #require(throws: BundleError.self) {
                try await SignatureTool().check(
                    signature: "\(rig.folder)/text.sig",
                    of: Array("text".utf8),
                    allowedSigners: nil
                )
            }
            #expect(error.code == .signature)
        }
    }

    @Test(arguments: ["content", "missing", "extra", "cut", "front"])
    func `a file that was tampered with is refused`(_ kind: String) async throws {
        try await ImportRig.with { rig in
            let manifest = try await makeBundle(rig)
            let file = "\(rig.folder)/app.siaga"
            try await TransferFileWriter(store: rig.store).write(manifest, signature: nil, to: file)
            try await Tool.run("bsdtar", ["-xf", "app.siaga"], in: rig.folder)
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(rig.folder)/contents").sorted()
            let first = "contents/\(names[0])"
            var members = ["manifest.json"] + names.map { "contents/\($0)" }
            switch kind {
            case "content": try Data("evil".utf8).write(to: URL(filePath: "\(rig.folder)/\(first)"))
            case "missing": members.remove(at: 1)
            case "extra":
                let extra = "contents/" + String(repeating: "0", count: 64)
                try Data("extra".utf8).write(to: URL(filePath: "\(rig.folder)/\(extra)"))
                members.append(extra)
            case "front": members.swapAt(0, 1)
            default: break
            }
            let bad = "\(rig.folder)/bad.siaga"
            if kind == "cut" {
                let bytes = try Data(contentsOf: URL(filePath: file))
                try bytes.prefix(bytes.count / 2).write(to: URL(filePath: bad))
            } else {
                try await Tool.run("bsdtar", ["-cf", "bad.siaga"] + members, in: rig.folder)
            }
            let reader = TransferFileReader(store: ContentStore(folder: "\(rig.folder)/other"))
            await #expect(throws: BundleError.self) {
                let front = try await reader.front(of: bad)
                try await reader.readContents(of: bad, expecting: front)
            }
        }
    }

    @Test func `a damaged content is not exported`() async throws {
        try await ImportRig.with { rig in
            let manifest = try await makeBundle(rig)
            let hash = manifest.files[0].hash.description
            let path = "\(rig.store.folder)/contents/\(hash.prefix(2))/\(hash.dropFirst(2))"
            try Data("bad".utf8).write(to: URL(filePath: path))
            let error = try await #require(throws: BundleError.self) {
                try await TransferFileWriter(store: rig.store)
                    .write(manifest, signature: nil, to: "\(rig.folder)/app.siaga")
            }
            #expect(error.code == .checksum)
            #expect(
                try !FileManager.default.contentsOfDirectory(atPath: rig.folder).contains {
                    $0.contains("siaga")
                }
            )
        }
    }
}
