import Documents
import RoomModel

/// Finds PCs to which the exam server's own address was given.
enum ServerAddress {
    /// Where the ministry's manual puts the server of a semi-online room ("Petunjuk teknis ANBK 2026").
    private static let usual = "192.168.0.200"

    static func report(in hosts: [Host], _ library: inout Library) {
        for host in hosts where host.access == .ssh && !host.isProctor {
            guard let origin = host.variables["ansible_host"]?.origin else { continue }
            let said = host.variables["exam_server"]?.value.text
            let isOnline = host.variables["room_mode"]?.value.text == RoomMode.online.rawValue
            guard let server = said ?? (origin.isCell && !isOnline ? usual : nil) else { continue }
            let address = host.address.description
            guard address.lowercased() == server.lowercased() else { continue }
            let last = address.split(separator: ".").last.map { "." + $0 } ?? address
            library.report(
                Problem(
                    at: origin,
                    Localized(
                        id: "\(address) adalah alamat server ujian",
                        en: "\(address) is the address of the exam server"
                    ),
                    hint: Localized(
                        id: "PC klien tidak boleh memakai \(last)",
                        en: "a client must not use \(last); the server itself belongs to group proctor"
                    )
                )
            )
        }
    }
}
