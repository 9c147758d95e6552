import RoomModel

/// The kind of the PC's case: SMBIOS chassis type (DSP0134 §7.4.1).
public struct ChassisFact: Fact {
    /// `machine.chassis`.
    public static let id = "machine.chassis"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Types of portable PCs: portable, laptop, notebook, sub notebook, tablet, convertible, detachable.
    private static let portable: Set<Int> = [8, 9, 10, 14, 30, 31, 32]

    /// Prints the number; a PC without this firmware table has none.
    public static let fragments = Fragments(
        posix: #"""
            if [ ! -e /sys/class/dmi/id/chassis_type ]; then
                echo absent
                exit 0
            fi
            read -r type </sys/class/dmi/id/chassis_type || exit 1
            printf '%s\n' "$type"
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Whether the PC is a portable one.
    ///
    /// - Throws: ``Unmeasured`` for "other" (1) and "unknown" (2) too.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Bool {
        let line = try output.singleLine()
        if line == "absent" { throw Unmeasured(.notVisible(.hardware)) }
        guard let type = Int(digits: line, in: 1...127) else { throw output.unreadable() }
        guard type > 2 else { throw Unmeasured(.notVisible(.hardware)) }
        return Self.portable.contains(type)
    }
}
