public import Facts
public import RoomModel

/// How fast the PC fetches from the server while all others do the same; the room adds it up.
public struct DownloadCheck: Check {
    private let fact: DownloadFact
    private let requiredPerSeat: Int
    private let recommendedPerSeat: Int

    /// Less than this in less than the time says nothing of the network.
    private static let least = ByteCount.mebibytes(1)

    /// The address.
    public var subject: String? { fact.url.description }

    /// One fetch.
    public var facts: [any Fact] { [fact] }

    /// A single slow PC is a note; whether the network carries the room, the room's report finds.
    public var severity: Severity { .warn }

    /// Met once something came; the PC's clock is set against the controller's, so that the room can add up.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        switch try readings.reading(of: fact) {
        case .failed(let fault):
            let failure = EndpointFailure(endpoint: fact.url.description, fault: fault)
            return Judgement(.warn, .unanswered([failure]))
        case .fetched(let amount, let began, let took):
            guard let offset = readings.clockOffset else { throw Unmeasured(.notReported) }
            if amount.bytes < Self.least.bytes, took < .seconds(fact.seconds) - .milliseconds(200) {
                return Judgement(.warn, .tooLow(.bytes(amount), minimum: .bytes(Self.least)))
            }
            let transfer = Transfer(
                amount: amount,
                began: began.advanced(by: .zero - offset),
                took: took,
                requiredPerSeat: requiredPerSeat,
                recommendedPerSeat: recommendedPerSeat
            )
            return Judgement(.pass, .transfer(transfer))
        }
    }

    /// `net.download` of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.download",
        label: Localized(id: "Unduhan serentak", en: "Download by all at once"),
        hint: Localized(
            id: "Pakai berkas yang besar di server; kalau tetap lambat, kurangi PC yang dipakai sekaligus",
            en: "Use a large file on the server; if it stays slow, use fewer PCs at once"
        ),
        parameters: [
            Parameter(
                "url",
                .text,
                variable: "download_url",
                isRequired: true,
                example: "http://192.168.0.200/besar.bin",
                Localized(
                    id: "Berkas besar di server, sedikitnya 20 MiB; tidak disimpan",
                    en: "A large file on the server, at least 20 MiB; it is not kept"
                )
            ),
            Parameter(
                "at_most",
                .bytes,
                default: "20 MiB",
                Localized(id: "Berhenti sesudah sebanyak ini di tiap PC", en: "Each PC stops after so much")
            ),
            Parameter(
                "within",
                .duration,
                default: "3 s",
                Localized(
                    id: "Berhenti sesudah selama ini, 1 sampai 8 s",
                    en: "Each PC stops after this, 1 to 8 s"
                )
            ),
            Parameter(
                "fail_below",
                .count,
                default: "\(Bandwidth.requiredPerSeat)",
                Localized(
                    id: "Kilobit per detik yang harus ada untuk tiap kursi, semua PC bersamaan",
                    en: "Kilobit per second that each seat must have, all PCs together"
                )
            ),
            Parameter(
                "warn_below",
                .count,
                default: "\(Bandwidth.recommendedPerSeat)",
                Localized(
                    id: "Kilobit per detik yang dianjurkan untuk tiap kursi",
                    en: "Kilobit per second that is recommended for each seat"
                )
            ),
        ],
        source: "ANBK/TKA guide 2025: 16 Mbps for 40 PCs required, 12 Mbps for 15 recommended",
        make: make
    )

    private static let make: @Sendable (ParameterValues) throws(InvalidArgument) -> any Check = {
        arguments throws(InvalidArgument) in
        let text = arguments.text("url") ?? ""
        guard let url = ServerURL(text) else {
            throw InvalidArgument(
                "url",
                "`\(text.safe())` is not an address Siaga can open",
                hint: "write it as http://192.168.0.200/besar.bin"
            )
        }
        let time = arguments.duration("within") ?? .seconds(3)
        guard time >= .seconds(1), time <= .seconds(8) else {
            throw InvalidArgument("within", "the time must be 1 s to 8 s", hint: "write 3 s")
        }
        let most = arguments.bytes("at_most") ?? .mebibytes(20)
        guard most.bytes >= least.bytes, most.bytes <= ByteCount.gibibytes(1).bytes else {
            throw InvalidArgument("at_most", "the amount must be 1 MiB to 1 GiB", hint: "write 20 MiB")
        }
        let required = try arguments.count("fail_below", atLeast: 1) ?? Bandwidth.requiredPerSeat
        let recommended = try arguments.count("warn_below", atLeast: 1) ?? Bandwidth.recommendedPerSeat
        try LimitOrder.requireFalling(recommended, required)
        guard recommended <= 1_000_000 else {
            throw InvalidArgument(
                "warn_below",
                "no seat needs more than 1,000,000 kilobit per second",
                hint: "write `fail_below: 400, warn_below: 800`"
            )
        }
        return DownloadCheck(
            fact: DownloadFact(url: url, most: most, seconds: Int(time.components.seconds)),
            requiredPerSeat: required,
            recommendedPerSeat: recommended
        )
    }
}
