public import Facts
public import RoomModel

/// The time zone, and the clock where no time service keeps it.
public struct ClockStep: ScriptedStep {
    private let zone: String?
    private let tolerance: Duration

    private let zoneFact = TimeZoneFact()
    private let syncFact = TimeSyncFact()

    /// Zone and time service; every probe tells the PC's time.
    public var facts: [any Fact] { zone == nil ? [syncFact] : [zoneFact, syncFact] }

    /// A clock that a time service keeps is left to it.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        var changes: [StepChange] = []
        if let zone {
            let found = try readings.reading(of: zoneFact)
            if found.name != zone { changes.append(StepChange(.setZone, zone, from: found.name, to: zone)) }
        }
        if try !readings.reading(of: syncFact) {
            guard let offset = readings.clockOffset else { throw Unmeasured(.notReported) }
            if max(offset, .zero - offset) > tolerance {
                let seconds = offset.components.seconds
                changes.append(StepChange(.setClock, "clock", from: "\(seconds > 0 ? "+" : "")\(seconds) s"))
            }
        }
        return changes.isEmpty ? .nothing : .change(changes)
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let changes = (try? plan(readings))?.changes ?? []
        let setsZone = changes.contains { $0.action == .setZone }
        let setsClock = changes.contains { $0.action == .setClock }
        // The command is on its way while the clock goes on; that is milliseconds.
        let seconds = "\((now.milliseconds + 500) / 1_000)"
        return StepScript(Self.body, [setsZone ? zone ?? "" : "", setsClock ? seconds : ""])
    }

    /// The hardware's clock is set too: a PC whose battery is weak has it until it is switched off.
    private static let body = #"""
        stop() {
            echo "$1" >&2
            exit 1
        }
        if [ -n "$1" ]; then
            [ -f "/usr/share/zoneinfo/$1" ] || stop "the PC does not know the zone $1 (package tzdata)"
            if [ -d /run/systemd/system ] && command -v timedatectl >/dev/null; then
                timedatectl --no-ask-password set-timezone "$1" || exit
            else
                new=/etc/localtime.siaga.$$
                ln -s "/usr/share/zoneinfo/$1" "$new" && mv -f -- "$new" /etc/localtime || exit
                [ ! -e /etc/timezone ] || printf '%s\n' "$1" >/etc/timezone
            fi
        fi
        if [ -n "$2" ]; then
            date -u -s "@$2" >/dev/null || stop "the clock cannot be set"
            hwclock -w 2>/dev/null || hwclock --systohc 2>/dev/null || :
        fi
        """#

    /// A name of the tz database; Indonesian time goes by its short names, too.
    private static func zone(_ text: String) throws(InvalidArgument) -> String {
        let known = ["WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"]
        if let zone = known[text] { return zone }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"),
                UInt8(ascii: "+"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isPlain, !text.hasPrefix("/"), text.utf8.count <= 64 else {
            throw InvalidArgument(
                "zone",
                "`\(text.safe(limit: 60))` is no time zone",
                hint: "write Asia/Jakarta, or WIB, WITA, WIT"
            )
        }
        return text
    }

    /// `clock`.
    public static let definition = StepDefinition(
        "clock",
        label: Localized(id: "Jam", en: "Clock"),
        explanation: Localized(
            id: "Zona waktu, dan jam menurut laptop Siaga bila tidak ada layanan waktu",
            en: "The time zone, and the clock by the Siaga laptop's where no time service keeps it"
        ),
        parameters: [
            Parameter(
                "zone",
                .text,
                variable: "time_zone",
                example: "Asia/Jakarta",
                Localized(
                    id: "Zona waktu: Asia/Jakarta, atau WIB, WITA, WIT",
                    en: "The time zone: Asia/Jakarta, or WIB, WITA, WIT"
                )
            ),
            Parameter(
                "tolerance",
                .duration,
                default: "2 s",
                Localized(id: "Selisih yang dibiarkan, 1 s ke atas", en: "How far off it may be, 1 s or more")
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            let tolerance = arguments.duration("tolerance") ?? .seconds(2)
            guard tolerance >= .seconds(1) else {
                throw InvalidArgument(
                    "tolerance",
                    "a clock is set to the second",
                    hint: "write `tolerance: 1 s`"
                )
            }
            return ClockStep(zone: try arguments.text("zone").map(Self.zone), tolerance: tolerance)
        }
    )
}
