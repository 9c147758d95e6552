import Documents
import RoomModel

/// Finds PCs of one room that claim one address, one seat or one network card.
enum Duplicates {
    static func report(in hosts: [Host], _ library: inout Library) {
        var addresses: [[String]: Host] = [:]
        var seats: [String: Host] = [:]
        var cards: [String: Host] = [:]
        for host in hosts {
            if host.access == .ssh {
                // The same private address behind another jump host is another PC.
                let way = host.variables["ansible_ssh_common_args"]?.value.text ?? ""
                let key = [host.address.description.lowercased(), String(host.port), way]
                if let first = addresses[key] {
                    library.report(
                        problem(
                            .error,
                            first,
                            host,
                            "address",
                            ["ansible_host", "ansible_ssh_host"],
                            "behind another jump host it may be used again"
                        )
                    )
                } else {
                    addresses[key] = host
                }
            }
            if let seat = host.seat, !host.isProctor {
                if let first = seats[seat] {
                    library.report(problem(.error, first, host, "seat", ["seat"], "give each PC its own"))
                } else {
                    seats[seat] = host
                }
            }
            if let card = host.mac {
                if let first = cards[card] {
                    library.report(
                        problem(.warning, first, host, "hardware address", ["mac"], "read it off the PC")
                    )
                } else {
                    cards[card] = host
                }
            }
        }
    }

    private static func problem(
        _ severity: Problem.Severity,
        _ first: Host,
        _ second: Host,
        _ what: String,
        _ names: [String],
        _ advice: String
    ) -> Problem {
        let places = [first, second].map { host in names.lazy.compactMap { host.variables[$0]?.origin }.first
        }
        let earlier = places[0].map { "first used at \($0.file):\($0.line); " } ?? ""
        return Problem(
            severity,
            at: places[1] ?? places[0] ?? SourceLocation(file: ""),
            "`\(first.name)` and `\(second.name)` have one \(what)",
            hint: earlier + advice
        )
    }
}
