import RoomModel

/// Whether updates wait for a restart, or are being installed now.
///
/// Sources: Debian's `/run/reboot-required`, dnf's `needs-restarting`, proc(5) `/proc/locks`.
public struct PendingUpdatesFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// Whether a restart is due.
        public let needsRestart: Bool
        /// The package managers at work: `apt`, `dpkg`.
        public let busy: [String]

        /// Creates a reading.
        public init(needsRestart: Bool, busy: [String] = []) {
            self.needsRestart = needsRestart
            self.busy = busy
        }
    }

    /// `sec.updates`.
    public static let id = "sec.updates"

    /// Looks for marks of a restart, package managers among the programs, and locks held on their files.
    ///
    /// `unattended-upgrade-shutdown` always waits for the shutdown and does not count; nor does a daemon that
    /// merely waits (`packagekitd`, `snapd`).
    public static let fragments = Fragments(
        posix: #"""
            [ -d /proc/self ] || exit 1
            for tool in grep ls; do
                command -v "$tool" >/dev/null && continue
                echo "$tool"
                exit 69
            done
            if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then
                echo restart
            elif command -v needs-restarting >/dev/null && command -v timeout >/dev/null; then
                timeout 6 needs-restarting -r >/dev/null
                [ $? != 1 ] || echo restart
            fi
            managers='unattended-upgr|apt|apt-get|aptitude|dpkg|dnf|dnf5|yum|rpm|zypper|pacman|apk'
            for file in $(grep -lsxE "$managers" /proc/[0-9]*/comm); do
                read -r program <"$file" || continue
                [ "$program" != unattended-upgr ] ||
                    ! grep -q unattended-upgrade-shutdown "${file%/comm}/cmdline" || continue
                printf 'busy %s\n' "$program"
            done
            locks=
            for word in $(ls -i /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock); do
                case $word in /*) ;; *) locks="$locks${locks:+|}:$word " ;; esac
            done
            [ -z "$locks" ] || ! grep -qE "$locks" /proc/locks || echo 'busy dpkg'
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var needsRestart = false
        var busy: [String] = []
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("restart", 1): needsRestart = true
            case ("busy", 2):
                let name = String(record[1]).safe(limit: 32)
                if !busy.contains(name) { busy.append(name) }
            default: throw output.unreadable()
            }
        }
        return Reading(needsRestart: needsRestart, busy: busy)
    }
}
