public import RoomModel

/// Which PCs are meant: `lab1:&spares:!pc07`, `pc[01-20]`, `pc0*`, `~pc0[1-9]`, `lab1[0]`, `all`.
///
/// As in Ansible: terms are separated by `,` or `:`; plain ones add PCs, then `&` ones keep the common PCs, then `!`
/// ones take PCs away. A term is a group, a PC, a glob (`*`, `?`, `[seq]`), or a regular expression (`~`) that matches a
/// beginning. A number or `first:last` in brackets at the end chooses among the PCs of what stands before it, counted from 0,
/// where that names anything; else brackets with numbers are a range, as in Ansible's inventories (`[01:20]`) or in clush
/// (`[01-20,25]`). `@file` stands for the lines of a file. `clients`, where no group has that name, means every PC outside
/// group `proctor`.
public struct HostPattern: Hashable, Sendable, CustomStringConvertible {
    /// The most names that all ranges of a pattern stand for together.
    private static let mostNames = 100_000

    /// The pattern as given.
    public let description: String
    private let terms: [Term]

    private struct Term: Hashable, Sendable {
        enum Role { case add, keep, remove }
        enum Meaning: Hashable, Sendable {
            case name(String)
            case expression(HostExpression)
            case range(NameRange)
        }
        let role: Role
        let text: String
        let meaning: Meaning
        let subscripted: Subscript?
    }

    /// `group[0]`, `group[-1]`, `group[1:3]`: what stands before the brackets, and the PCs chosen of it.
    private struct Subscript: Hashable, Sendable {
        let base: String
        let first: Int
        /// Included; -1 for the last; nil for `first` alone.
        let last: Int?
    }

    /// Reads a pattern.
    ///
    /// - Parameters:
    ///   - text: The pattern as typed.
    ///   - readsFiles: Whether `@file` may stand in it, as on a command line (default: no).
    /// - Throws: ``InvalidPattern`` when a term is empty or makes no sense, or a file cannot be read.
    public init(_ text: String, readsFiles: Bool = false) throws(InvalidPattern) {
        description = text
        var words: [String] = []
        for word in HostPatternWords.words(text) {
            if readsFiles, word.hasPrefix("@") {
                words += try HostPatternWords.lines(of: String(word.dropFirst()))
            } else {
                words.append(word)
            }
        }
        var terms: [Term] = []
        for word in words { terms.append(try Self.term(word, in: text)) }
        guard !terms.isEmpty else {
            throw InvalidPattern(
                id: "nama PC belum ditulis",
                en: "the pattern is empty",
                hint: Localized(id: "tulis `all` atau nama PC", en: "write `all`, a group or a PC's name")
            )
        }
        self.terms = terms
    }

    private static func term(_ word: String, in text: String) throws(InvalidPattern) -> Term {
        let role: Term.Role = word.hasPrefix("!") ? .remove : word.hasPrefix("&") ? .keep : .add
        let name = String(role == .add ? word[...] : word.dropFirst())
        guard !name.isEmpty, name != "~" else {
            throw InvalidPattern(
                id: "di `\(text)` ada bagian yang kosong",
                en: "the pattern `\(text)` has an empty term",
                hint: Localized(
                    id: "tulis `pc01,pc02` atau `lab1:!pc07`",
                    en: "write `pc01,pc02` or `lab1:!pc07`"
                )
            )
        }
        do throws(InvalidRange) {
            let meaning: Term.Meaning
            if name.hasPrefix("~") {
                meaning = .expression(try HostExpression(String(name.dropFirst())))
            } else if isGlob(name) || name.hasSuffix(":]") || subscripted(name)?.first ?? 0 < 0 {
                meaning = .name(name)
            } else {
                meaning = .range(try NameRange(name, notation: .pattern))
            }
            return Term(role: role, text: name, meaning: meaning, subscripted: subscripted(name))
        } catch {
            throw InvalidPattern(
                id: "`\(text)` tidak bisa dibaca",
                en: "in the pattern `\(text)`: \(error.message)",
                hint: Localized(id: "tulis misalnya `pc[01-10]`", en: error.hint)
            )
        }
    }

    /// Whether brackets in the name are sets of characters: beside `*` or `?`, or where they hold no range.
    private static func isGlob(_ name: String) -> Bool {
        guard !name.contains("*"), !name.contains("?") else { return true }
        var rest = name[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            let inside = rest[rest.index(after: open)..<close]
            let isRange =
                inside.contains(":") || inside.allSatisfy { $0.isASCII && $0.isNumber || "-,".contains($0) }
            if !isRange, !inside.isEmpty { return true }
            rest = rest[rest.index(after: close)...]
        }
        return false
    }

    private static func subscripted(_ name: String) -> Subscript? {
        guard !name.hasPrefix("~"), name.hasSuffix("]"), let open = name.lastIndex(of: "["),
            open > name.startIndex
        else { return nil }
        let base = String(name[..<open])
        let inside = name[name.index(after: open)...].dropLast()
        func number(_ text: Substring) -> Int? {
            Int(digits: text, in: .counts)
        }
        if let index = inside.hasPrefix("-") ? number(inside.dropFirst()).map({ -$0 }) : number(inside) {
            return Subscript(base: base, first: index, last: nil)
        }
        let ends = inside.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        guard ends.count == 2, let first = number(ends[0]) else { return nil }
        if ends[1].isEmpty { return Subscript(base: base, first: first, last: -1) }
        return number(ends[1]).map { Subscript(base: base, first: first, last: $0) }
    }

    /// The PCs of `hosts` that are meant, in their order.
    ///
    /// - Parameter hosts: The PCs to choose from.
    /// - Returns: At least one PC.
    /// - Throws: ``InvalidPattern`` when a term names nothing here or nothing is left.
    public func select(from hosts: [Host]) throws(InvalidPattern) -> [Host] {
        try indices(in: hosts).map { hosts[$0] }
    }

    /// Where the PCs that are meant stand in `hosts`, in their order.
    ///
    /// - Parameters:
    ///   - hosts: The PCs to choose from; a name means every PC that has it.
    ///   - rooms: Names of rooms that are no groups, and the places of their PCs.
    /// - Returns: At least one place.
    /// - Throws: ``InvalidPattern`` when a term names nothing here or nothing is left.
    public func indices(in hosts: [Host], rooms: [String: Set<Int>] = [:]) throws(InvalidPattern) -> [Int] {
        let index = HostIndex(hosts, rooms: rooms)
        var chosen: Set<Int> = []
        var namesLeft = Self.mostNames
        if !terms.contains(where: { $0.role == .add }) { chosen = Set(hosts.indices) }
        for role in [Term.Role.add, .keep, .remove] {
            for term in terms where term.role == role {
                let found = try found(term, index, &namesLeft)
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
        return chosen.sorted()
    }

    private func found(
        _ term: Term,
        _ index: HostIndex,
        _ namesLeft: inout Int
    ) throws(InvalidPattern) -> Set<Int> {
        if let subscripted = term.subscripted {
            let base = index.matches(subscripted.base)
            if !base.isEmpty { return try chosen(subscripted, of: base.sorted(), term) }
        }
        switch term.meaning {
        case .expression(let expression): return try some(index.matches(expression), term.text, index)
        case .name(let name): return try some(index.matches(name), name, index)
        case .range(let range):
            var found: Set<Int> = []
            let names = range.names
            namesLeft -= names.count
            guard namesLeft >= 0 else {
                throw InvalidPattern(
                    id: "`\(description)` terlalu panjang",
                    en: "the pattern stands for more than \(Self.mostNames.grouped) names",
                    hint: Localized(id: "tulis `all`", en: "write `all`, or a group")
                )
            }
            for name in names {
                found.formUnion(try some(index.matches(name, prefersHost: term.role == .add), name, index))
            }
            return found
        }
    }

    private func chosen(_ part: Subscript, of places: [Int], _ term: Term) throws(InvalidPattern) -> Set<Int>
    {
        let first = part.first < 0 ? places.count + part.first : part.first
        let last = part.last.map { $0 == -1 ? places.count - 1 : min($0, places.count - 1) } ?? first
        guard places.indices.contains(first), first <= last else {
            throw InvalidPattern(
                id: "`\(term.text)` tidak berisi PC",
                en: "`\(term.text)` chooses no PC",
                hint: Localized(
                    id: "`\(part.base)` berisi \(places.count) PC, dihitung dari 0",
                    en: "`\(part.base)` has \(places.count) PCs, counted from 0"
                )
            )
        }
        return Set(places[first...last])
    }

    private func some(_ found: Set<Int>, _ name: String, _ index: HostIndex) throws(InvalidPattern) -> Set<
        Int
    > {
        guard found.isEmpty, !HostIndex.builtIn.contains(name) else { return found }
        throw InvalidPattern(
            id: "tidak ada PC bernama `\(name)`",
            en: "no PC or group is named `\(name)`",
            hint: Suggestion.nearest(to: name, among: index.names).map {
                Localized(id: "maksudnya `\($0)`?", en: "did you mean `\($0)`?")
            } ?? Self.names(index)
        )
    }

    /// A few of the names there are.
    private static func names(_ index: HostIndex) -> Localized {
        let some = index.names.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
        let rest = index.names.count > 4 ? ", ..." : ""
        return Localized(id: "yang ada: \(some)\(rest)", en: "there are \(some)\(rest)")
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
