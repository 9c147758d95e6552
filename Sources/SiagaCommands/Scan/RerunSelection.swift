import Documents
import RoomModel

/// Which PCs `--rerun` asks again, by what the last result says of them.
enum RerunSelection: Hashable, Sendable {
    /// All that were not ready, or whose result is too old to count.
    case notReady
    /// Those that were in one of these states.
    case states(Set<HostState>)

    /// What `--rerun` without a value stands for.
    static let usual = "not-ready"

    /// Words for several states.
    private static let groups: [(word: String, states: [HostState])] = [
        ("failed", [.fix]),
        (
            "unreachable",
            [
                .offOrCable, .firewall, .noSSH, .otherPC, .pcChanged, .newPC, .noAccess, .inUse,
            ]
        ),
        ("timeout", [.tooSlow]),
    ]

    /// All words there are.
    static var words: [String] { [usual] + groups.map(\.word) + HostState.allCases.map(\.rawValue) }

    /// Reads words between commas.
    ///
    /// - Throws: ``CommandFailure`` (64) that lists the words there are.
    init(_ text: String) throws(CommandFailure) {
        var states: Set<HostState> = []
        var isEverything = false
        let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for word in words {
            if word == Self.usual {
                isEverything = true
            } else if let group = Self.groups.first(where: { $0.word == word }) {
                states.formUnion(group.states)
            } else if let state = HostState(rawValue: word) {
                states.insert(state)
            } else {
                throw Self.unknown(word)
            }
        }
        self = isEverything ? .notReady : .states(states)
    }

    private static func unknown(_ word: String) -> CommandFailure {
        let list = words.joined(separator: ", ")
        let near = Suggestion.nearest(to: word, among: words).map { ($0 + "? ", $0) }
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "--rerun tidak mengenal \(word.isEmpty ? "kata kosong" : word.safe(limit: 40))",
                en: "--rerun does not know \(word.isEmpty ? "an empty word" : word.safe(limit: 40))"
            ),
            hint: Localized(
                id: (near.map { "maksudnya \($0.0)" } ?? "") + "pilih dari: \(list)",
                en: (near.map { "did you mean \($0.0)" } ?? "") + "choose from: \(list)"
            )
        )
    }

    /// The words typed, with the value that `--rerun` alone stands for; the parser knows no option with an optional value.
    ///
    /// - Parameter arguments: The words behind the program's name.
    /// - Returns: The same, but for `--rerun` alone before any `--`.
    static func spelledOut(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        return arguments.enumerated().map { index, word in
            index < end && word == "--rerun" ? "--rerun=\(usual)" : word
        }
    }

    /// Whether a PC is asked again.
    ///
    /// - Parameters:
    ///   - row: What the last result says of it.
    ///   - now: The time it is.
    /// - Returns: true where it is.
    func contains(_ row: RoomRow, at now: Timestamp) -> Bool {
        switch self {
        case .notReady: !(row.state.isReady && !row.isOld(at: now) || row.fillsSeat(at: now))
        case .states(let states): states.contains(row.state)
        }
    }
}
