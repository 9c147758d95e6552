import RoomModel

/// Whether the processor can run virtual machines: Intel VT-x (`vmx`) or AMD-V (`svm`), proc(5).
///
/// Where the firmware has it switched off, Linux 5.6 and newer takes the flag away (commit "x86/cpu: Clear VMX
/// feature flag if VMX is not fully enabled").
public struct CPUVirtualizationFact: Fact {
    /// `cpu.virtualization`.
    public static let id = "cpu.virtualization"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints the flag or `none`, and `other` on processors that have no such flags.
    public static let fragments = Fragments(
        posix: #"""
            flags=$(grep -m 1 '^flags' /proc/cpuinfo)
            case $? in
            0) ;;
            1)
                echo other
                exit 0 ;;
            *) exit 1 ;;
            esac
            case "$flags " in
            *' vmx '*) echo vmx ;;
            *' svm '*) echo svm ;;
            *) echo none ;;
            esac
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
