public import RoomModel

/// The memory the operating system can use: what is built in less what firmware and graphics keep.
public struct RAMTotalFact: Fact {
    /// `ram.total`.
    public static let id = "ram.total"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// The least believed of a PC that answers over SSH.
    static let least = ByteCount.mebibytes(16)

    /// Prints the first line of `/proc/meminfo`; elsewhere `hw.memsize` in the same form.
    ///
    /// Windows: a number; WMI hands 64 bits over as a string.
    public static let fragments = Fragments(
        posix: #"""
            while read -r name amount unit; do
                case $name in MemTotal:)
                    printf '%s %s %s\n' "$name" "$amount" "$unit"
                    exit 0 ;;
                esac
            done </proc/meminfo
            bytes=$(sysctl -n hw.memsize) && printf 'MemTotal: %s kB\n' $((bytes / 1024))
            """#,
        windows: #"""
            var row = rows("SELECT TotalPhysicalMemory FROM Win32_ComputerSystem", ["TotalPhysicalMemory"])[0];
            return Number(row.TotalPhysicalMemory);
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the one line.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> ByteCount {
        guard let total = try MemoryTable(output)["MemTotal"], total >= Self.least else {
            throw output.unreadable()
        }
        return total
    }

    /// Reads the number of bytes.
    public func read(_ value: JSONValue) throws(Unmeasured) -> ByteCount {
        guard let total = ByteCount(value), (Self.least...MemoryTable.most).contains(total) else {
            throw Unmeasured(.unreadable("an amount of memory no PC has"))
        }
        return total
    }
}
