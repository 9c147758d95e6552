import RoomModel

/// Since when the PC runs, told by a name that each start makes anew, and whether it wants a restart.
public struct RestartFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The name of this start (`/proc/sys/kernel/random/boot_id`, random(4)).
        public let boot: String
        /// Whether updates ask for a restart (`/run/reboot-required`, as Debian and Ubuntu note it).
        public let isNeeded: Bool

        /// Creates a reading.
        public init(boot: String, isNeeded: Bool) {
            self.boot = boot
            self.isNeeded = isNeeded
        }
    }

    /// `restart`.
    public static let id = "restart"

    /// Prints the start's name, and whether a restart is due.
    public static let fragments = Fragments(
        posix: #"""
            if ! read -r boot </proc/sys/kernel/random/boot_id; then
                echo /proc
                exit 69
            fi
            printf 'boot %s\n' "$boot"
            [ -e /run/reboot-required ] && echo 'needed yes' || echo 'needed no'
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads both lines.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard output.lines.count == 2, output.lines[0].hasPrefix("boot "), output.lines[0].utf8.count > 5
        else {
            throw output.unreadable()
        }
        let needed: Bool? = ["needed yes": true, "needed no": false][output.lines[1]]
        guard let needed else { throw output.unreadable() }
        return Reading(boot: String(output.lines[0].dropFirst(5)).safe(limit: 60), isNeeded: needed)
    }
}
