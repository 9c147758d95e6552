import RoomModel

/// How many cores the processors of a PC have; two threads of one core count once.
public struct CPUCoresFact: Fact {
    /// `cpu.cores`.
    public static let id = "cpu.cores"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// The most cores believed of one PC.
    static let most = 4_096

    /// Prints package and core of each processor that is switched on, else only the number of processors.
    ///
    /// Source: Linux, Documentation/admin-guide/cputopology.rst.
    public static let fragments = Fragments(
        posix: #"""
            for folder in /sys/devices/system/cpu/cpu[0-9]*/topology; do
                read -r package <"$folder/physical_package_id" && read -r core <"$folder/core_id" || break
                printf 'core %s %s\n' "$package" "$core"
            done
            [ "$package" ] && [ "$core" ] || printf 'processors %s\n' "$(getconf _NPROCESSORS_ONLN || nproc)"
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Counts distinct cores, else takes the number of processors.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Int {
        var cores: Set<[Int]> = []
        var packages: Set<Int> = []
        var processors: Int?
        for line in output.lines {
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().compactMap { Int(digits: $0, in: -1...Int(Int32.max)) }
            switch (words.first, numbers.count, words.count) {
            case ("core", 2, 3) where numbers[1] >= 0:
                cores.insert(numbers)
                packages.insert(numbers[0])
            case ("processors", 1, 2) where processors == nil: processors = numbers[0]
            default: throw output.unreadable()
            }
        }
        // Where the kernel does not know the packages, it says -1 of all of them.
        guard !packages.contains(-1) || packages.count == 1 else { throw output.unreadable() }
        let count = processors ?? cores.count
        guard (1...Self.most).contains(count) else { throw output.unreadable() }
        return count
    }
}
