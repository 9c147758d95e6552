public import RoomModel

/// What tells one PC of a room from the others: its own name, its machine id, its network cards, and which
/// start of which machine it is.
///
/// Sources: hostname(7), machine-id(5), random(4), Linux Documentation/ABI/testing/sysfs-class-net.
public struct HostIdentityFact: Fact {
    /// `host.unique`.
    public static let id = "host.unique"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints the name, the machine id and the id of the start where the system has them, and the address of every real
    /// network card.
    public static let fragments = Fragments(
        posix: #"""
            if read -r name </proc/sys/kernel/hostname; then
                :
            else
                name=$(hostname) || exit 1
            fi
            printf 'name %s\n' "$name"
            for file in /etc/machine-id /var/lib/dbus/machine-id; do
                [ -r "$file" ] && read -r machine <"$file" || continue
                case $machine in '' | uninitialized) continue ;; esac
                printf 'machine %s\n' "$machine"
                break
            done
            if [ -r /proc/sys/kernel/random/boot_id ] && read -r boot </proc/sys/kernel/random/boot_id; then
                printf 'boot %s\n' "$boot"
            fi
            for device in /sys/class/net/*/device; do
                [ -r "${device%/device}/address" ] && read -r address <"${device%/device}/address" || continue
                printf 'mac %s\n' "$address"
            done
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records; a name must be there, a machine id is 32 hexadecimal digits.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> HostIdentity {
        var name: String?
        var machine: String?
        var boot: String?
        var cards: [String] = []
        for record in try output.records() {
            guard record.count == 2 else { throw output.unreadable() }
            let value = String(record[1])
            let undashed = value.filter { $0 != "-" }
            switch record[0] {
            case "name" where name == nil && value.utf8.count <= 253: name = value.safe()
            case "machine" where machine == nil && Self.isHexadecimal(value, digits: 32):
                machine = value.lowercased()
            case "boot"
            where boot == nil && value.utf8.count == 36 && Self.isHexadecimal(undashed, digits: 32):
                boot = value.lowercased()
            case "mac"
            where value.utf8.count == 17
                && value.split(separator: ":").allSatisfy({ Self.isHexadecimal($0, digits: 2) }):
                cards.append(value.lowercased())
            default: throw output.unreadable()
            }
        }
        guard let name else { throw output.unreadable() }
        return HostIdentity(name: name, machineID: machine, hardwareAddresses: cards, bootID: boot)
    }

    private static func isHexadecimal(_ text: some StringProtocol, digits: Int) -> Bool {
        text.utf8.count == digits && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
