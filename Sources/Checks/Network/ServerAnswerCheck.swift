public import Facts
public import RoomModel

/// The exam server answers this PC as it should, in time.
public struct ServerAnswerCheck: Check {
    private let fact: ServerAnswerFact
    private let statuses: [Int]
    private let limit: Duration

    /// The address.
    public var subject: String? { fact.url.description }

    /// One GET.
    public var facts: [any Fact] { [fact] }

    /// `fail`.
    public var severity: Severity { .fail }

    /// Met with one of the statuses, the first byte no later than the limit; with `pin` and no key on file, a note.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        judge(try readings.reading(of: fact)).tried(readings.attempts(of: fact))
    }

    private func judge(_ reading: ServerAnswerFact.Reading) -> Judgement {
        func unanswered(_ fault: EndpointFailure.Fault) -> Judgement {
            let failure = EndpointFailure(endpoint: fact.url.description, fault: fault)
            return Judgement(.fail, .unanswered([failure]))
        }
        switch reading {
        case .failed(let fault): return unanswered(fault)
        case .answered(let status, _, _) where !statuses.contains(status): return unanswered(.status(status))
        case .answered(_, let after, _) where after > limit: return unanswered(.slow(after))
        case .answered(_, _, let pin) where fact.trust == .firstSeen:
            return Judgement(.warn, .notPinned(pin.map { "sha256//" + $0 }))
        case .answered(_, let after, _): return Judgement(.pass, .met(.duration(after)))
        }
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.server",
        label: Localized(id: "Server ujian", en: "Exam server"),
        hint: Localized(
            id: "Di PC proktor: nyalakan mesin virtual (VirtualBox), tunggu sampai siap; kalau hanya PC ini, "
                + "periksa kabelnya",
            en:
                "On the proctor PC: start the virtual machine (VirtualBox) and wait until it is ready; if it is only "
                + "this PC, check its cable"
        ),
        parameters: [
            Parameter(
                "url",
                .text,
                isRequired: true,
                example: "https://192.168.0.200/unbk",
                Localized(
                    id: "Alamat yang dibuka: https://192.168.0.200/unbk",
                    en: "The address to open: https://192.168.0.200/unbk"
                )
            ),
            Parameter(
                "status",
                .counts,
                default: "[200, 302]",
                Localized(
                    id: "Jawaban HTTP yang benar, 100 sampai 599; pengalihan tidak diikuti",
                    en: "The right HTTP answers, 100 to 599; redirections are not followed"
                )
            ),
            Parameter(
                "within",
                .duration,
                default: "500 ms",
                Localized(
                    id: "Paling lama sampai jawaban mulai datang, sampai 8 s",
                    en: "The longest until the answer begins, up to 8 s"
                )
            ),
            Parameter(
                "tls",
                .choice(["verify", "pin", "any"]),
                default: "pin",
                Localized(
                    id:
                        "Sertifikat server: verify = dari lembaga yang dipercaya PC, pin = kunci yang sama dengan "
                        + "`pin`, any = apa saja. Alamat http:// tidak punya sertifikat",
                    en:
                        "The server's certificate: verify = from an authority the PC trusts, pin = the key of `pin`, "
                        + "any = whatever. An http:// address has none"
                )
            ),
            Parameter(
                "pin",
                .text,
                variable: "exam_server_pin",
                Localized(
                    id:
                        "SHA-256 dari kunci publik server, base64 (sha256//...) atau 64 angka heksadesimal. Selama "
                        + "belum diisi, hasilnya catatan dengan kunci yang terlihat",
                    en:
                        "SHA-256 of the server's public key, base64 (sha256//...) or 64 hexadecimal digits. Until it "
                        + "is set, the result is a note with the key that was seen"
                )
            ),
            NetworkAttempts.parameter,
        ],
        source: "semi-online guide 2026: https://192.168.0.200/unbk; 500 ms: own judgement",
        make: make
    )

    /// Joins `tls` and `pin`.
    ///
    /// Without a pin there is nothing to compare with, and a school's server has a certificate of its own making:
    /// its answer is judged, and the key it showed is a note that says what to put on file.
    private static let make: @Sendable (ParameterValues) throws(InvalidArgument) -> any Check = {
        arguments throws(InvalidArgument) in
        let text = arguments.text("url") ?? ""
        guard let url = ServerURL(text) else {
            throw InvalidArgument(
                "url",
                "`\(text.safe())` is not an address Siaga can open",
                hint: "write it as https://192.168.0.200/unbk"
            )
        }
        let statuses = arguments.counts("status")
        guard !statuses.isEmpty, statuses.allSatisfy({ $0 >= 100 && $0 <= 599 }) else {
            throw InvalidArgument("status", "a status is a number from 100 to 599", hint: "write [200, 302]")
        }
        let limit = arguments.duration("within") ?? .milliseconds(500)
        guard limit > .zero, limit <= .seconds(8) else {
            throw InvalidArgument("within", "the limit must be above 0 and at most 8 s", hint: "write 500 ms")
        }
        let pin = try arguments.text("pin").map { text throws(InvalidArgument) in
            try PublicKeyPin(text, of: "pin")
        }
        if !url.isSecure, pin != nil || arguments.text("tls") == "verify" {
            throw InvalidArgument(
                "url",
                "http:// shows no certificate to compare",
                hint: "write https://",
                besides: arguments.text("tls") == "verify" ? ["tls"] : ["pin"]
            )
        }
        let trust: ServerAnswerFact.Trust =
            switch arguments.text("tls") {
            case _ where !url.isSecure: .anybody
            case "verify": .authorities
            case "any": .anybody
            default: pin.map { .pinned($0.base64) } ?? .firstSeen
            }
        return ServerAnswerCheck(
            fact: ServerAnswerFact(
                url: url,
                trust: trust,
                patience: limit,
                attempts: try NetworkAttempts.count(arguments)
            ),
            statuses: statuses,
            limit: limit
        )
    }
}
