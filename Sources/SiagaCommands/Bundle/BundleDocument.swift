import Bundles
import FoundationEssentials
import RoomModel

/// The JSON of `bundle list` and `bundle verify`: keys are English and stable, in order.
enum BundleDocument {
    private struct Entry: Encodable {
        let id: String
        let name: String
        let version: String
        let os: BundleTarget.System?
        let arch: BundleTarget.Architecture?
        let files: Int
        let size: Int64
        let contentHash: String
        let archive: String?
    }

    private struct List: Encodable {
        let schema = 1
        let bundles: [Entry]
        private enum CodingKeys: String, CodingKey { case schema, bundles }
    }

    private struct DamagedFile: Encodable {
        let bundle: String
        let path: String
        let sha256: String
        let damage: ContentStore.Damage
    }

    private struct Verification: Encodable {
        let schema = 1
        let whole: Bool
        let bundles: Int
        let contents: Int
        let damaged: [DamagedFile]
        let problems: [String]
        private enum CodingKeys: String, CodingKey {
            case schema, whole, bundles, contents, damaged, problems
        }
    }

    static func list(_ manifests: [Manifest]) throws -> String {
        try text(
            List(
                bundles: manifests.map {
                    Entry(
                        id: $0.id.description,
                        name: $0.id.name,
                        version: $0.id.version.description,
                        os: $0.id.target.system,
                        arch: $0.id.target.architecture,
                        files: $0.files.count,
                        size: $0.size.bytes,
                        contentHash: $0.contentHash.description,
                        archive: $0.archive?.description
                    )
                }
            )
        )
    }

    static func verification(
        _ manifests: [Manifest],
        contents: Int,
        damage: [ContentHash: ContentStore.Damage],
        problems: [BundleError]
    ) throws -> String {
        let damaged = manifests.flatMap { manifest in
            manifest.files.compactMap { file in
                damage[file.hash].map {
                    DamagedFile(
                        bundle: manifest.id.description,
                        path: file.path,
                        sha256: file.hash.description,
                        damage: $0
                    )
                }
            }
        }
        return try text(
            Verification(
                whole: damaged.isEmpty && problems.isEmpty,
                bundles: manifests.count,
                contents: contents,
                damaged: damaged,
                problems: problems.map(\.message.en)
            )
        )
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self).escapingControlsInJSON + "\n"
    }
}
