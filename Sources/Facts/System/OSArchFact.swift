import RoomModel

/// For which machine the programs of a PC are built.
public struct Architecture: Hashable, Sendable {
    /// 32 or 64.
    public let bits: Int
    /// The machine's name as the kernel writes it: `x86_64`.
    public let machine: String

    /// Creates the record.
    public init(bits: Int, machine: String) {
        self.bits = bits
        self.machine = machine
    }
}

/// Whether programs of 32 or 64 bits belong on the PC.
///
/// The C library decides (`getconf LONG_BIT`): a kernel of 64 bits also carries systems of 32.
public struct OSArchFact: Fact {
    /// `os.arch`.
    public static let id = "os.arch"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints the machine's name, and the bits where `getconf` knows them.
    public static let fragments = Fragments(
        posix: #"""
            uname -m || exit 1
            getconf LONG_BIT || :
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the name and, where it is there, the number of bits.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Architecture {
        guard (1...2).contains(output.lines.count) else { throw output.unreadable() }
        let machine = output.lines[0]
        let bits =
            output.lines.count == 2 ? Int(digits: output.lines[1], in: 32...64) : Self.bits(of: machine)
        guard let bits, bits == 32 || bits == 64, !machine.isEmpty, machine.utf8.count <= 32 else {
            throw output.unreadable()
        }
        return Architecture(bits: bits, machine: machine.safe(limit: 32))
    }

    /// What `uname -m` says on systems without `getconf`; nil for a machine not known.
    private static func bits(of machine: String) -> Int? {
        switch machine {
        case "x86_64", "amd64", "aarch64", "arm64", "ppc64le", "riscv64", "s390x", "loongarch64": 64
        case "i386", "i486", "i586", "i686", "armv6l", "armv7l": 32
        default: nil
        }
    }
}
