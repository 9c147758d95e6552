import Documents

/// One file of an inventory, and what is to be done with it.
struct SourceFile: Hashable {
    /// How its text is read.
    enum Format {
        /// YAML or JSON, by its ending.
        case tree
        /// INI, by its ending.
        case ini
        /// A spreadsheet, by its ending.
        case spreadsheet
        /// No ending says it: YAML where it is a table, else INI.
        case unknown
        /// A program whose output is read.
        case executable
        /// No file: the names of PCs themselves, with commas (`-i pc01,pc02,`).
        case names
    }

    /// The file's path as the user gave it.
    let path: String
    /// Whether it must be an inventory: a file found in a folder may be something else.
    let isNamed: Bool

    /// The endings of files that are never run, whatever their mode says.
    private static let texts = [".yaml", ".yml", ".ini", ".csv", ".json"]

    /// How the file is read: a program begins with `#!`, may be executed, and has no ending of a text.
    var format: Format {
        if Self.isListOfNames(path) { return .names }
        if CSVInventory.isSpreadsheet(path) { return .spreadsheet }
        let ending = path.lastPathPart.ending.lowercased()
        switch ending {
        case ".yaml", ".yml", ".json": return .tree
        case ".ini": return .ini
        default: return isProgram ? .executable : ending.isEmpty ? .unknown : .ini
        }
    }

    /// Whether `path` is no path but the names of PCs: as in Ansible a comma says so, where there is no such file.
    static func isListOfNames(_ path: String) -> Bool {
        path.contains(",") && !path.contains("/") && TextFile.isAbsent(path)
    }

    /// Whether the ending says that it is a text, which is never run.
    var hasEndingOfText: Bool { Self.texts.contains(path.lastPathPart.ending.lowercased()) }

    /// Whether the system and the file's first bytes say it is a program.
    var isProgram: Bool {
        !hasEndingOfText && TextFile.isExecutable(path)
            && TextFile.beginsWithInterpreter(path)
    }
}
