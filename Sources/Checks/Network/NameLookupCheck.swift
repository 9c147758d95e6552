public import Facts
public import RoomModel

/// Every exam host has an address for this PC.
public struct NameLookupCheck: Check {
    private let entries: [Alternatives]
    private let attempts: Int

    private var fact: NameLookupFact {
        NameLookupFact(names: entries.flatMap(\.hosts), attempts: attempts)
    }

    /// The look-up of all names.
    public var facts: [any Fact] { [fact] }

    /// `fail`.
    public var severity: Severity { .fail }

    /// One live name of each entry is enough.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        var answers = try readings.reading(of: fact).answers[...]
        var live: [String] = []
        var failures: [EndpointFailure] = []
        var broken: Int?
        for entry in entries {
            let own = zip(entry.hosts, answers.prefix(entry.hosts.count)).map { ($0, $1) }
            answers = answers.dropFirst(entry.hosts.count)
            var faults: [EndpointFailure] = []
            var found: NetworkAddress?
            var unclear: Int?
            for (host, answer) in own {
                switch answer {
                case .address: found = found ?? host
                case .failed(let fault):
                    faults.append(EndpointFailure(endpoint: host.description, fault: fault))
                case .broken(let code): unclear = code
                }
            }
            if let found {
                live.append(found.description)
            } else if let unclear {
                broken = unclear
            } else {
                failures += faults
            }
        }
        let attempts = readings.attempts(of: fact)
        guard failures.isEmpty else { return Judgement(.fail, .unanswered(failures), attempts: attempts) }
        if let broken { throw Unmeasured(.failed(exitCode: broken)) }
        guard live.count == entries.count else { throw Unmeasured(.notReported) }
        return Judgement(
            .pass,
            .met(.said(live.joined(separator: ", ").excerpt(limit: 200))),
            attempts: attempts
        )
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "dns.hosts",
        label: Localized(id: "Nama server ujian", en: "Names of the exam servers"),
        hint: Localized(
            id: "Perbaiki DNS: samakan setelan DNS dengan PC yang siap",
            en: "Fix the DNS: give it the same DNS setting as a PC that is ready"
        ),
        parameters: [
            Parameter(
                "names",
                .texts,
                isRequired: true,
                example: "[anbk-siswa.example, anbk-webapi.example]",
                Localized(
                    id: "Nama server ujian; `a|b` berarti salah satu cukup",
                    en: "The exam hosts' names; `a|b` means that one of them is enough"
                )
            ),
            NetworkAttempts.parameter,
        ],
        source: "exam hosts of 2025/2026, under two domains",
        make: { arguments throws(InvalidArgument) in
            NameLookupCheck(
                entries: try Alternatives.list("names", of: arguments),
                attempts: try NetworkAttempts.count(arguments)
            )
        }
    )
}
