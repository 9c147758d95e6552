import RoomModel

/// This laptop in one line: whether it is in the room's network, and on mains.
struct LaptopSummary {
    let wording: Wording
    let findings: ControllerFindings
    let isOnMains: Bool?

    /// The line, without a full stop.
    var text: String { [network, power].compactMap(\.self).joined(separator: ", ") }

    private var network: String {
        let up = findings.interfaces.filter { $0.isUp && !$0.addresses.isEmpty }
        let shown = up.prefix(2).map(named).joined(separator: ", ")
        guard findings.isInRoomNetwork == false else {
            return shown.isEmpty ? wording("tidak ada jaringan", "no network") : shown
        }
        let network = findings.network.map { " (\($0.safe(limit: 50)))" } ?? ""
        let outside = wording(
            "BELUM di jaringan ruang\(network)",
            "NOT in the room's network\(network)"
        )
        return shown.isEmpty ? outside : outside + wording(", hanya ", ", only ") + shown
    }

    private var power: String? {
        isOnMains.map { $0 ? wording("listrik ada", "on mains") : wording("PAKAI BATERAI", "ON BATTERY") }
    }

    private func named(_ card: ControllerFindings.Interface) -> String {
        let kind = card.isWireless ? "Wi-Fi" : wording("kabel LAN", "cable")
        // Every card makes itself a link-local address (RFC 4291 §2.5.6); where it has another, it says nothing.
        let own = card.addresses.filter { !$0.hasPrefix("fe80:") }
        let addresses = (own.isEmpty ? card.addresses : own)
            .map { String($0.prefix { $0 != "/" }).safe(limit: 50) }
        return "\(kind) \(addresses.joined(separator: " "))"
    }
}
