import Documents
import RoomModel

/// Reads the files of one inventory into a graph, each by its format.
struct SourceReader {
    /// What the programs among the sources printed.
    let programs: [SourceFile: InventoryProgram.Output]

    /// Feeds `graph` from a file.
    func feed(_ graph: inout InventoryGraph, from file: SourceFile, _ library: inout Library) {
        if let output = programs[file] {
            feed(&graph, from: output, file: file.path, &library)
            return
        }
        if file.format == .names {
            NameListReader.feed(&graph, from: file.path, &library)
            return
        }
        if file.format == .spreadsheet {
            if let root = library.spreadsheet(of: file) { TableReader.feed(&graph, from: root, &library) }
            return
        }
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(of: file.path)
        } catch {
            library.report(Problem(error, at: file.path))
            return
        }
        guard bytes.count <= Document.longest else {
            library.report(file.isNamed ? Self.tooLong(file.path) : Self.noInventory(file.path))
            return
        }
        if bytes.starts(with: VaultText.mark.utf8) {
            guard let opened = library.opened(bytes, of: file.path) else { return }
            feed(&graph, Text(bytes: opened, isSecret: true), file, &library)
        } else {
            feed(&graph, Text(bytes: bytes, isSecret: false), file, &library)
        }
    }

    /// What a file holds, opened if it was encrypted.
    private struct Text {
        let bytes: [UInt8]
        let isSecret: Bool
    }

    private func feed(
        _ graph: inout InventoryGraph,
        _ text: Text,
        _ file: SourceFile,
        _ library: inout Library
    ) {
        switch file.format {
        case .tree: feedTree(&graph, text, file, &library)
        case .ini: feedINI(&graph, text, file, &library)
        case .executable, .names, .spreadsheet, .unknown:
            // Ansible tries YAML first; what is no table there is INI.
            let root = Document(text.bytes, file: file.path, duplicateKeys: .warning).root
            let isTree =
                root.map { TableReader.fits($0) || ListReader.fits($0, isJSON: Self.isJSON(text.bytes)) }
                ?? false
            if isTree || (root == nil || root?.entries != nil) && Self.looksLikeTree(text.bytes) {
                feedTree(&graph, text, file, &library)
            } else {
                feedINI(&graph, text, file, &library)
            }
        }
    }

    /// Whether the first line with a word is YAML or JSON: a table, a marker, a key.
    private static func looksLikeTree(_ bytes: [UInt8]) -> Bool {
        let first = bytes.split(separator: UInt8(ascii: "\n")).lazy.map { line in
            line.drop { $0 <= 0x20 }
        }.first { line in line.first.map { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") } ?? false }
        guard let first, let byte = first.first else { return false }
        if byte == UInt8(ascii: "{") || first.starts(with: "---".utf8) { return true }
        return first.reversed().drop { $0 <= 0x20 }.first == UInt8(ascii: ":")
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    private func feedTree(
        _ graph: inout InventoryGraph,
        _ text: Text,
        _ file: SourceFile,
        _ library: inout Library
    ) {
        let document = Document(
            text.bytes,
            file: file.path,
            duplicateKeys: .warning,
            isSecret: text.isSecret
        )
        let shape = shape(of: document, isNamed: file.isNamed, text.bytes)
        guard shape != .none else {
            let plugin = document.root.flatMap { TableReader.pluginProblem($0, .warning) }
            library.report(plugin ?? Self.noInventory(file.path))
            return
        }
        guard let root = library.taken(document) else { return }
        switch shape {
        case .list: feedList(&graph, root, file.path, &library)
        case .table, .none: TableReader.feed(&graph, from: root, &library)
        }
    }

    /// What a tree is read as.
    private enum Shape {
        case list, table
        /// Another document that lies beside the list.
        case none
    }

    private func shape(of document: Document, isNamed: Bool, _ bytes: [UInt8]) -> Shape {
        guard let root = document.root else {
            // What is wrong with it is worth telling where it would be a list of PCs.
            return isNamed || Self.namesHosts(bytes) ? .table : .none
        }
        let isList = ListReader.fits(root, isJSON: Self.isJSON(bytes))
        if isNamed { return isList ? .list : .table }
        if isList, ListReader.isMeant(root) { return .list }
        return TableReader.isMeant(root) ? .table : .none
    }

    /// Whether a line gives the key `hosts` or `children`: a sign of a list of PCs in what is no YAML at all.
    private static func namesHosts(_ bytes: [UInt8]) -> Bool {
        bytes.split(separator: UInt8(ascii: "\n")).contains { line in
            let word = line.drop { $0 <= 0x20 || "\"'{".utf8.contains($0) }
            return ["hosts", "children"].contains { name in
                word.starts(with: name.utf8)
                    && word.dropFirst(name.utf8.count).first { $0 > 0x20 && !"\"'".utf8.contains($0) }
                        == UInt8(ascii: ":")
            }
        }
    }

    private func feedINI(
        _ graph: inout InventoryGraph,
        _ text: Text,
        _ file: SourceFile,
        _ library: inout Library
    ) {
        guard file.isNamed || text.bytes.starts(with: "#!".utf8) || INISigns.isMeant(text.bytes) else {
            library.report(Self.noInventory(file.path))
            return
        }
        library.remember(text.isSecret ? [] : text.bytes, file: file.path)
        if text.bytes.starts(with: "#!".utf8) {
            let isText = file.hasEndingOfText
            library.report(
                Problem(
                    file.isNamed ? .error : .warning,
                    at: SourceLocation(file: file.path, line: 1),
                    isText
                        ? "this is a program, and a file of this ending is never run"
                        : "this is a program that may not be executed, so it is not run",
                    hint: isText
                        ? "rename it: a program has no ending, or `.sh`, `.py`" : "chmod +x \(file.path)"
                )
            )
            return
        }
        INIReader.feed(
            &graph,
            from: text.bytes,
            file: file.path,
            isSecret: text.isSecret,
            &library
        )
    }

    /// A saved list needs its `_meta`: there is no program to ask.
    private func feedList(
        _ graph: inout InventoryGraph,
        _ root: DocumentNode,
        _ file: String,
        _ library: inout Library
    ) {
        _ = ListReader.feed(&graph, from: root, &library)
    }

    private func feed(
        _ graph: inout InventoryGraph,
        from output: InventoryProgram.Output,
        file: String,
        _ library: inout Library
    ) {
        for problem in output.problems { library.report(problem) }
        guard let list = output.list else { return }
        // Origins of what a program printed name the program; there are no lines to show.
        guard let root = library.tree(of: list, file: file) else { return }
        library.remember([], file: file)
        let unasked = ListReader.feed(&graph, from: root, &library)
        for name in unasked {
            guard let text = output.hosts[name], let member = graph.member(name.description),
                text.contains(where: { $0 > 0x20 }), let node = library.tree(of: text, file: file)
            else { continue }
            library.remember([], file: file)
            ListReader.feed(&graph, variablesOf: member, from: node, &library)
        }
    }

    /// What is said of a file that lies beside the list and is none.
    static func noInventory(_ file: String) -> Problem {
        Problem(
            .warning,
            at: SourceLocation(file: file),
            "this file is no inventory and is not read",
            hint: "a list has `hosts:` below a group, or PCs below `[lab1]`"
        )
    }

    private static func tooLong(_ file: String) -> Problem {
        Problem(
            at: SourceLocation(file: file, line: 1),
            "the file is larger than \(Document.longest >> 20) MiB",
            hint: "split it into several files"
        )
    }
}
