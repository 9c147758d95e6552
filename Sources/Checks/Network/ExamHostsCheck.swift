public import Facts
public import RoomModel

/// The exam hosts let this PC in.
public struct ExamHostsCheck: Check {
    private let entries: [Alternatives]
    private let port: Int
    /// For each entry, whether an exam is impossible without it.
    private let isRequired: [Bool]
    private let attempts: Int

    private var fact: TCPPortsFact {
        TCPPortsFact(
            endpoints: entries.flatMap(\.hosts).map { Endpoint(host: $0, port: port) },
            attempts: attempts
        )
    }

    /// A TCP connection to each host.
    public var facts: [any Fact] { [fact] }

    /// `fail` when at least one host is required.
    public var severity: Severity { isRequired.contains(true) ? .fail : .warn }

    /// One live name of each entry is enough; a required entry without one fails, another one warns.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        var answers = try readings.reading(of: fact)[...]
        var failures: [EndpointFailure] = []
        var status = CheckStatus.pass
        var broken: Int?
        var live = 0
        for (entry, required) in zip(entries, isRequired) {
            let own = answers.prefix(entry.hosts.count)
            answers = answers.dropFirst(entry.hosts.count)
            if own.contains(.open) {
                live += 1
                continue
            }
            let codes = own.compactMap { if case .broken(let code) = $0 { code } else { nil } }
            if let code = codes.first {
                broken = code
                continue
            }
            status = required || status == .fail ? .fail : .warn
            for (host, answer) in zip(entry.hosts, own) {
                guard case .failed(let fault) = answer else { continue }
                let endpoint = Endpoint(host: host, port: port)
                failures.append(EndpointFailure(endpoint: endpoint.description, fault: fault))
            }
        }
        // What is proved to be closed outweighs what is unclear, except that a warning must not hide a doubt.
        if let broken, status != .fail { throw Unmeasured(.failed(exitCode: broken)) }
        let attempts = readings.attempts(of: fact)
        guard failures.isEmpty else { return Judgement(status, .unanswered(failures), attempts: attempts) }
        guard live == entries.count else { throw Unmeasured(.notReported) }
        return Judgement(.pass, .met(.count(live)), attempts: attempts)
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.exam",
        label: Localized(id: "Akses ke server ujian", en: "Access to the exam servers"),
        hint: Localized(
            id: "Buka akses ke port 443 di router atau firewall; periksa internet sekolah",
            en: "Allow port 443 in the router or firewall; check the school's internet"
        ),
        parameters: [
            Parameter(
                "hosts",
                .texts,
                isRequired: true,
                example: "[anbk-siswa.example, anbk-webapi.example]",
                Localized(
                    id: "Server ujian; `a|b` berarti salah satu cukup",
                    en: "The exam hosts; `a|b` means that one of them is enough"
                )
            ),
            Parameter(
                "port",
                .count,
                default: "443",
                Localized(id: "Port TCP, 1 sampai 65535", en: "The TCP port, 1 to 65535")
            ),
            Parameter(
                "required",
                .texts,
                Localized(
                    id:
                        "Server yang wajib, boleh bagian nama sebelum titik pertama; yang lain hanya catatan. "
                        + "Tanpa ini semua wajib",
                    en:
                        "The hosts an exam cannot do without, the part before the first dot is enough; others give "
                        + "a note. Without it all are"
                )
            ),
            NetworkAttempts.parameter,
        ],
        source: "exam hosts of 2025/2026: anbk-siswa and anbk-webapi are required, HTTPS 443",
        make: { arguments throws(InvalidArgument) in
            let entries = try Alternatives.list("hosts", of: arguments)
            let port = arguments.count("port") ?? 443
            guard port >= 1, port <= 65_535 else {
                throw InvalidArgument("port", "\(port) is not a TCP port", hint: "write 1 to 65535")
            }
            let required = arguments.texts("required")
            if let stray = required.first(where: { name in !entries.contains { $0.isMeant(by: name) } }) {
                throw InvalidArgument(
                    "required",
                    "`\(stray.safe())` is none of the hosts",
                    hint: "write a name of `hosts`, or the part before its first dot",
                    besides: ["hosts"]
                )
            }
            let isRequired = entries.map { entry in
                required.isEmpty || required.contains(where: entry.isMeant)
            }
            return ExamHostsCheck(
                entries: entries,
                port: port,
                isRequired: isRequired,
                attempts: try NetworkAttempts.count(arguments)
            )
        }
    )
}
