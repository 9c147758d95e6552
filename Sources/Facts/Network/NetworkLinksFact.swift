import RoomModel

/// The PC's network cards and the ways out of its network.
///
/// Sources: Linux Documentation/ABI/testing/sysfs-class-net (`carrier`, `speed` in Mb/s), proc(5) `/proc/net/route`.
public struct NetworkLinksFact: Fact {
    /// What a card is.
    public enum Kind: String, Hashable, Sendable {
        /// A cable.
        case ethernet
        /// Radio.
        case wifi
        /// A phone on USB.
        case tether
    }

    /// One card.
    public struct Link: Hashable, Sendable {
        /// The system's name: `enp3s0`.
        public let name: String
        /// What it is.
        public let kind: Kind
        /// Whether it has a carrier: the cable is plugged in at both ends, the radio is associated.
        public let isUp: Bool
        /// Mb/s; nil where the hardware does not say.
        public let megabitsPerSecond: Int?

        /// Creates a card.
        public init(name: String, kind: Kind, isUp: Bool, megabitsPerSecond: Int? = nil) {
            self.name = name
            self.kind = kind
            self.isUp = isUp
            self.megabitsPerSecond = megabitsPerSecond
        }
    }

    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The cards in the system's order.
        public let links: [Link]
        /// The interfaces with a default route, the preferred one first, each once.
        public let defaultRoutes: [String]

        /// Creates a reading.
        public init(links: [Link], defaultRoutes: [String] = []) {
            self.links = links
            self.defaultRoutes = defaultRoutes
        }
    }

    /// `net.links`.
    public static let id = "net.links"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints hardware with a driver, not bridges and tunnels; `rndis_host` and `ipheth` are phones (Linux, USB).
    public static let fragments = Fragments(
        posix: #"""
            [ -r /proc/net/route ] && [ -d /sys/class/net ] || exit 1
            for folder in /sys/class/net/*; do
                [ -e "$folder/device" ] && read -r type <"$folder/type" && [ "$type" = 1 ] || continue
                kind=ethernet state=down speed=-
                driver=$(readlink "$folder/device/driver")
                case ${driver##*/} in rndis_host | ipheth) kind=tether ;; esac
                [ ! -e "$folder/phy80211" ] && [ ! -d "$folder/wireless" ] || kind=wifi
                read -r carrier <"$folder/carrier" && [ "$carrier" = 1 ] && state=up
                read -r number <"$folder/speed" && [ "$number" -gt 0 ] && speed=$number
                printf 'link %s %s %s %s\n' "${folder##*/}" "$kind" "$state" "$speed"
            done
            while read -r name target gateway flags references use metric mask rest; do
                [ "$target,$mask" = 00000000,00000000 ] || continue
                printf 'route %s %s\n' "$name" "$metric"
            done </proc/net/route
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var links: [Link] = []
        var routes: [(name: String, metric: Int)] = []
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("link", 5):
                let speed = Int(digits: record[4], in: 1...1_000_000)
                guard let kind = Kind(rawValue: String(record[2])), ["up", "down"].contains(record[3]),
                    record[4] == "-" || speed != nil
                else { throw output.unreadable() }
                links.append(
                    Link(
                        name: String(record[1]).safe(limit: 32),
                        kind: kind,
                        isUp: record[3] == "up",
                        megabitsPerSecond: speed
                    )
                )
            case ("route", 3):
                guard let metric = Int(digits: record[2], in: 0...Int(UInt32.max)) else {
                    throw output.unreadable()
                }
                routes.append((String(record[1]).safe(limit: 32), metric))
            default: throw output.unreadable()
            }
        }
        var seen: Set<String> = []
        let names = routes.sorted { $0.metric < $1.metric }.map(\.name).filter { seen.insert($0).inserted }
        return Reading(links: links, defaultRoutes: names)
    }
}
