public import Bundles
import Glibc
import RoomModel

/// Reads what is to be sent, on a thread of its own: names, sizes, hashes.
public actor ShipmentReader {
    private let executor = QueueExecutor(label: "siaga.shipment")
    private var files: [Shipment.File] = []
    private var folders: [String] = []
    private var leftOut = 0
    /// The deepest folder that is read.
    private static let deepest = 64

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A reader for one shipment.
    public init() {}

    /// Reads files and folders; a folder goes with everything below it, links are left out.
    ///
    /// - Parameter sources: Paths on this controller; each goes under its own last part.
    /// - Returns: What there is.
    /// - Throws: ``BundleError`` that names the path: it is not there, cannot be read, or two have one name.
    public func read(_ sources: [String]) throws(BundleError) -> Shipment {
        var names: Set<String> = []
        for source in sources {
            let name = try Self.name(of: source)
            guard names.insert(name).inserted else {
                throw BundleError(
                    .conflict,
                    Localized(
                        id: "dua sumber bernama `\(name.safe(limit: 80))`",
                        en: "two sources are called `\(name.safe(limit: 80))`"
                    ),
                    hint: Localized(id: "kirim satu per satu", en: "push them one after the other")
                )
            }
            var status = stat()
            guard stat(source, &status) == 0 else { throw .unreadable(source) }
            try add(source, as: name, status, depth: 0)
        }
        guard !files.isEmpty || !folders.isEmpty else {
            throw BundleError(
                .invalid,
                Localized(
                    id: "tidak ada berkas atau folder di sumber",
                    en: "the source is neither file nor folder"
                )
            )
        }
        return Shipment(
            files: files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
            folders: folders,
            leftOut: leftOut
        )
    }

    /// The last part of a path; that of the real folder for `.` and `..`.
    private static func name(of source: String) throws(BundleError) -> String {
        func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }
        var name = last(source)
        if name.isEmpty || name == "." || name == ".." {
            guard let real = realpath(source, nil) else { throw .unreadable(source) }
            defer { free(real) }
            name = last(String(cString: real))
        }
        return try PathRules.posix.path(name)
    }

    private func add(_ source: String, as path: String, _ status: stat, depth: Int) throws(BundleError) {
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            let (hash, size) = try StoredContent.hash(ofFile: source)
            files.append(
                Shipment.File(
                    path: path,
                    source: source,
                    size: size,
                    hash: hash,
                    isExecutable: status.st_mode & 0o111 != 0
                )
            )
        case S_IFDIR:
            guard depth < Self.deepest else {
                throw BundleError(
                    .tooLarge,
                    Localized(
                        id: "`\(path.safe())`: lebih dari \(Self.deepest) folder bertingkat",
                        en: "`\(path.safe())`: more than \(Self.deepest) folders within each other"
                    )
                )
            }
            folders.append(path)
            for name in try names(in: source) {
                let (below, child) = ("\(source)/\(name)", try PathRules.posix.path("\(path)/\(name)"))
                var status = stat()
                guard lstat(below, &status) == 0 else { throw .unreadable(below) }
                try add(below, as: child, status, depth: depth + 1)
            }
        default: leftOut += 1
        }
    }

    private func names(in folder: String) throws(BundleError) -> [String] {
        guard let stream = opendir(folder) else { throw .unreadable(folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else {
                throw BundleError(
                    .unsafeEntry,
                    Localized(
                        id: "ada nama yang bukan UTF-8 di \(folder.safe())",
                        en: "a name in \(folder.safe()) is not UTF-8"
                    )
                )
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension ShipmentReader {
    /// The hash of the beginning of a file.
    ///
    /// - Returns: nil where it cannot be read.
    func hash(of file: Shipment.File, first count: Int64) -> ContentHash? {
        try? StoredContent.hash(ofFile: file.source, first: count).hash
    }
}
