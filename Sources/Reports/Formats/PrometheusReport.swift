public import RoomModel

/// Prometheus' text format (0.0.4), for a file that node_exporter's textfile collector reads.
///
/// Moments are gauges in seconds since 1970, since that collector refuses timestamps behind samples.
public struct PrometheusReport: Sendable {
    /// Creates a renderer.
    public init() {}

    private struct Metric {
        let name: String
        let help: String
        var samples: [String] = []

        mutating func add(_ labels: [(String, String)], _ value: String) {
            let list = labels.map { "\($0)=\"\(Metric.escaped($1))\"" }.joined(separator: ",")
            samples.append("\(name){\(list)} \(value)\n")
        }

        var text: String {
            samples.isEmpty ? "" : "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + samples.joined()
        }

        /// Backslash, quote and line feed are escaped in a label's value.
        private static func escaped(_ text: String) -> String {
            let safe = text.safe()
            guard safe.utf8.contains(where: { $0 == 92 || $0 == 34 }) else { return safe }
            return safe.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        }
    }

    /// Renders the rooms; two of one name are told apart by a number.
    ///
    /// - Parameters:
    ///   - reports: The rooms.
    ///   - basis: What the exit codes speak of.
    /// - Returns: The metrics, each with its HELP and TYPE.
    public func render(_ reports: [RoomReport], basis: ExitBasis = .room) -> String {
        var taken: [String: Int] = [:]
        let rooms = reports.map { report in
            let name = report.start.room.name
            taken[name, default: 0] += 1
            return (name: taken[name] == 1 ? name : "\(name)#\(taken[name] ?? 0)", report: report)
        }
        return roomMetrics(rooms, basis) + pcMetrics(rooms) + checkMetrics(rooms)
    }

    private func roomMetrics(_ rooms: [(name: String, report: RoomReport)], _ basis: ExitBasis) -> String {
        var info = Metric(name: "siaga_room_info", help: "The room, its playbook and its last run; always 1.")
        var verdicts = Metric(name: "siaga_room_verdict", help: "1 for the room's verdict, 0 for the others.")
        var ready = Metric(name: "siaga_room_ready_pcs", help: "PCs that fill a seat, spares counted.")
        var needed = Metric(name: "siaga_room_needed_pcs", help: "PCs that must be ready.")
        var code = Metric(
            name: "siaga_room_exit_code",
            help: "0 ready, 2 a PC needs a repair, 3 PCs not measured."
        )
        var scanned = Metric(
            name: "siaga_room_scanned_seconds",
            help: "When the last event happened, since 1970."
        )
        for (name, report) in rooms {
            let room = [("room", name)]
            info.add(
                room + [
                    ("title", report.start.room.title), ("playbook", report.start.playbook),
                    ("run", report.start.run),
                ],
                "1"
            )
            if let verdict = report.verdict {
                for kind in RoomVerdict.Kind.allCases {
                    verdicts.add(room + [("verdict", kind.rawValue)], kind == verdict.kind ? "1" : "0")
                }
                needed.add(room, "\(verdict.needed)")
            }
            ready.add(room, "\(report.rows.count { $0.fillsSeat(at: report.asOf) })")
            code.add(room, "\(report.exitCode(by: basis))")
            scanned.add(room, Self.seconds(report.asOf))
        }
        return [info, verdicts, ready, needed, code, scanned].map(\.text).joined()
    }

    private func pcMetrics(_ rooms: [(name: String, report: RoomReport)]) -> String {
        var states = Metric(name: "siaga_pc_state", help: "1 for the state the PC is in.")
        var usable = Metric(name: "siaga_pc_fills_seat", help: "1 if the PC can be used now, else 0.")
        var measured = Metric(name: "siaga_pc_seen_seconds", help: "When the PC's row was seen, since 1970.")
        var took = Metric(name: "siaga_pc_scan_duration_seconds", help: "How long measuring the PC took.")
        for (name, report) in rooms {
            for row in report.rows {
                let pc = [("room", name), ("pc", row.host.name.description), ("seat", row.host.seat ?? "")]
                states.add(pc + [("state", row.state.rawValue)], "1")
                usable.add(pc, row.fillsSeat(at: report.asOf) ? "1" : "0")
                if let at = row.at { measured.add(pc, Self.seconds(at)) }
                if let time = row.took { took.add(pc, time.secondsText) }
            }
        }
        return [states, usable, measured, took].map(\.text).joined()
    }

    private func checkMetrics(_ rooms: [(name: String, report: RoomReport)]) -> String {
        var checks = Metric(name: "siaga_check_status", help: "1 for what became of the check on the PC.")
        for (name, report) in rooms {
            for row in report.rows {
                // A series may be given once only.
                var given: Set<[String]> = []
                for result in row.results {
                    let subject = result.subject ?? ""
                    guard given.insert([result.check.description, subject]).inserted else { continue }
                    checks.add(
                        [
                            ("room", name), ("pc", row.host.name.description),
                            ("check", result.check.description),
                            ("subject", subject), ("status", result.status.rawValue),
                        ],
                        "1"
                    )
                }
            }
        }
        return checks.text
    }

    private static func seconds(_ moment: Timestamp) -> String {
        Duration.milliseconds(moment.milliseconds).secondsText
    }
}
