import RoomModel

/// Whether the PC is a machine of its own, and whether somebody works on it from afar.
///
/// Sources: systemd-detect-virt(1), SMBIOS (DSP0134) system product names, loginctl(1).
public struct EnvironmentFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The virtual machine or container: `kvm`, `oracle`; nil on a physical PC.
        public let virtualization: String?
        /// Whether a desktop is shown to another PC.
        public let hasRemoteDesktop: Bool

        /// Creates a reading.
        public init(virtualization: String?, hasRemoteDesktop: Bool = false) {
            self.virtualization = virtualization
            self.hasRemoteDesktop = hasRemoteDesktop
        }
    }

    /// `virt.env`.
    public static let id = "virt.env"

    /// Asks systemd, else what the firmware and the processor say.
    public static let fragments = Fragments(
        posix: #"""
            if ! command -v grep >/dev/null; then
                echo grep
                exit 69
            fi
            found=
            if command -v systemd-detect-virt >/dev/null; then
                found=$(systemd-detect-virt)
            fi
            if [ -z "$found" ]; then
                read -r product </sys/class/dmi/id/product_name
                read -r vendor </sys/class/dmi/id/sys_vendor
                case $product,$vendor in
                VirtualBox*) found=oracle ;;
                VMware*) found=vmware ;;
                'Virtual Machine,Microsoft'*) found=microsoft ;;
                *,QEMU | KVM*) found=kvm ;;
                *)
                    grep -qw hypervisor /proc/cpuinfo
                    case $? in
                    0) found=vm-other ;;
                    1) found=none ;;
                    *) exit 1 ;;
                    esac
                    [ ! -e /.dockerenv ] && [ ! -e /run/.containerenv ] || found=container ;;
                esac
            fi
            printf 'machine %s\n' "$found"
            for program in $(grep -hsxE 'xrdp-sesman|Xvnc|Xtigervnc|xrdp|x11vnc' /proc/[0-9]*/comm); do
                echo "server $program"
            done
            if [ -e /run/dbus/system_bus_socket ] && command -v loginctl >/dev/null; then
                loginctl list-sessions --no-legend | while read -r number rest; do
                    [ -n "$number" ] || continue
                    case $(loginctl show-session "$number" -p Remote -p Type) in
                    *Remote=yes*Type=x11* | *Remote=yes*Type=wayland* | *Type=x11*Remote=yes* | \
                        *Type=wayland*Remote=yes*) echo remote ;;
                    esac
                done
            fi
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records; exactly one names the machine.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var machine: String?
        var isRemote = false
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("machine", 2) where machine == nil: machine = String(record[1]).safe(limit: 32)
            case ("remote", 1), ("server", 2): isRemote = true
            default: throw output.unreadable()
            }
        }
        guard let machine else { throw output.unreadable() }
        return Reading(virtualization: machine == "none" ? nil : machine, hasRemoteDesktop: isRemote)
    }
}
