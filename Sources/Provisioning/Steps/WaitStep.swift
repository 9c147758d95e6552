public import Facts
import Remoting
public import RoomModel

/// Something is there before the next step begins: a file, an open port, a page.
public struct WaitStep: Step {
    private enum Target: Sendable {
        case file(PathFact)
        case port(TCPPortsFact)
        case page(ServerAnswerFact)
    }

    private let target: Target
    /// The longest it may take to be there.
    public let limit: Duration

    /// The file, `host:port` or the address.
    public var subject: String? {
        switch target {
        case .file(let fact): fact.path
        case .port(let fact): fact.endpoints.first?.description
        case .page(let fact): fact.url.description
        }
    }

    /// What is waited for.
    public var facts: [any Fact] {
        switch target {
        case .file(let fact): [fact]
        case .port(let fact): [fact]
        case .page(let fact): [fact]
        }
    }

    /// It changes nothing.
    public var endsForExam: Bool { true }

    /// A page is there when the server answers with anything below 500.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let isThere: Bool =
            switch target {
            case .file(let fact): try readings.reading(of: fact).kind != .absent
            case .port(let fact): try readings.reading(of: fact).first == .open
            case .page(let fact):
                if case .answered(let status, _, _) = try readings.reading(of: fact) {
                    status < 500
                } else {
                    false
                }
            }
        return isThere ? .nothing : .change(StepChange(.wait, subject ?? "", estimate: limit))
    }

    /// Measures again every two seconds.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        let probe = Probe(facts: facts, examProcesses: [])
        let end = context.now().advanced(by: limit)
        while true {
            do throws(TransportError) {
                if case .measured(let readings) = try await probe.measure(
                    over: context.connection,
                    now: context.now
                ),
                    let plan = try? plan(readings), plan == .nothing
                {
                    return
                }
            } catch {
                throw StepFailure(error)
            }
            guard context.now() < end else { throw StepFailure(.timedOut) }
            guard await context.pause(.seconds(2)) else { throw StepFailure(.stopped) }
        }
    }

    /// `wait_for`.
    public static let definition = StepDefinition(
        "wait_for",
        label: Localized(id: "Tunggu", en: "Wait"),
        explanation: Localized(
            id: "Menunggu sampai berkas, port, atau halaman ada",
            en: "Waits until a file, a port or a page is there"
        ),
        parameters: [
            Parameter(
                "file",
                .text,
                example: "/run/exam.ready",
                Localized(id: "Berkas di PC, lengkap dari awal", en: "A file on the PC, a full path")
            ),
            Parameter(
                "port",
                .text,
                example: "192.168.0.200:443",
                Localized(id: "`PC:port` yang dihubungi PC", en: "`HOST:PORT` that the PC reaches")
            ),
            Parameter(
                "url",
                .text,
                example: "https://192.168.0.200/unbk",
                Localized(id: "Alamat yang dibuka PC", en: "An address that the PC fetches")
            ),
            Parameter(
                "within",
                .duration,
                default: "5 min",
                Localized(id: "Paling lama", en: "The longest it may take")
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            let given = ["file", "port", "url"].filter { arguments.text($0) != nil }
            guard given.count == 1 else {
                throw InvalidArgument(given.last ?? "file", "needs one of `file`, `port` and `url`")
            }
            let target: Target
            if arguments.text("file") != nil {
                target = .file(PathFact(path: try StepPath(arguments, "file", for: nil).text))
            } else if let text = arguments.text("port") {
                guard let endpoint = Endpoint(text, defaultPort: 0), endpoint.port > 0 else {
                    throw InvalidArgument(
                        "port",
                        "`\(text.safe(limit: 60))` is no port of a host",
                        hint: "write 192.168.0.200:443"
                    )
                }
                target = .port(TCPPortsFact(endpoints: [endpoint]))
            } else {
                let text = arguments.text("url") ?? ""
                guard let url = ServerURL(text) else {
                    throw InvalidArgument("url", "`\(text.safe(limit: 60))` is no address of a page")
                }
                target = .page(ServerAnswerFact(url: url, trust: .anybody))
            }
            return WaitStep(target: target, limit: arguments.duration("within") ?? .seconds(300))
        }
    )
}
