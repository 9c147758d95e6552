import Bundles

/// A manifest as the scripts on a PC read it: lines of words with the path last, which no control character can break.
struct AppFileList: Hashable, Sendable {
    /// `file HASH x|- ROLE PATH`, `folder PATH`, `link PATH` with `to TARGET` behind it; ROLE is `j` (judged) or `v`.
    let text: [UInt8]
    /// The hash of ``text``: two lists with one key ask for the same folder.
    let key: ContentHash
    /// The hash of the sorted lines `HASH x|- PATH` of judged files and of links: of a folder that is as it must be.
    let judgedDigest: ContentHash
    /// What the digest leaves to say: `v PATH` for files that are not judged, `d PATH` for empty folders, a line each.
    let exceptions: String

    init(_ manifest: Manifest) {
        let files = manifest.files.map { file in
            "file \(file.hash) \(Self.mode(file)) \(file.role.isJudged ? "j" : "v") \(file.path)\n"
        }
        let rest =
            manifest.folders.map { "folder \($0)\n" }
            + manifest.links.map { "link \($0.path)\nto \($0.target)\n" }
        text = Array((files + rest).joined().utf8)
        key = ContentHash(of: text)
        let judged =
            manifest.judged.map { "\($0.hash) \(Self.mode($0)) \($0.path)\n" }
            + manifest.links.map { "l \($0.path)\t\($0.target)\n" }
        judgedDigest = ContentHash(
            of: judged.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }.joined()
        )
        exceptions =
            (manifest.files.filter { !$0.role.isJudged }.map { "v \($0.path)" }
            + manifest.folders.map { "d \($0)" })
            .joined(separator: "\n")
    }

    private static func mode(_ file: Manifest.File) -> String { file.isExecutable ? "x" : "-" }
}
