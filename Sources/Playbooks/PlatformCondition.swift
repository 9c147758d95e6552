import Checks
import Documents
import RoomModel

/// On which PCs an entry holds (`on:`): known only when the PC answers, so the engine asks it then.
public struct PlatformCondition: Hashable, Sendable {
    /// The operating systems a playbook can name.
    public enum OperatingSystem: String, Hashable, Sendable, CaseIterable {
        /// Any Windows.
        case windows
        /// Any Linux.
        case linux
        /// macOS.
        case macos
    }

    /// The word lengths a playbook can name.
    public enum Architecture: String, Hashable, Sendable, CaseIterable {
        /// A 32-bit operating system.
        case bits32 = "32"
        /// A 64-bit operating system.
        case bits64 = "64"
    }

    /// The operating systems it holds on; all of them where the playbook is silent.
    public let operatingSystems: Set<OperatingSystem>
    /// The word lengths it holds on; all of them where the playbook is silent.
    public let architectures: Set<Architecture>

    /// Creates a condition.
    public init(
        operatingSystems: Set<OperatingSystem> = Set(OperatingSystem.allCases),
        architectures: Set<Architecture> = Set(Architecture.allCases)
    ) {
        self.operatingSystems = operatingSystems
        self.architectures = architectures
    }

    /// Whether some PC meets both conditions.
    func overlaps(_ other: PlatformCondition) -> Bool {
        !operatingSystems.isDisjoint(with: other.operatingSystems)
            && !architectures.isDisjoint(with: other.architectures)
    }

    /// Reads `{ os: windows, arch: 64 }`; each takes one word or a list.
    init(_ node: DocumentNode) throws(InvalidArgument) {
        guard let entries = node.entries, !entries.isEmpty else {
            throw InvalidArgument(
                "on",
                "`on` takes a table",
                hint: "write `{ os: windows }` or `{ arch: 64 }`"
            )
        }
        var condition = PlatformCondition()
        for entry in entries {
            switch entry.key {
            case "os":
                condition = PlatformCondition(
                    operatingSystems: try Self.words(entry),
                    architectures: condition.architectures
                )
            case "arch":
                condition = PlatformCondition(
                    operatingSystems: condition.operatingSystems,
                    architectures: try Self.words(entry)
                )
            default:
                throw InvalidArgument(
                    "on",
                    "unknown key `\(entry.key.safe(limit: 60))` in `on`",
                    hint: Suggestion.hint(for: entry.key, among: ["os", "arch"])
                )
            }
        }
        self = condition
    }

    private static func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _ entry: DocumentNode.Entry
    ) throws(InvalidArgument) -> Set<Word> {
        var words: Set<Word> = []
        for node in entry.value.list ?? [entry.value] {
            let text = node.text ?? ""
            guard let word = Word(rawValue: text) else {
                throw InvalidArgument(
                    "on",
                    "`\(text.safe(limit: 40))` is no `\(entry.key)`",
                    hint: Suggestion.hint(for: text, among: Word.allCases.map(\.rawValue))
                )
            }
            words.insert(word)
        }
        return words
    }
}
