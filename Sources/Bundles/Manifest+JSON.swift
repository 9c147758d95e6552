import FoundationEssentials
import RoomModel

extension Manifest {
    /// The shape of the JSON; keys are English and stable.
    private struct Form: Codable {
        struct File: Codable {
            var path: String
            var sha256: String
            var size: Int64
            var executable: Bool
            var role: FileRole
        }
        struct Link: Codable {
            var path: String
            var target: String
        }
        var schema: Int
        var name: String
        var version: String
        var os: BundleTarget.System?
        var arch: BundleTarget.Architecture?
        var archive: String?
        var files: [File]
        var folders: [String]
        var links: [Link]
    }

    private struct Version: Codable {
        var schema: Int
    }

    /// The most bytes of a manifest that is read: 100,000 files with long names.
    public static let largest = 64 << 20

    /// The manifest as JSON (RFC 8259): keys in order, one line, ended by a line feed.
    public var json: [UInt8] {
        let form = Form(
            schema: Self.schema,
            name: id.name,
            version: id.version.description,
            os: id.target.system,
            arch: id.target.architecture,
            archive: archive?.description,
            files: files.map {
                Form.File(
                    path: $0.path,
                    sha256: $0.hash.description,
                    size: $0.size,
                    executable: $0.isExecutable,
                    role: $0.role
                )
            },
            folders: folders,
            links: links.map { Form.Link(path: $0.path, target: $0.target) }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(form) else {
            preconditionFailure("a manifest holds nothing that JSON cannot say")
        }
        return Array(data) + [UInt8(ascii: "\n")]
    }

    /// Reads a manifest and trusts nothing in it: paths, links, sizes and names are checked as those of an archive.
    ///
    /// - Parameters:
    ///   - json: Its bytes.
    ///   - limits: How much it may hold.
    /// - Throws: ``BundleError`` that says what is wrong.
    public init(json: [UInt8], limits: ImportLimits = .standard) throws(BundleError) {
        let decoder = JSONDecoder()
        guard json.count <= Self.largest, let version = try? decoder.decode(Version.self, from: Data(json))
        else {
            throw Self.invalid(Localized(id: "bukan JSON sebuah manifes", en: "not the JSON of a manifest"))
        }
        guard version.schema == Self.schema else {
            throw BundleError(
                .invalid,
                Localized(
                    id: "manifes dari Siaga yang lain (bentuk \(version.schema), di sini \(Self.schema))",
                    en: "the manifest is of another Siaga (schema \(version.schema), here \(Self.schema))"
                ),
                hint: Localized(id: "pasang Siaga yang lebih baru", en: "install a newer Siaga")
            )
        }
        guard let form = try? decoder.decode(Form.self, from: Data(json)) else {
            throw Self.invalid(Localized(id: "isian kurang atau salah", en: "a value is missing or wrong"))
        }
        guard let number = BundleVersion(form.version) else {
            throw Self.invalid(Localized(id: "versi tidak sah", en: "the version is none"))
        }
        let id = try BundleID(
            name: form.name,
            version: number,
            target: BundleTarget(system: form.os, architecture: form.arch)
        )
        try limits.check(entries: form.files.count + form.folders.count + form.links.count, at: form.name)
        var tree = BundleTree(rules: id.target.pathRules)
        var files: [File] = []
        var total = ByteCount.zero
        for file in form.files {
            guard let hash = ContentHash(file.sha256) else {
                throw Self.invalid(
                    Localized(
                        id: "hash `\(file.path.safe())` salah",
                        en: "the hash of `\(file.path.safe())` is none"
                    )
                )
            }
            guard let size = ByteCount(exactly: file.size) else {
                throw Self.invalid(
                    Localized(
                        id: "ukuran `\(file.path.safe())` salah",
                        en: "the size of `\(file.path.safe())` is none"
                    )
                )
            }
            try tree.add(file: try Self.same(file.path, id.target.pathRules))
            total += size
            try limits.check(unpacked: total.bytes, packed: nil, at: file.path)
            files.append(
                File(
                    path: file.path,
                    size: file.size,
                    hash: hash,
                    isExecutable: file.executable,
                    role: file.role
                )
            )
        }
        for folder in form.folders { try tree.add(folder: try Self.same(folder, id.target.pathRules)) }
        for link in form.links {
            try tree.add(link: try Self.same(link.path, id.target.pathRules), to: link.target)
        }
        self.init(
            id: id,
            files: files,
            folders: form.folders,
            links: form.links.map { Link(path: $0.path, target: $0.target) },
            archive: form.archive.flatMap { ContentHash($0) }
        )
        let sizes = Dictionary(files.map { ($0.hash, $0.size) }) { first, _ in first }
        if let file = files.first(where: { sizes[$0.hash] != $0.size }) {
            throw Self.invalid(
                Localized(
                    id: "`\(file.path.safe())`: satu hash, dua ukuran",
                    en: "`\(file.path.safe())`: one hash with two sizes"
                )
            )
        }
    }

    private static func same(_ path: String, _ rules: PathRules) throws(BundleError) -> String {
        guard try rules.path(path) == path, !path.isEmpty else {
            throw invalid(
                Localized(id: "jalur `\(path.safe())` salah", en: "the path `\(path.safe())` is none")
            )
        }
        return path
    }

    private static func invalid(_ reason: Localized) -> BundleError {
        BundleError(
            .invalid,
            Localized(id: "manifes rusak: \(reason.id)", en: "the manifest is damaged: \(reason.en)")
        )
    }
}
