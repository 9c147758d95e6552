import Bundles
import Foundation
import TestRoom

@testable import BundleImport

/// A store of its own and a folder to make archives in.
struct ImportRig: Sendable {
    let folder: String
    let store: ContentStore

    static func with<Result>(_ body: (ImportRig) async throws -> Result) async throws -> Result {
        try await ScratchFolder.with { scratch in
            let folder = "\(scratch.path)/work"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            return try await body(
                ImportRig(folder: folder, store: ContentStore(folder: "\(scratch.path)/bundles"))
            )
        }
    }

    /// Takes an archive in, with these limits.
    func read(
        _ name: String,
        rules: PathRules = .windows,
        limits: ImportLimits = .standard,
        keepsTop: Bool = true
    ) async throws -> BundleContents {
        let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        return try await BundleImporter(store: store, limits: limits)
            .read(.archive(path: path), rules: rules, keepsTop: keepsTop).contents
    }

    /// The text of a file of a bundle.
    func text(_ path: String, of contents: BundleContents) throws -> String? {
        guard let file = contents.files.first(where: { $0.path == path }) else { return nil }
        return try store.open(file.hash).bytes(limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What Python writes as `name`: `add(path, text, **fields)` adds an entry of any kind.
    func tar(_ name: String, _ entries: String) async throws {
        try await Tool.python(
            """
            import io, sys, tarfile
            archive = tarfile.open(sys.argv[1], "w:gz" if sys.argv[1].endswith("gz") else "w")
            def add(path, text="x", **fields):
                info = tarfile.TarInfo(path)
                data = text.encode() if isinstance(text, str) else text
                for key, value in fields.items(): setattr(info, key, value)
                info.size = len(data) if info.isreg() else 0
                archive.addfile(info, io.BytesIO(data))
            \(entries)
            archive.close()
            """,
            [name],
            in: folder
        )
    }

    /// What Python writes as a ZIP.
    func zip(_ name: String, _ entries: String) async throws {
        try await Tool.python(
            """
            import sys, warnings, zipfile
            warnings.simplefilter("ignore")
            archive = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)
            def add(path, text="x"):
                info = zipfile.ZipInfo("x")
                info.filename = path
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, text)
            \(entries)
            archive.close()
            """,
            [name],
            in: folder
        )
    }
}
