public import RoomModel

/// The language of a report, what its checks are called, and how the room writes the time.
public struct Wording: Sendable {
    /// The language.
    public let language: Language
    /// Label and hint of each check.
    public let checks: [CheckID: CheckWording]
    /// The room's zone.
    public let zone: ZoneOffset
    /// What the commands that are named repeat of the one that was typed.
    public var invocation: Invocation

    /// Creates a wording.
    public init(
        language: Language,
        checks: [CheckID: CheckWording],
        zone: ZoneOffset,
        invocation: Invocation = Invocation()
    ) {
        self.language = language
        self.checks = checks
        self.zone = zone
        self.invocation = invocation
    }

    /// This wording with what the playbook of a run says of its checks itself.
    ///
    /// - Parameter run: The run's first event.
    /// - Returns: The wording to show that run with.
    public func speaking(of run: RunStart) -> Wording {
        let own = Dictionary(uniqueKeysWithValues: (run.wording ?? [:]).map { (CheckID($0), $1) })
        return Wording(
            language: language,
            checks: checks.merging(own) { $1 },
            zone: zone,
            invocation: invocation
        )
    }

    /// The sentence in the language.
    func callAsFunction(_ indonesian: String, _ english: String) -> String {
        switch language {
        case .indonesian: indonesian
        case .english: english
        }
    }

    /// What is measured; the check's id where the catalogue has no such row.
    func label(_ check: CheckID) -> String {
        checks[check]?.label[language] ?? check.description.safe(limit: 60)
    }

    /// What to do when it is not met.
    func hint(_ check: CheckID) -> String? {
        checks[check]?.hint[language].loweringFirst
    }

    /// `1 PC`, `3 PCs`; Indonesian has one form.
    func pcs(_ count: Int) -> String {
        count == 1 ? "1 PC" : "\(count) " + self("PC", "PCs")
    }

    /// How an exam is held.
    func name(of mode: RoomMode) -> String {
        switch mode {
        case .online: self("daring", "online")
        case .semiOnline: self("semi-daring", "semi-online")
        }
    }

    /// A whole command to type, which no line break divides.
    func command(_ text: String) -> String {
        String(text.map { $0 == " " ? "\u{A0}" : $0 })
    }

    /// `a`, `a dan b`, `a, b dan 3 lagi`.
    ///
    /// - Parameters:
    ///   - items: What is listed, made safe here.
    ///   - most: The most items named (default 3).
    /// - Returns: The list in words.
    func list(_ items: [String], most: Int = 3) -> String {
        let names = items.map { $0.safe(limit: 80) }
        let and = self("dan", "and")
        if names.count > most {
            let more = names.count - most
            return names.prefix(most).joined(separator: ", ") + self(" dan \(more) lagi", " and \(more) more")
        }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " \(and) " + last
    }

    /// `a`, `a atau b`.
    func choice(_ items: [String]) -> String {
        let or = self("atau", "or")
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(or) " + last
    }
}
