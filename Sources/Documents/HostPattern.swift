public import RoomModel

/// Which PCs are meant: `lab1:&spares:!pc07`, `pc[01-20]`, `pc0*`, `all`.
///
/// As in Ansible: terms are separated by `,` or `:`; plain ones add PCs, then `&` ones keep the common PCs, then `!`
/// ones take PCs away. A term is a group, a PC or a glob (`*`, `?`), with ranges as in Ansible (`[01:20]`) or clush
/// (`[01-20,25]`). `clients`, where no group has that name, means every PC outside group `proctor`.
public struct HostPattern: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as given.
    public let description: String
    private let terms: [Term]

    private struct Term: Hashable, Sendable {
        enum Role { case add, keep, remove }
        let role: Role
        let text: String
        let range: NameRange
    }

    /// Reads a pattern.
    ///
    /// - Parameter text: The pattern as typed.
    /// - Throws: ``InvalidPattern`` when a term is empty or a range makes no sense.
    public init(_ text: String) throws(InvalidPattern) {
        description = text
        var terms: [Term] = []
        for word in Self.words(text) {
            let role: Term.Role = word.hasPrefix("!") ? .remove : word.hasPrefix("&") ? .keep : .add
            let name = String(role == .add ? word[...] : word.dropFirst())
            guard !name.isEmpty else {
                throw InvalidPattern(
                    id: "di `\(text)` ada bagian yang kosong",
                    en: "the pattern `\(text)` has an empty term",
                    hint: Localized(
                        id: "tulis `pc01,pc02` atau `lab1:!pc07`",
                        en: "write `pc01,pc02` or `lab1:!pc07`"
                    )
                )
            }
            do {
                terms.append(Term(role: role, text: name, range: try NameRange(name, notation: .pattern)))
            } catch {
                throw InvalidPattern(
                    id: "`\(text)` tidak bisa dibaca",
                    en: "in the pattern `\(text)`: \(error.message)",
                    hint: Localized(id: "tulis misalnya `pc[01-10]`", en: error.hint)
                )
            }
        }
        guard !terms.isEmpty else {
            throw InvalidPattern(
                id: "nama PC belum ditulis",
                en: "the pattern is empty",
                hint: Localized(id: "tulis `all` atau nama PC", en: "write `all`, a group or a PC's name")
            )
        }
        self.terms = terms
    }

    /// Splits at `,` and `:` outside brackets.
    private static func words(_ text: String) -> [String] {
        var words = [""]
        var isInBrackets = false
        for character in text {
            switch character {
            case ",", ":":
                if isInBrackets { words[words.count - 1].append(character) } else { words.append("") }
            default:
                if character == "[" { isInBrackets = true }
                if character == "]" { isInBrackets = false }
                words[words.count - 1].append(character)
            }
        }
        return words.map { word in
            String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The PCs of `hosts` that are meant, in their order.
    ///
    /// - Parameter hosts: The PCs to choose from.
    /// - Returns: At least one PC.
    /// - Throws: ``InvalidPattern`` when a term names nothing here or nothing is left.
    public func select(from hosts: [Host]) throws(InvalidPattern) -> [Host] {
        let index = HostIndex(hosts)
        var chosen: Set<Int> = []
        if !terms.contains(where: { $0.role == .add }) { chosen = Set(hosts.indices) }
        for role in [Term.Role.add, .keep, .remove] {
            for term in terms where term.role == role {
                let found = try found(term, index)
                switch role {
                case .add: chosen.formUnion(found)
                case .keep: chosen.formIntersection(found)
                case .remove: chosen.subtract(found)
                }
            }
        }
        guard !chosen.isEmpty else {
            throw InvalidPattern(
                id: "`\(description)` tidak menyisakan satu PC pun",
                en: "the pattern `\(description)` leaves no PC",
                hint: Self.names(index)
            )
        }
        return chosen.sorted().map { hosts[$0] }
    }

    private func found(_ term: Term, _ index: HostIndex) throws(InvalidPattern) -> Set<Int> {
        var found: Set<Int> = []
        for name in term.range.names {
            let matches = index.matches(name)
            guard !matches.isEmpty || HostIndex.builtIn.contains(name) else {
                throw InvalidPattern(
                    id: "tidak ada PC bernama `\(name)`",
                    en: "no PC or group is named `\(name)`",
                    hint: Suggestion.nearest(to: name, among: index.names).map {
                        Localized(id: "maksudnya `\($0)`?", en: "did you mean `\($0)`?")
                    } ?? Self.names(index)
                )
            }
            found.formUnion(matches)
        }
        return found
    }

    /// A few of the names there are.
    private static func names(_ index: HostIndex) -> Localized {
        let some = index.names.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
        let rest = index.names.count > 4 ? ", ..." : ""
        return Localized(id: "yang ada: \(some)\(rest)", en: "there are \(some)\(rest)")
    }
}

/// The PCs and groups by name, for one selection.
private struct HostIndex {
    /// Groups that mean something in every room, even where nobody is in them.
    static let builtIn: Set<String> = ["all", "*", "clients", "proctor", "spares", "ungrouped"]

    private let hosts: [String: Int]
    private let groups: [String: Set<Int>]
    private let clients: Set<Int>

    init(_ list: [Host]) {
        var hosts: [String: Int] = [:]
        var groups: [String: Set<Int>] = [:]
        for (index, host) in list.enumerated() {
            hosts[host.name.description] = index
            for group in host.groups { groups[group.description, default: []].insert(index) }
        }
        groups["all"] = Set(list.indices)
        self.hosts = hosts
        self.groups = groups
        clients = Set(list.indices.filter { !list[$0].isProctor })
    }

    /// Groups first: PCs are many, and a group's name is the likelier typing error.
    var names: [String] { groups.keys.sorted() + hosts.keys.sorted() }

    func matches(_ name: String) -> Set<Int> {
        if let group = groups[name] { return group }
        if let host = hosts[name] { return [host] }
        if name == "clients" { return clients }
        guard name.contains("*") || name.contains("?") else { return [] }
        let pattern = Array(name.utf8)
        var found = Set(hosts.filter { Self.matches(Array($0.key.utf8)[...], pattern[...]) }.values)
        for group in groups where Self.matches(Array(group.key.utf8)[...], pattern[...]) {
            found.formUnion(group.value)
        }
        return found
    }

    /// Whether `text` matches a glob of `*` and `?`, in time at most their lengths' product.
    private static func matches(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var text = text
        var pattern = pattern
        var retry: (text: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while let byte = text.first {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (text, pattern)
            } else if let expected = pattern.first, expected == byte || expected == UInt8(ascii: "?") {
                text = text.dropFirst()
                pattern = pattern.dropFirst()
            } else if let last = retry {
                text = last.text.dropFirst()
                pattern = last.pattern
                retry = (text, pattern)
            } else {
                return false
            }
        }
        return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

/// Why a pattern selects nothing.
public struct InvalidPattern: Error, Hashable, Sendable {
    /// What is wrong, lower case, no full stop.
    public let message: Localized
    /// What to type instead.
    public let hint: Localized

    init(id: String, en: String, hint: Localized) {
        message = Localized(id: id.safe(), en: en.safe())
        self.hint = Localized(id: hint.id.safe(), en: hint.en.safe())
    }
}
