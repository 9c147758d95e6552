public import Facts
public import RoomModel

/// The way to the exam server loses nothing and is quick.
public struct NetworkQualityCheck: Check {
    /// The ways, one of which must be good.
    private let ways: [RoundTripsFact]
    /// The target as the playbook writes it.
    private let target: String
    /// The share that may be lost, 0 to 100.
    private let tolerated: Double
    private let limit: Duration

    /// The target.
    public var subject: String? { target }

    /// The round trips to each host.
    public var facts: [any Fact] { ways }

    /// `warn`.
    public var severity: Severity { .warn }

    /// Judges the loss, then the 95th percentile; every finding says how many probes it rests on.
    ///
    /// Of several hosts the first that answers at all is the live one.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        var failures: [EndpointFailure] = []
        var unmeasured: Unmeasured?
        for way in ways {
            do {
                let reading = try readings.reading(of: way)
                let times = reading.times.sorted()
                if let slowest = Self.percentile95(times) {
                    return judge(slowest, answered: times.count, of: reading.sent)
                        .tried(readings.attempts(of: way))
                }
                let endpoint = "\(way.endpoint.host) (0/\(reading.sent))"
                failures.append(EndpointFailure(endpoint: endpoint, fault: reading.fault ?? .timedOut))
            } catch {
                unmeasured = unmeasured ?? error
            }
        }
        if let unmeasured { throw unmeasured }
        return Judgement(.warn, .unanswered(failures))
    }

    private func judge(_ slowest: Duration, answered: Int, of sent: Int) -> Judgement {
        let needed = Self.needed(sent, tolerated)
        guard answered >= needed else {
            return Judgement(
                .warn,
                .tooLow(.text("\(answered)/\(sent)"), minimum: .text("\(needed)/\(sent)"))
            )
        }
        let measured = Measure.text("\(Self.milliseconds(slowest)) ms (p95, \(answered)/\(sent))")
        guard slowest <= limit else {
            return Judgement(.warn, .tooHigh(measured, maximum: .text("\(Self.milliseconds(limit)) ms")))
        }
        return Judgement(.pass, .met(measured))
    }

    /// How many of `sent` probes must come back where this share may be lost.
    private static func needed(_ sent: Int, _ tolerated: Double) -> Int {
        Int((Double(sent) * (100 - tolerated) / 100).rounded(.up))
    }

    /// The smallest time that at least 95 % of all do not exceed (nearest rank); nil of none.
    private static func percentile95(_ sorted: [Duration]) -> Duration? {
        sorted.isEmpty ? nil : sorted[(sorted.count * 95 + 99) / 100 - 1]
    }

    /// Whole milliseconds, rounded up: a time above its limit never prints as the limit.
    private static func milliseconds(_ time: Duration) -> Int64 {
        Int64((time / .milliseconds(1)).rounded(.up))
    }

    /// The row of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.quality",
        label: Localized(id: "Jaringan ke server", en: "Network to the server"),
        hint: Localized(
            id: "Periksa kabel, switch dan port; coba kabel atau port lain",
            en: "Check the cable, the switch and its port; try another cable or port"
        ),
        parameters: [
            Parameter(
                "target",
                .text,
                isRequired: true,
                example: "192.168.0.200",
                Localized(
                    id:
                        "Server yang dituju: 192.168.0.200, atau nama:port (port TCP 443 bila tidak ditulis); "
                        + "`a|b` berarti salah satu cukup",
                    en:
                        "The server: 192.168.0.200, or name:port (TCP port 443 where none is written); `a|b` means "
                        + "that one of them is enough"
                )
            ),
            Parameter(
                "probes",
                .count,
                default: "5",
                Localized(id: "Banyaknya percobaan, 1 sampai 20", en: "How many probes, 1 to 20")
            ),
            Parameter(
                "loss_above",
                .percent,
                default: "0 %",
                Localized(
                    id: "Catatan bila yang hilang lebih dari ini",
                    en: "A note when more than this share is lost"
                )
            ),
            Parameter(
                "p95_above",
                .duration,
                default: "20 ms",
                Localized(
                    id:
                        "Catatan bila 95 % jawaban tidak datang dalam waktu ini: 20 ms di LAN, 150 ms lewat internet",
                    en:
                        "A note when 95 % of the replies do not come within this: 20 ms on a LAN, 150 ms by internet"
                )
            ),
            NetworkAttempts.parameter,
        ],
        source: "own judgement: 20 ms on a LAN, 150 ms over the internet, no loss",
        make: make
    )

    private static let make: @Sendable (ParameterValues) throws(InvalidArgument) -> any Check = {
        arguments throws(InvalidArgument) in
        let target = arguments.text("target") ?? ""
        let probes = arguments.count("probes") ?? 5
        guard probes >= 1, probes <= 20 else {
            throw InvalidArgument("probes", "\(probes) is not a number from 1 to 20")
        }
        let tolerated = arguments.percent("loss_above") ?? 0
        let attempts = try NetworkAttempts.count(arguments)
        var ways: [RoundTripsFact] = []
        for part in target.split(separator: "|", omittingEmptySubsequences: false) {
            let name = part.filter { $0 != " " }
            guard let endpoint = Endpoint(name, defaultPort: 443) else {
                throw InvalidArgument(
                    "target",
                    "`\(name.safe())` is not a host",
                    hint: "write an address or a name: 192.168.0.200 or server.example:443"
                )
            }
            ways.append(
                RoundTripsFact(
                    endpoint: endpoint,
                    probes: probes,
                    needed: needed(probes, tolerated),
                    attempts: attempts
                )
            )
        }
        let limit = arguments.duration("p95_above") ?? .milliseconds(20)
        guard limit > .zero else { throw InvalidArgument("p95_above", "the limit must be above 0") }
        return NetworkQualityCheck(
            ways: ways,
            target: target.safe(),
            tolerated: tolerated,
            limit: limit
        )
    }
}
