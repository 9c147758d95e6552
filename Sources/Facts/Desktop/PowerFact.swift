public import RoomModel

/// Where the PC's power comes from, and what makes it go to sleep or dark by itself.
///
/// Sources: Linux Documentation/ABI/testing/sysfs-class-power, systemd-sleep(8), logind.conf(5), xset(1).
public struct PowerFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// Whether a power supply is plugged in; nil where the PC has none that tells, as desktop PCs.
        public var isOnMains: Bool?
        /// The weakest battery's charge, 0 to 100; nil without a battery.
        public var batteryPercent: Int?
        /// What puts the PC to sleep when nobody touches it: `logind`, `gnome`.
        public var sleepers: [String] = []
        /// What darkens or locks the screen when nobody touches it: `gnome`, `dpms`, `xset`.
        public var savers: [String] = []
        /// Why the desktop's own settings are not among the above; nil where they are.
        public var obstacle: Obstacle?

        /// A desktop PC that stays awake.
        public init() {}
    }

    /// `power.state`.
    public static let id = "power.state"

    /// Batteries of mice and keyboards (`scope` Device) do not count; a masked target never sleeps.
    public static let fragments = Fragments(
        posix: DesktopSession.shell + "\n" + #"""
            for folder in /sys/class/power_supply/*; do
                type= scope= charge=- online=
                read -r type <"$folder/type" || continue
                read -r scope <"$folder/scope"
                [ "$scope" != Device ] || continue
                case $type in
                Mains | USB*) read -r online <"$folder/online" && printf 'mains %s\n' "$online" ;;
                Battery)
                    read -r charge <"$folder/capacity"
                    printf 'battery %s\n' "$charge" ;;
                esac
            done
            masked=yes
            for target in sleep suspend; do
                [ -L "/etc/systemd/system/$target.target" ] &&
                    [ "$(readlink "/etc/systemd/system/$target.target")" = /dev/null ] || masked=no
            done
            if [ "$masked" = yes ]; then
                echo masked
            else
                sed -n 's/^IdleAction=\([a-z-]*\).*/logind \1/p' \
                    /etc/systemd/logind.conf /etc/systemd/logind.conf.d/*.conf
            fi
            siaga_session
            desktop=hidden
            if [ "$session" = none ]; then
                desktop=none
            elif siaga_may_look; then
                if command -v gsettings >/dev/null; then
                    schema=org.gnome.settings-daemon.plugins.power
                    action=$(siaga_look gsettings get $schema sleep-inactive-ac-type)
                    after=$(siaga_look gsettings get $schema sleep-inactive-ac-timeout)
                    delay=$(siaga_look gsettings get org.gnome.desktop.session idle-delay)
                    if [ -n "$action" ] && [ -n "$delay" ]; then
                        desktop=seen
                        printf 'gnome %s %s %s\n' "$action" "${after:--}" "${delay##* }"
                    fi
                fi
                if [ "$session" = x11 ] && command -v xset >/dev/null; then
                    said=$(siaga_look xset q) && desktop=seen &&
                        printf '%s\n' "$said" | sed -n -e 's/^ *timeout: *\([0-9]*\) .*/xset \1/p' \
                            -e 's/^ *DPMS is \([A-Za-z]*\).*/dpms \1/p'
                fi
            fi
            echo "desktop $desktop"
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records; the word about the desktop must be there.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var reading = Reading()
        var isMasked = false
        var desktop: Substring?
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("mains", 2) where record[1] == "0" || record[1] == "1":
                reading.isOnMains = (reading.isOnMains ?? false) || record[1] == "1"
            case ("battery", 2):
                guard record[1] != "-" else { continue }
                guard let charge = Int(digits: record[1], in: 0...110) else {
                    throw output.unreadable()
                }
                reading.batteryPercent = min(reading.batteryPercent ?? 100, charge)
            case ("masked", 1): isMasked = true
            case ("logind", 2): if record[1] != "ignore" { reading.sleepers.append("logind") }
            case ("gnome", 4):
                if record[1] != "'nothing'", record[2] != "0" { reading.sleepers.append("gnome") }
                if record[3] != "0" { reading.savers.append("gnome") }
            case ("xset", 2): if record[1] != "0" { reading.savers.append("xset") }
            case ("dpms", 2): if record[1] == "Enabled" { reading.savers.append("dpms") }
            case ("desktop", 2) where desktop == nil: desktop = record[1]
            default: throw output.unreadable()
            }
        }
        if isMasked { reading.sleepers = [] }
        switch desktop {
        case "seen": reading.obstacle = nil
        case "none": reading.obstacle = .nobodyLoggedOn
        case "hidden": reading.obstacle = .otherDesktop
        default: throw output.unreadable()
        }
        return reading
    }
}
