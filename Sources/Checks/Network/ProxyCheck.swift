public import Facts
public import RoomModel

/// Whether no proxy is set, or the room's own.
public struct ProxyCheck: Check {
    /// The one proxy that is right; nil: none is.
    public let expected: String?

    /// Creates the check.
    public init(expected: String? = nil) {
        self.expected = expected
    }

    /// The proxies.
    public var facts: [any Fact] { [ProxyFact()] }

    /// The app may get through all the same.
    public var severity: Severity { .warn }

    /// A wrong proxy is proved; that there is none only where every place could be seen.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: ProxyFact())
        func name(_ proxy: String) -> String {
            let text = proxy.contains("://") ? proxy.split(separator: "/").dropFirst().joined() : proxy
            return text.lowercased()
        }
        let wrong = reading.proxies.filter { name($0) != expected.map(name) }
        guard wrong.isEmpty else {
            let finding: Finding =
                expected.map {
                    .unexpected(.said(wrong[0].excerpt(limit: 60)), expected: [.text($0.safe(limit: 60))])
                } ?? .unwanted(wrong)
            return Judgement(.warn, finding)
        }
        guard !reading.isDesktopHidden else { throw Unmeasured(.notVisible(.otherDesktop)) }
        if let expected, reading.proxies.isEmpty {
            return Judgement(.warn, .missing([expected.safe(limit: 60)]))
        }
        return Judgement(.pass, .met(reading.proxies.first.map { .said($0.excerpt(limit: 60)) }))
    }

    /// `net.proxy` of the catalogue.
    public static let definition = CheckDefinition(
        id: "net.proxy",
        label: Localized(id: "Setelan proxy", en: "Proxy setting"),
        hint: Localized(id: "Samakan atau hapus proxy", en: "Align the proxy, or clear it"),
        parameters: [
            Parameter(
                "expected",
                .text,
                variable: "proxy",
                Localized(
                    id: "Proxy sekolah, 10.0.0.1:3128; tanpa ini: tidak boleh ada proxy",
                    en: "The school's proxy, 10.0.0.1:3128; without it there must be none"
                )
            )
        ],
        source: "Schools report exams that fail because a proxy is set in one place only",
        make: { arguments throws(InvalidArgument) in ProxyCheck(expected: arguments.text("expected")) }
    )
}
