public import RoomModel

/// The memory a program that starts now can have without swapping.
public struct RAMFreeFact: Fact {
    /// `ram.free`.
    public static let id = "ram.free"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints `MemAvailable`, and what kernels before 3.14 have instead (proc(5)).
    public static let fragments = Fragments(
        posix: #"""
            if [ ! -r /proc/meminfo ]; then
                echo /proc/meminfo
                exit 69
            fi
            while read -r name amount unit; do
                case $name in
                MemAvailable:)
                    printf '%s %s %s\n' "$name" "$amount" "$unit"
                    exit 0 ;;
                MemFree: | Buffers: | Cached:)
                    printf '%s %s %s\n' "$name" "$amount" "$unit" ;;
                esac
            done </proc/meminfo
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads `MemAvailable`, else adds up what can be given back at once.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> ByteCount {
        let table = try MemoryTable(output)
        if let available = table["MemAvailable"] { return available }
        guard let free = table["MemFree"], let buffers = table["Buffers"], let cached = table["Cached"] else {
            throw output.unreadable()
        }
        return free + buffers + cached
    }
}
