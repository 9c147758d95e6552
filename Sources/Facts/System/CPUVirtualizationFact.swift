import RoomModel

/// Whether the processor can run virtual machines: Intel VT-x (`vmx`) or AMD-V (`svm`), proc(5).
///
/// Where the firmware has it switched off, Linux 5.6 and newer takes the flag away (commit "x86/cpu: Clear VMX
/// feature flag if VMX is not fully enabled").
public struct CPUVirtualizationFact: Fact {
    /// `cpu.virtualization`.
    public static let id = "cpu.virtualization"

    /// Prints the flag or `none`, and `other` on processors that have no such flags.
    public static let fragments = Fragments(
        posix: #"""
            grep -q '^flags' /proc/cpuinfo
            case $? in
            0) ;;
            1)
                echo other
                exit 0 ;;
            *) exit 1 ;;
            esac
            for flag in vmx svm; do
                grep -qw "$flag" /proc/cpuinfo || continue
                echo "$flag"
                exit 0
            done
            echo none
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Whether the flag is there.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Bool {
        switch try output.singleLine() {
        case "vmx", "svm": return true
        case "none": return false
        case "other": throw Unmeasured(.notVisible(.hardware))
        default: throw output.unreadable()
        }
    }
}
