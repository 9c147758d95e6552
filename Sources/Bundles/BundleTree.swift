import RoomModel

/// The paths of a bundle while it grows: no two that one system takes for one, nothing below a file or a link.
struct BundleTree {
    private enum Kind { case file, folder, link }
    private let rules: PathRules
    private var places: [String: (path: String, kind: Kind)] = [:]

    init(rules: PathRules) {
        self.rules = rules
    }

    /// Adds a file.
    mutating func add(file path: String) throws(BundleError) {
        try addParents(of: path)
        try add(path, .file)
    }

    /// Adds a folder; one that is there already is no error.
    mutating func add(folder path: String) throws(BundleError) {
        try addParents(of: path)
        try add(path, .folder)
    }

    /// Adds a link, after looking where it leads.
    ///
    /// A target may begin with `..` but not come back to it: then it cannot leave the tree by way of another link.
    mutating func add(link path: String, to target: String) throws(BundleError) {
        guard rules == .posix else {
            throw .refused(
                path,
                Localized(
                    id: "tautan tidak bisa dipasang di Windows",
                    en: "links do not work on Windows PCs"
                ),
                hint: Localized(
                    id: "untuk PC Linux saja? tambahkan --os linux",
                    en: "for Linux PCs alone? add --os linux"
                )
            )
        }
        let parts = target.split(separator: "/", omittingEmptySubsequences: true)
        let ups = parts.prefix { $0 == ".." }.count
        let depth = path.split(separator: "/").count - 1
        let isInside =
            !target.hasPrefix("/") && !target.isEmpty && target.utf8.count <= PathRules.longest.path
            && ups <= depth && !parts.dropFirst(ups).contains("..") && !target.utf8.contains { $0 < 0x20 }
        guard isInside else {
            throw .refused(
                path,
                Localized(
                    id: "tautan ke `\(target.safe(limit: 80))`, di luar folder aplikasi",
                    en: "a link to `\(target.safe(limit: 80))`, out of the folder"
                )
            )
        }
        try addParents(of: path)
        try add(path, .link)
    }

    /// The folders in which nothing is.
    func emptyFolders() -> [String] {
        var full: Set<String> = []
        for place in places.values {
            if let slash = place.path.lastIndex(of: "/") { full.insert(String(place.path[..<slash])) }
        }
        return places.values.filter { $0.kind == .folder && !full.contains($0.path) }.map(\.path)
    }

    private mutating func addParents(of path: String) throws(BundleError) {
        // From the top: a fault is told of the topmost place.
        for index in path.indices where path[index] == "/" {
            try add(String(path[..<index]), .folder, below: path)
        }
    }

    private mutating func add(_ path: String, _ kind: Kind, below: String? = nil) throws(BundleError) {
        let key = rules.key(path)
        guard let old = places[key] else {
            places[key] = (path, kind)
            return
        }
        let isSameSpelling = old.path.utf8.elementsEqual(path.utf8)
        if isSameSpelling, old.kind == .folder, kind == .folder { return }
        let entry = below ?? path
        if !isSameSpelling {
            throw .refused(
                entry,
                Localized(
                    id: "namanya sama dengan `\(old.path.safe())` di Windows (beda huruf besar/kecil saja)",
                    en: "the same name as `\(old.path.safe())` on Windows, but for capitals or accents"
                ),
                hint: rules == .posix
                    ? nil
                    : Localized(
                        id: "untuk PC Linux saja? tambahkan --os linux",
                        en: "for Linux PCs alone? add --os linux"
                    )
            )
        }
        if old.kind == kind { throw .refused(entry, Localized(id: "ada dua kali", en: "it is there twice")) }
        throw .refused(
            entry,
            Localized(
                id: "`\(old.path.safe())` sekaligus folder dan bukan folder",
                en: "`\(old.path.safe())` is a folder and something else"
            )
        )
    }
}
