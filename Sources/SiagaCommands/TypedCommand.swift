import ArgumentParser
import Reports
import RoomModel

/// The command that was typed: what is typed again once a mistake is put right, or a plan is agreed to.
enum TypedCommand {
    /// That of this invocation: `siaga exec`, `siaga inventory list`.
    @TaskLocal static var name = SiagaCommand.configuration.commandName ?? ""

    /// All words of this invocation behind the program's name.
    @TaskLocal static var words: [String] = []

    /// What the commands that this one names repeat of it.
    @TaskLocal static var invocation = Invocation()

    /// The line of a command to type next, with what it needs to mean the same rooms, safe for a terminal.
    static func next(_ words: String...) -> String { invocation.line(words) }

    /// The command to type again once a mistake is put right.
    static var again: String { words.isEmpty ? name : line() }

    /// The whole command, as a shell takes it, without what only shows the plan or answers the question.
    ///
    /// - Parameter word: A word that it ends with, unless it is there already (default: none).
    /// - Returns: The line, safe for a terminal.
    static func line(adding word: String? = nil) -> String {
        let asking: Set = ["--plan", "--dry-run", "--yes", "-y"]
        // What stands behind `--` is another program's.
        let own = words.prefix { $0 != "--" }
        var kept = own.filter { !asking.contains($0) }.map(withoutYes) + words.dropFirst(own.count)
        if let word, !kept.contains(word) {
            kept.insert(word, at: kept.firstIndex(of: "--") ?? kept.endIndex)
        }
        let line = ([SiagaCommand.configuration.commandName ?? ""] + kept).map(\.quotedForPosixShell)
        return line.joined(separator: " ").safe(limit: 2_000)
    }

    /// The whole command with the option that chooses among several, as a shell takes it.
    ///
    /// - Parameter option: The option and its value; whatever the command gave for it goes.
    /// - Returns: The line, safe for a terminal.
    static func line(choosing option: [String]) -> String {
        let names: Set = option.first == "-i" ? ["-i", "--inventory"] : ["-l", "--limit"]
        let end = words.firstIndex(of: "--") ?? words.endIndex
        var kept: [String] = []
        var isValue = false
        for word in words[..<end] {
            if !isValue, !names.contains(word), !names.contains(where: { word.hasPrefix($0 + "=") }) {
                kept.append(word)
            }
            isValue = !isValue && names.contains(word)
        }
        let line = ([SiagaCommand.configuration.commandName ?? ""] + kept + option + words[end...])
            .map(\.quotedForPosixShell)
        return line.joined(separator: " ").safe(limit: 2_000)
    }

    /// The whole command once for each of several rooms: by its folder, or by its name where they share one.
    static func lines(choosing rooms: [Room]) -> [String] {
        let folders = rooms.compactMap(\.folder)
        let isApart = Set(folders).count == rooms.count
        return isApart
            ? folders.map { line(choosing: ["-i", $0]) }
            : rooms.map { line(choosing: ["-l", $0.profile.name]) }
    }

    /// `-b` for `-yb`: flags of one letter may be written together.
    private static func withoutYes(_ word: String) -> String {
        let letters = word.dropFirst()
        guard word.hasPrefix("-"), letters.count > 1, letters.allSatisfy({ "ybkK".contains($0) }) else {
            return word
        }
        return "-" + letters.filter { $0 != "y" }
    }

    /// The words that lead to a command.
    static func name(of command: any ParsableCommand) -> String {
        path(to: type(of: command), from: SiagaCommand.self)?.joined(separator: " ") ?? name
    }

    private static func path(
        to wanted: any ParsableCommand.Type,
        from command: any ParsableCommand.Type
    ) -> [String]? {
        let own = [command.configuration.commandName ?? ""]
        if command == wanted { return own }
        return command.configuration.subcommands.lazy.compactMap { path(to: wanted, from: $0) }.first
            .map { own + $0 }
    }
}

extension Localized {
    /// What to do where nothing was scanned yet.
    static var scanFirst: Localized {
        let scan = TypedCommand.invocation.scan
        return Localized(id: "periksa dulu: \(scan)", en: "scan first: \(scan)")
    }
}
