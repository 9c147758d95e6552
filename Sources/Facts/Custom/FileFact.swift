import RoomModel

/// One file of a PC: whether it is there, whose, for whom, and what is in it.
public struct FileFact: Fact {
    /// What was found of a file that is there.
    public struct Properties: Hashable, Sendable {
        /// The account's name, or its number.
        public let owner: String
        /// The permission bits in octal: `644`.
        public let mode: String
        /// 64 lower-case hexadecimal digits; nil where it was not asked for.
        public let sha256: String?

        /// Creates the record.
        public init(owner: String, mode: String, sha256: String? = nil) {
            self.owner = owner
            self.mode = mode
            self.sha256 = sha256
        }
    }

    /// `file`.
    public static let id = "file"

    /// An absolute path.
    public let path: String
    /// Whether the content is read.
    public let isHashed: Bool

    /// Creates the fact.
    public init(path: String, isHashed: Bool) {
        self.path = path
        self.isHashed = isHashed
    }

    /// The path, and whether to hash.
    public var arguments: [String] { [path, isHashed ? "hash" : "plain"] }

    /// Prints `presence WORD`, and for what is there owner, mode and digest.
    public static let fragments = Fragments(
        posix: FilePresence.shell + "\n" + #"""
            siaga_presence "$1"
            printf 'presence %s\n' "$presence"
            case $presence in
            file | empty | folder | other)
                for tool in stat sha256sum; do
                    command -v "$tool" >/dev/null && continue
                    echo "$tool"
                    exit 69
                done
                owner=$(stat -L -c %U "$1") && mode=$(stat -L -c %a "$1") || exit 1
                printf 'owner %s\nmode %s\n' "$owner" "$mode"
                if [ "$2" = hash ] && [ "$presence" != folder ] && [ "$presence" != other ]; then
                    if [ ! -r "$1" ]; then
                        echo sealed
                    else
                        digest=$(sha256sum <"$1") || exit 1
                        printf 'sha256 %s\n' "${digest%% *}"
                    fi
                fi ;;
            esac
            echo end
            """#
    )

    /// Reads the records; nil: there is no such file.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Properties? {
        let records = try output.records()
        guard let first = records.first, first.count == 2, first[0] == "presence",
            let presence = FilePresence(rawValue: String(first[1]))
        else { throw output.unreadable() }
        if presence == .hidden { throw Unmeasured(.noRight("read \(path.safe(limit: 80))")) }
        if presence == .absent {
            guard records.count == 1 else { throw output.unreadable() }
            return nil
        }
        var values: [Substring: String] = [:]
        for record in records.dropFirst() {
            if record == ["sealed"] { throw Unmeasured(.noRight("read \(path.safe(limit: 80))")) }
            guard record.count == 2, values.updateValue(String(record[1]), forKey: record[0]) == nil else {
                throw output.unreadable()
            }
        }
        guard let owner = values["owner"], let mode = values["mode"],
            mode.allSatisfy({ ("0"..."7").contains($0) }), values["sha256"]?.utf8.count ?? 64 == 64
        else { throw output.unreadable() }
        return Properties(owner: owner.safe(limit: 64), mode: mode, sha256: values["sha256"])
    }
}
