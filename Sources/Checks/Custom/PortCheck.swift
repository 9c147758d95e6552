public import Facts
public import RoomModel

/// A TCP port of the playbook is open, or closed: on the PC itself, or as the PC reaches another.
public struct PortCheck: Check {
    private let port: Int
    private let host: NetworkAddress?
    private let mustBeOpen: Bool

    private var listening: ListeningPortFact { ListeningPortFact(port: port) }

    private func remote(_ host: NetworkAddress) -> TCPPortsFact {
        TCPPortsFact(endpoints: [Endpoint(host: host, port: port)])
    }

    /// The port's state.
    public var facts: [any Fact] { host.map { [remote($0)] } ?? [listening] }

    /// `fail`, unless the playbook says otherwise.
    public var severity: Severity { .fail }

    /// A closed port that should be open is named with its fault.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        guard let host else {
            let isOpen = try readings.reading(of: listening)
            if isOpen == mustBeOpen { return Judgement(.pass, .met(nil)) }
            return Judgement(.fail, isOpen ? .unwanted(["\(port)/tcp"]) : .missing(["\(port)/tcp"]))
        }
        let endpoint = Endpoint(host: host, port: port).description
        switch try readings.reading(of: remote(host)).first {
        case .open?: return mustBeOpen ? Judgement(.pass, .met(nil)) : Judgement(.fail, .unwanted([endpoint]))
        case .failed(let fault)?:
            return mustBeOpen
                ? Judgement(.fail, .unanswered([EndpointFailure(endpoint: endpoint, fault: fault)]))
                : Judgement(.pass, .met(nil))
        case .broken(let code)?: throw Unmeasured(.failed(exitCode: code))
        case nil: throw Unmeasured(.notReported)
        }
    }

    /// `port` of the catalogue.
    public static let definition = CheckDefinition(
        id: "port",
        label: Localized(id: "Port TCP", en: "TCP port"),
        hint: CustomCheck.hint,
        parameters: [
            CustomCheck.name("printer"),
            Parameter(
                "port",
                .count,
                isRequired: true,
                example: "631",
                Localized(id: "Nomor port, 1 sampai 65535", en: "The port's number, 1 to 65535")
            ),
            Parameter(
                "host",
                .text,
                example: "192.168.0.9",
                Localized(
                    id: "Alamat yang dituju dari PC; tanpa ini: port di PC itu sendiri",
                    en: "Where the PC connects to; without it the port of the PC itself"
                )
            ),
            Parameter(
                "open",
                .flag,
                default: "true",
                Localized(id: "Apakah harus terbuka, atau tertutup", en: "Whether it must be open, or closed")
            ),
        ],
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let port = arguments.count("port") ?? 0
            guard 1...65_535 ~= port else {
                throw InvalidArgument("port", "\(port) is not a port from 1 to 65535")
            }
            var host: NetworkAddress?
            if let text = arguments.text("host") {
                guard let address = try? NetworkAddress(text) else {
                    throw InvalidArgument(
                        "host",
                        "`\(text.safe(limit: 60))` is not a host name or an address"
                    )
                }
                host = address
            }
            return PortCheck(port: port, host: host, mustBeOpen: arguments.values["open"] != .flag(false))
        }
    )
}
