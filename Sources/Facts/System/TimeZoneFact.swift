import RoomModel

/// The time zone a PC is set to.
public struct ZoneSetting: Hashable, Sendable {
    /// The zone's name in the tz database: `Asia/Jakarta`; nil where only the offset can be read.
    public let name: String?
    /// How far local time is ahead of UTC now, in minutes: 420.
    public let offsetInMinutes: Int

    /// Creates the record.
    public init(name: String?, offsetInMinutes: Int) {
        self.name = name
        self.offsetInMinutes = offsetInMinutes
    }
}

/// The system's time zone, not that of the account: `/etc/localtime`, else `/etc/timezone`.
public struct TimeZoneFact: Fact {
    /// `time.zone`.
    public static let id = "time.zone"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints where `/etc/localtime` points (localtime(5)), what `/etc/timezone` says, and the offset.
    public static let fragments = Fragments(
        posix: #"""
            if [ -L /etc/localtime ]; then
                printf 'link %s\n' "$(readlink /etc/localtime)"
            elif [ -r /etc/timezone ]; then
                read -r name </etc/timezone || [ -n "$name" ]
                printf 'name %s\n' "$name"
            fi
            date +'offset %z'
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the offset, and the name where there is one.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> ZoneSetting {
        var fields: [Substring: Substring] = [:]
        for line in output.lines {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2, fields.updateValue(words[1], forKey: words[0]) == nil else {
                throw output.unreadable()
            }
        }
        guard let minutes = fields["offset"].flatMap(Self.minutes) else { throw output.unreadable() }
        let name = fields["link"].flatMap(Self.zone) ?? fields["name"].map(String.init)
        guard name?.utf8.allSatisfy(Self.isPlain) ?? true, name?.utf8.count ?? 1 <= 64 else {
            throw output.unreadable()
        }
        return ZoneSetting(name: name == "" ? nil : name, offsetInMinutes: minutes)
    }

    /// `/usr/share/zoneinfo/Asia/Jakarta` → `Asia/Jakarta`.
    private static func zone(_ link: Substring) -> String? {
        guard let folder = link.firstRange(of: "/zoneinfo/") else { return nil }
        let name = link[folder.upperBound...]
        return String(name.hasPrefix("posix/") ? name.dropFirst(6) : name)
    }

    /// `+0700` → 420; at most 14 hours either way.
    private static func minutes(_ text: Substring) -> Int? {
        let digits = text.dropFirst()
        guard let sign = text.first, sign == "+" || sign == "-", digits.utf8.count == 4,
            let number = Int(digits: digits, in: 0...1_400), number % 100 < 60
        else { return nil }
        let minutes = number / 100 * 60 + number % 100
        return sign == "-" ? -minutes : minutes
    }

    /// The characters of names in the tz database (its file `theory.html`).
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
