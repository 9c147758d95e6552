import RoomModel

/// How many sound cards the PC has: ALSA's list (Linux Documentation/sound/designs/procfile.rst).
public struct SoundCardsFact: Fact {
    /// `audio.dev`.
    public static let id = "audio.dev"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints a line a card; a kernel without the list has no sound at all.
    public static let fragments = Fragments(
        posix: #"""
            [ -r /proc/version ] || exit 1
            if [ -r /proc/asound/cards ]; then
                sed -n 's/^ *\([0-9][0-9]*\) \[.*/card \1/p' /proc/asound/cards || exit 1
            fi
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Counts the cards, each of which must have a number of its own.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Int {
        var numbers: Set<Int> = []
        for record in try output.records() {
            guard record.count == 2, record[0] == "card", let number = Int(digits: record[1], in: .counts),
                numbers.insert(number).inserted
            else { throw output.unreadable() }
        }
        return numbers.count
    }
}
