import RoomModel

/// Whether the PC's own firewall lets its programs out to TCP port 443.
///
/// Sources: nft(8), iptables(8). Only root may read the rules.
public struct FirewallFact: Fact {
    /// `sec.firewall`.
    public static let id = "sec.firewall"

    /// Prints the rules of both kinds, each line marked with its kind.
    public static let fragments = Fragments(
        posix: #"""
            if [ "$(id -u)" != 0 ]; then
                echo root
                exit 77
            fi
            seen=no
            if command -v nft >/dev/null && rules=$(nft -s list ruleset); then
                seen=yes
                printf '%s\n' "$rules" | sed 's/^[[:space:]]*/nft /'
            fi
            if command -v iptables >/dev/null && rules=$(iptables -S); then
                seen=yes
                printf '%s\n' "$rules" | sed 's/^/iptables /'
            fi
            if [ "$seen" = no ]; then
                command -v nft >/dev/null || command -v iptables >/dev/null || { echo nft; echo iptables; exit 69; }
                exit 1
            fi
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Whether port 443 is open outwards.
    ///
    /// - Throws: ``Unmeasured`` where a rule with other conditions may decide it.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Bool {
        var rules = FirewallRules()
        for record in try output.records() where record.count > 1 {
            switch record[0] {
            case "nft": rules.addNftables(Array(record.dropFirst()))
            case "iptables": rules.addIptables(Array(record.dropFirst()))
            default: throw output.unreadable()
            }
        }
        switch rules.outward443 {
        case .open: return true
        case .blocked: return false
        case .unclear: throw Unmeasured(.notVisible(.rules))
        }
    }
}
