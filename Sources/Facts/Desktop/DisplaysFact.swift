public import RoomModel

/// The screens of a PC: what is plugged in, what the desktop makes of it, how much it enlarges.
///
/// Sources: Linux drm-kms (`/sys/class/drm/*/status`), xrandr(1), xrdb(1) `Xft.dpi`.
public struct DisplaysFact: Fact {
    /// A width and a height in pixels.
    public struct Size: Hashable, Sendable {
        /// Pixels across.
        public let width: Int
        /// Pixels down.
        public let height: Int

        /// Creates a size.
        public init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The screens the desktop shows itself on, in logical pixels; nil where it cannot be seen.
        public var screens: [Size]?
        /// Why ``screens`` is nil.
        public var obstacle: UnmeasuredReason?
        /// How many screens are plugged in, by the kernel; nil where it does not say.
        public var connected: Int?
        /// How much the desktop enlarges; 96 dots per inch are 100 %; nil where it cannot be seen.
        public var percent: Int?

        /// Nothing yet.
        public init() {}
    }

    /// `disp.res`.
    public static let id = "disp.res"

    /// Prints the kernel's connectors, and what the X server says where the desktop is an X one and shows itself.
    public static let fragments = Fragments(
        posix: DesktopSession.shell + "\n" + #"""
            for file in /sys/class/drm/card*-*/status; do
                read -r status <"$file" || continue
                echo "drm $status"
            done
            siaga_session
            echo "session $session"
            if [ "$session" = x11 ]; then
                if ! siaga_may_look; then
                    echo 'x11 hidden'
                elif ! command -v xrandr >/dev/null; then
                    echo 'x11 needs'
                else
                    said=$(siaga_look xrandr --query) || said=
                    if [ -n "$said" ]; then echo 'x11 seen'; else echo 'x11 hidden'; fi
                    printf '%s\n' "$said" |
                        sed -n 's/^\([^ ]*\) connected \(primary \)*\([0-9]*\)x\([0-9]*\)+.*/screen \3 \4/p'
                    if command -v xrdb >/dev/null && said=$(siaga_look xrdb -query); then
                        dots=$(printf '%s\n' "$said" | sed -n 's/^Xft\.dpi:[^0-9]*\([0-9]*\).*/\1/p')
                        echo "dots ${dots:-96}"
                    fi
                fi
            fi
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var reading = Reading()
        var session: Substring?
        var screens: [Size] = []
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("drm", 2): reading.connected = (reading.connected ?? 0) + (record[1] == "connected" ? 1 : 0)
            case ("session", 2) where session == nil: session = record[1]
            case ("x11", 2) where session == "x11":
                switch record[1] {
                case "seen": reading.screens = []
                case "hidden": reading.obstacle = .notVisible(.otherDesktop)
                case "needs": reading.obstacle = .needs(["xrandr"])
                default: throw output.unreadable()
                }
            case ("screen", 3):
                guard let width = Int(digits: record[1], in: 1...65_535),
                    let height = Int(digits: record[2], in: 1...65_535)
                else { throw output.unreadable() }
                screens.append(Size(width: width, height: height))
            case ("dots", 2):
                guard let dots = Int(digits: record[1], in: 24...1_000) else {
                    throw output.unreadable()
                }
                reading.percent = (dots * 100 + 48) / 96
            default: throw output.unreadable()
            }
        }
        switch session {
        case "none": reading.obstacle = .notVisible(.nobodyLoggedOn)
        case "wayland": reading.obstacle = .notVisible(.wayland)
        case "x11" where reading.screens != nil: reading.screens = screens
        case "x11" where reading.obstacle != nil: break
        default: throw output.unreadable()
        }
        return reading
    }
}
