public import Facts
public import RoomModel

/// An address of the playbook answers the PC as it should.
public struct WebCheck: Check {
    private let fact: ServerAnswerFact
    private let statuses: [Int]
    private let warnAbove: Duration?
    private let failAbove: Duration?

    /// One GET.
    public var facts: [any Fact] { [fact] }

    /// `fail`, unless the playbook says otherwise.
    public var severity: Severity { .fail }

    /// Status, then the time until the answer begins.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        func unanswered(_ status: CheckStatus, _ fault: EndpointFailure.Fault) -> Judgement {
            let failure = EndpointFailure(endpoint: fact.url.description, fault: fault)
            return Judgement(status, .unanswered([failure]))
        }
        switch try readings.reading(of: fact) {
        case .failed(let fault): return unanswered(.fail, fault)
        case .answered(let status, _, _) where !statuses.contains(status):
            return unanswered(.fail, .status(status))
        case .answered(_, let after, _):
            if let failAbove, after > failAbove { return unanswered(.fail, .slow(after)) }
            if let warnAbove, after > warnAbove { return unanswered(.warn, .slow(after)) }
            return Judgement(.pass, .met(.duration(after)))
        }
    }

    /// `http` of the catalogue.
    public static let definition = CheckDefinition(
        id: "http",
        label: Localized(id: "Alamat web", en: "Web address"),
        hint: CustomCheck.hint,
        parameters: [
            CustomCheck.name("portal"),
            Parameter(
                "url",
                .text,
                isRequired: true,
                example: "'http://192.168.0.200/'",
                Localized(id: "Alamat yang dibuka dari PC", en: "The address the PC opens")
            ),
            Parameter(
                "status",
                .counts,
                default: "[200]",
                Localized(
                    id: "Jawaban HTTP yang benar, 100 sampai 599",
                    en: "The right HTTP answers, 100 to 599"
                )
            ),
            Parameter(
                "verify",
                .flag,
                default: "true",
                Localized(
                    id: "Apakah sertifikat https:// harus dari lembaga yang dipercaya PC",
                    en: "Whether a certificate of https:// must be from an authority the PC trusts"
                )
            ),
            Parameter(
                "warn_above",
                .duration,
                Localized(id: "Catatan bila jawabannya lebih lama", en: "A note when the answer takes longer")
            ),
            Parameter(
                "fail_above",
                .duration,
                Localized(
                    id: "Harus diperbaiki bila jawabannya lebih lama",
                    en: "To be fixed when it takes longer"
                )
            ),
        ],
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let text = arguments.text("url") ?? ""
            guard let url = ServerURL(text) else {
                throw InvalidArgument(
                    "url",
                    "`\(text.safe(limit: 80))` is not an address Siaga can open",
                    hint: "write it as http://192.168.0.200/"
                )
            }
            let statuses = arguments.counts("status")
            guard !statuses.isEmpty, statuses.allSatisfy({ (100...599).contains($0) }) else {
                throw InvalidArgument("status", "a status is a number from 100 to 599", hint: "write [200]")
            }
            let (warn, fail) = (arguments.duration("warn_above"), arguments.duration("fail_above"))
            try LimitOrder.requireRising(warn, fail)
            let isVerified = url.isSecure && arguments.values["verify"] != .flag(false)
            return WebCheck(
                fact: ServerAnswerFact(url: url, trust: isVerified ? .authorities : .anybody),
                statuses: statuses,
                warnAbove: warn,
                failAbove: fail
            )
        }
    )
}
