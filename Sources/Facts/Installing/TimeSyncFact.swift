import RoomModel

/// Whether a time service keeps the PC's clock: what Siaga sets, it would set back, or set already.
public struct TimeSyncFact: Fact {
    /// `time.sync`.
    public static let id = "time.sync"

    /// Prints what `timedatectl show` says, or which time service runs.
    public static let fragments = Fragments(
        posix: #"""
            if [ -d /run/systemd/system ] && command -v timedatectl >/dev/null; then
                timedatectl show -p NTPSynchronized || exit 1
                exit 0
            fi
            for comm in /proc/[0-9]*/comm; do
                { read -r name <"$comm"; } 2>/dev/null || continue
                case $name in
                chronyd | ntpd | openntpd | systemd-timesyn*)
                    echo NTPSynchronized=yes
                    exit 0 ;;
                esac
            done
            echo NTPSynchronized=no
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Whether the clock is kept.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Bool {
        switch try output.singleLine() {
        case "NTPSynchronized=yes": true
        case "NTPSynchronized=no": false
        default: throw output.unreadable()
        }
    }
}
