/// Whether a program on the PC listens on a TCP port: proc(5) `/proc/net/tcp`, state 0A.
public struct ListeningPortFact: Fact {
    /// `port`.
    public static let id = "port"

    /// 1 to 65,535.
    public let port: Int

    /// Creates the fact.
    public init(port: Int) {
        self.port = port
    }

    /// The port as the kernel writes it: four upper-case hexadecimal digits.
    public var arguments: [String] {
        let digits = String(port, radix: 16, uppercase: true)
        return [String(repeating: "0", count: max(0, 4 - digits.count)) + digits]
    }

    /// Prints `listening` or `closed`; loopback counts.
    public static let fragments = Fragments(
        posix: #"""
            [ -r /proc/net/tcp ] || exit 1
            for file in /proc/net/tcp /proc/net/tcp6; do
                [ -r "$file" ] || continue
                while read -r number here there state rest; do
                    [ "${here##*:},$state" = "$1,0A" ] || continue
                    echo listening
                    exit 0
                done <"$file"
            done
            echo closed
            """#
    )

    /// Whether somebody listens.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Bool {
        switch try output.singleLine() {
        case "listening": return true
        case "closed": return false
        default: throw output.unreadable()
        }
    }
}
