import RoomModel
import Yams

/// Turns the parser's nodes into ``DocumentNode``s: expands aliases and `<<` within the limits, keeps texts as written.
struct TreeBuilder {
    let file: String
    let marks: DuplicateMarks
    let hasStars: Bool
    let duplicateKeys: Problem.Severity
    let lines: SourceLines
    private(set) var problems: [Problem] = []
    private var anchors: [String: Anchored] = [:]
    private var values = 0

    private struct Anchored {
        let built: Built
        let values: Int
    }

    /// A node and how many levels it has.
    private struct Built {
        let node: DocumentNode
        let height: Int
    }

    init(
        file: String,
        marks: DuplicateMarks,
        hasStars: Bool,
        duplicateKeys: Problem.Severity,
        lines: SourceLines
    ) {
        self.file = file
        self.marks = marks
        self.hasStars = hasStars
        self.duplicateKeys = duplicateKeys
        self.lines = lines
    }

    /// The tree under the parser's root; an empty text is null.
    mutating func root(_ node: Node?) throws(RefusedDocument) -> DocumentNode {
        guard let node else {
            return DocumentNode(
                .scalar("", style: .plain),
                at: SourceLocation(file: file, line: 1, column: 1)
            )
        }
        return try build(node, depth: 1).node
    }

    private mutating func build(_ node: Node, depth: Int) throws(RefusedDocument) -> Built {
        let location = node.mark.map { marks.location(of: $0, in: file) } ?? SourceLocation(file: file)
        guard depth <= Document.deepest else {
            throw RefusedDocument(SyntaxSentence.tooDeep(at: location))
        }
        let before = values
        try count(1, at: location)
        let built: Built
        let anchor: Anchor?
        switch node {
        case .scalar(let scalar):
            if isAlias(scalar) {
                return try alias(String(scalar.string.unicodeScalars.dropFirst()), at: location, depth: depth)
            }
            anchor = scalar.anchor
            built = Built(node: self.scalar(scalar, at: location), height: 1)
        case .sequence(let sequence):
            anchor = sequence.anchor
            var members: [DocumentNode] = []
            members.reserveCapacity(sequence.count)
            var height = 0
            for member in sequence {
                let built = try build(member, depth: depth + 1)
                members.append(built.node)
                height = max(height, built.height)
            }
            built = Built(node: DocumentNode(.list(members), at: location), height: height + 1)
        case .mapping(let mapping):
            anchor = mapping.anchor
            built = try table(mapping, at: location, depth: depth)
        case .alias:
            throw RefusedDocument(Problem(at: location, "an alias is not understood here"))
        }
        if let anchor { anchors[anchor.rawValue] = Anchored(built: built, values: values - before) }
        return built
    }

    private mutating func count(_ added: Int, at location: SourceLocation) throws(RefusedDocument) {
        values += added
        guard values <= Document.mostValues else {
            throw RefusedDocument(
                Problem(
                    at: location,
                    "the aliases (`*name`) expand to more than \(Document.mostValues.grouped) values",
                    hint: "write the values out"
                )
            )
        }
    }

    /// Whether a scalar is `*name`; in quotes it is a text that begins so.
    private func isAlias(_ scalar: Node.Scalar) -> Bool {
        hasStars && scalar.style == .plain && scalar.string.unicodeScalars.first == ScreenedText.star
    }

    /// The text that an alias stands for where a key is expected.
    private mutating func aliasedKey(
        _ scalar: Node.Scalar,
        at location: SourceLocation
    ) throws(RefusedDocument) -> String {
        let name = String(scalar.string.unicodeScalars.dropFirst())
        guard case .scalar(let text, _) = try alias(name, at: location, depth: 1).node.content else {
            throw notPlain(at: location)
        }
        return text
    }

    private func notPlain(at location: SourceLocation) -> RefusedDocument {
        RefusedDocument(
            Problem(
                at: location,
                "a key must be a plain text",
                hint: "`{{ name }}` needs quotes round it"
            )
        )
    }

    private mutating func alias(
        _ name: String,
        at location: SourceLocation,
        depth: Int
    ) throws(RefusedDocument) -> Built {
        guard let anchored = anchors[name] else {
            throw RefusedDocument(
                Problem(
                    at: location,
                    "no anchor `&\(name.safe(limit: 40))` stands before this alias",
                    hint: "a text that begins with `*` needs quotes"
                )
            )
        }
        try count(anchored.values, at: location)
        guard depth + anchored.built.height - 1 <= Document.deepest else {
            throw RefusedDocument(SyntaxSentence.tooDeep(at: location))
        }
        return anchored.built
    }

    private mutating func scalar(_ scalar: Node.Scalar, at location: SourceLocation) -> DocumentNode {
        let text = restored(scalar.string)
        if scalar.style == .doubleQuoted,
            let problem = EscapedControl.problem(
                in: text,
                at: location,
                isSecret: lines.mayHoldSecret(location.line)
            )
        {
            problems.append(problem)
        }
        return DocumentNode(.scalar(text, style: Self.style(of: scalar)), at: location)
    }

    /// A tag says what a scalar is; without one its quotes do.
    private static func style(of scalar: Node.Scalar) -> ScalarStyle {
        switch scalar.tag.rawValue {
        case "tag:yaml.org,2002:str": .quoted
        case "!unsafe": .unsafe
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool": .plain
        default: scalar.style == .plain ? .plain : .quoted
        }
    }

    private func restored(_ text: String) -> String {
        guard hasStars else { return text }
        return text.unicodeScalars.reduce(into: "") {
            $0.unicodeScalars.append($1 == ScreenedText.star ? "*" : $1)
        }
    }

    private mutating func table(
        _ mapping: Node.Mapping,
        at location: SourceLocation,
        depth: Int
    ) throws(RefusedDocument) -> Built {
        var entries: [DocumentNode.Entry] = []
        entries.reserveCapacity(mapping.count)
        var merged: [DocumentNode.Entry] = []
        var shadowed: [String: SourceLocation] = [:]
        var aliased: Set<String> = []
        var height = 0
        for (key, value) in mapping {
            let keyLocation = key.mark.map { marks.location(of: $0, in: file) } ?? location
            guard case .scalar(let scalar) = key else { throw notPlain(at: keyLocation) }
            // A key may carry an anchor, too: `&name key: value`.
            if let anchor = scalar.anchor {
                let key = self.scalar(scalar, at: keyLocation)
                anchors[anchor.rawValue] = Anchored(built: Built(node: key, height: 1), values: 1)
            }
            let built = try build(value, depth: depth + 1)
            height = max(height, built.height)
            if let mark = key.mark, marks.holds(mark) {
                let name = restored(String(scalar.string.unicodeScalars.dropFirst()))
                report(duplicate: name, at: keyLocation, first: shadowed[name])
                shadowed[name] = shadowed[name] ?? keyLocation
                continue
            }
            let name = isAlias(scalar) ? try aliasedKey(scalar, at: keyLocation) : restored(scalar.string)
            if scalar.style == .plain, name == "<<" {
                merged += try mergeable(built.node)
                continue
            }
            if let first = shadowed[name] { report(duplicate: name, at: keyLocation, first: first) }
            // What an alias stands for, the parser did not compare with the other keys.
            if isAlias(scalar) { aliased.insert(name) }
            if aliased.contains(name), let known = entries.firstIndex(where: { $0.key == name }) {
                report(duplicate: name, at: keyLocation, first: entries.remove(at: known).location)
            }
            entries.append(.init(key: name, location: keyLocation, value: built.node))
        }
        if !merged.isEmpty {
            var known = Set(entries.map(\.key))
            for entry in merged where known.insert(entry.key).inserted { entries.append(entry) }
        }
        return Built(node: DocumentNode(.table(entries), at: location), height: height + 1)
    }

    private mutating func report(duplicate name: String, at location: SourceLocation, first: SourceLocation?)
    {
        guard let first else { return }
        problems.append(
            Problem(
                duplicateKeys,
                at: location,
                "`\(name.safe(limit: 60))` is given twice",
                hint: duplicateKeys == .error
                    ? "first given at \(first); keep one"
                    : "first given at \(first); the last one counts"
            )
        )
    }

    /// The keys a `<<` brings in (YAML 1.1, merge language-independent type): earlier ones win.
    private func mergeable(_ node: DocumentNode) throws(RefusedDocument) -> [DocumentNode.Entry] {
        switch node.content {
        case .table(let entries): return entries
        case .list(let members):
            var entries: [DocumentNode.Entry] = []
            for member in members {
                guard case .table(let more) = member.content else { throw notMergeable(member) }
                entries += more
            }
            return entries
        case .scalar, .secret: throw notMergeable(node)
        }
    }

    private func notMergeable(_ node: DocumentNode) -> RefusedDocument {
        RefusedDocument(Problem(at: node.location, "`<<` takes a table, this is \(node.kind)"))
    }
}
