import Documents
import RoomModel

/// Feeds an ``InventoryGraph`` from Ansible's INI shape: `[group]`, `[group:vars]`, `[group:children]`.
struct INIReader {
    /// The most lines of a file (an inventory of 10,000 PCs has as many).
    private static let mostLines = 300_000

    /// The most variables of one line.
    private static let mostVariables = 1_000

    private enum Section: String {
        case hosts, children, vars
    }

    /// A group that was named before it was declared.
    private struct Pending {
        let location: SourceLocation
        let isForVariables: Bool
        var parents: [Int]
    }

    private let file: String
    /// Whether the text was encrypted: values are sealed, and no message quotes a line.
    private let isSecret: Bool
    private var section = Section.hosts
    private var group = InventoryGraph.ungrouped
    private var lister = HostLister()
    private var pending: [String: Pending] = [:]
    /// Whether the lines up to the next section are passed over, their header being wrong.
    private var isSkipping = false

    /// Feeds everything in the text.
    ///
    /// - Parameters:
    ///   - graph: What is fed.
    ///   - bytes: The text.
    ///   - file: Where it stands.
    ///   - isSecret: Whether it was encrypted (default: no).
    ///   - library: Where problems go.
    static func feed(
        _ graph: inout InventoryGraph,
        from bytes: [UInt8],
        file: String,
        isSecret: Bool = false,
        _ library: inout Library
    ) {
        var reader = INIReader(file: file, isSecret: isSecret)
        var number = 0
        guard bytes.lazy.filter({ $0 == UInt8(ascii: "\n") }).count <= mostLines else {
            library.report(
                Problem(
                    at: SourceLocation(file: file, line: mostLines + 1),
                    "the file has more than \(mostLines) lines",
                    hint: "split it into several files"
                )
            )
            return
        }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var line = raw
            while let last = line.last, isSpace(last) { line = line.dropLast() }
            let indent = line.prefix(while: isSpace).count
            line = line.dropFirst(indent)
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else {
                continue
            }
            let place = SourceLocation(file: file, line: number, column: indent + 1)
            guard let text = String(validating: line, as: UTF8.self) else {
                library.report(
                    Problem(
                        at: SourceLocation(file: file, line: number),
                        "the text is not in UTF-8",
                        hint: "save it as UTF-8 (in Notepad: Save as, Encoding)"
                    )
                )
                return
            }
            if line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
                library.report(
                    Problem(
                        at: SourceLocation(file: file, line: number),
                        "the line has a control character",
                        hint: "remove it; is this a text file?"
                    )
                )
                return
            }
            reader.read(text[...], at: place, &graph, &library)
        }
        reader.finish(&library)
    }

    private init(file: String, isSecret: Bool) {
        self.file = file
        self.isSecret = isSecret
    }

    /// A piece of a line as a message may quote it.
    private func quoted(_ text: String, limit: Int = 40) -> String {
        isSecret ? "•••" : "`\(text.safe(limit: limit))`"
    }

    /// The value that `text` stands for.
    private func value(of text: String, for name: String) -> VariableValue {
        let value = PythonLiteral.value(of: text)
        return isSecret && name != "ansible_group_priority" ? value.sealed : value
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private mutating func read(
        _ line: Substring,
        at place: SourceLocation,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        if let (name, word) = Self.header(line) {
            begin(name, word, at: place, &graph, &library)
            return
        }
        if line.hasPrefix("["), line.hasSuffix("]") {
            isSkipping = true
            library.report(
                Problem(
                    at: place,
                    "\(quoted(String(line), limit: 60)) is no section",
                    hint: "write `[lab1]`, `[lab1:vars]` or `[lab1:children]`, without spaces"
                )
            )
            return
        }
        guard !isSkipping else { return }
        switch section {
        case .hosts: readHosts(line, at: place, &graph, &library)
        case .vars: readVariable(line, at: place, &graph, &library)
        case .children: readChild(line, at: place, &graph, &library)
        }
    }

    /// The name and the word of `[name:word]`, with nothing but a comment behind it.
    static func header(_ line: Substring) -> (name: String, word: String?)? {
        guard line.hasPrefix("["), let close = line.firstIndex(of: "]"),
            isEnd(line[line.index(after: close)...])
        else { return nil }
        let inside = line[line.index(after: line.startIndex)..<close]
        let parts = inside.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty, !inside.contains(where: \.isWhitespace),
            parts.count == 1 || !parts[1].isEmpty
        else { return nil }
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : nil)
    }

    /// Whether only a comment is left of a line.
    private static func isEnd(_ rest: Substring) -> Bool {
        let rest = rest.drop(while: \.isWhitespace)
        return rest.isEmpty || rest.hasPrefix("#")
    }

    private mutating func begin(
        _ name: String,
        _ word: String?,
        at place: SourceLocation,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        isSkipping = true
        guard let section = Section(rawValue: word ?? "hosts") else {
            library.report(
                Problem(
                    at: place,
                    "\(quoted(word ?? "")) is no kind of section",
                    hint: Suggestion.hint(for: word ?? "", among: ["vars", "children", "hosts"])
                )
            )
            return
        }
        let isNew = graph.group(name) == nil
        guard let index = graph.group(name, at: place, &library) else { return }
        if isNew, section == .vars, pending[name] == nil {
            pending[name] = Pending(location: place, isForVariables: true, parents: [])
        } else if section != .vars, let waiting = pending.removeValue(forKey: name) {
            for parent in waiting.parents { graph.put(index, below: parent) }
        }
        isSkipping = false
        group = index
        self.section = section
        lister = HostLister()
    }

    private mutating func readHosts(
        _ line: Substring,
        at place: SourceLocation,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        let words: [String]
        do {
            words = try ShellWords.split(line, comments: true)
        } catch {
            library.report(
                Problem(
                    at: place,
                    error.message,
                    hint: "write `pc01 note=\"Lab 1\"`; a lone `'` needs `\"` round it"
                )
            )
            return
        }
        guard let name = words.first else { return }
        guard words.count <= Self.mostVariables else {
            library.report(
                Problem(
                    at: place,
                    "the line has more than \(Self.mostVariables) variables",
                    hint: "set them in `host_vars/`"
                )
            )
            return
        }
        var settings: [(String, Variable)] = []
        for word in words.dropFirst() {
            guard let equals = word.firstIndex(of: "=") else {
                library.report(
                    Problem(
                        at: place,
                        "\(quoted(word)) is no variable of a PC",
                        hint: "write `name=value`; a value with spaces needs quotes"
                    )
                )
                continue
            }
            let name = String(word[..<equals])
            let value = value(of: String(word[word.index(after: equals)...]), for: name)
            settings.append((name, Variable(value, origin: place)))
        }
        for member in lister.list(
            pattern: name,
            variables: settings.count,
            at: place,
            in: group,
            &graph,
            &library
        ) {
            for (name, variable) in settings { graph.set(name, to: variable, ofMember: member) }
        }
    }

    private mutating func readVariable(
        _ line: Substring,
        at place: SourceLocation,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        guard let equals = line.firstIndex(of: "=") else {
            library.report(Problem(at: place, "this is no variable", hint: "write `name=value`"))
            return
        }
        let name = String(line[..<equals].trimmed)
        let value = value(of: String(line[line.index(after: equals)...].trimmed), for: name)
        graph.set(name, to: Variable(value, origin: place), ofGroup: group, &library)
    }

    private mutating func readChild(
        _ line: Substring,
        at place: SourceLocation,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        let name = line.prefix { !$0.isWhitespace && $0 != ":" && $0 != "]" }
        guard !name.isEmpty, Self.isEnd(line[name.endIndex...]) else {
            library.report(
                Problem(
                    at: place,
                    "\(quoted(String(line))) is no group",
                    hint: "below `:children` stand names of groups, one a line"
                )
            )
            return
        }
        if let child = graph.group(String(name)) {
            graph.put(child, below: group)
        } else if pending[String(name)] != nil {
            pending[String(name)]?.parents.append(group)
        } else {
            pending[String(name)] = Pending(location: place, isForVariables: false, parents: [group])
        }
    }

    private func finish(_ library: inout Library) {
        for (name, waiting) in pending {
            let name = name.safe(limit: 60)
            library.report(
                Problem(
                    at: waiting.location,
                    waiting.isForVariables
                        ? "no group `\(name)` is declared, only its variables"
                        : "no group `\(name)` is declared",
                    hint: "declare it with `[\(name)]`, or take this line out"
                )
            )
        }
    }
}

extension Substring {
    /// The text without blanks at its ends.
    var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
