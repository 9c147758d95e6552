public import RoomModel

/// Everything there is to say of one check, for people.
public struct CheckSheet: Sendable {
    /// What a parameter takes.
    public enum Value: Hashable, Sendable {
        /// An amount of memory or disk.
        case bytes
        /// A time.
        case duration
        /// A share.
        case percent
        /// A bare whole number.
        case count
        /// A text.
        case text
        /// Texts.
        case texts
        /// Bare whole numbers.
        case counts
        /// One of these words.
        case choice([String])
        /// Yes or no.
        case flag
    }

    /// Something a playbook may set.
    public struct Parameter: Sendable {
        let name: String
        let value: Value
        let defaultText: String?
        let variable: String?
        let isRequired: Bool
        let explanation: Localized

        /// Creates a parameter.
        public init(
            name: String,
            value: Value,
            defaultText: String?,
            variable: String?,
            isRequired: Bool,
            explanation: Localized
        ) {
            self.name = name
            self.value = value
            self.defaultText = defaultText
            self.variable = variable
            self.isRequired = isRequired
            self.explanation = explanation
        }
    }

    let id: CheckID
    let label: Localized
    let hint: Localized
    let severity: Severity
    let isStrictOnExamDay: Bool
    let parameters: [Parameter]
    let source: String
    let example: String

    /// Creates a sheet.
    ///
    /// - Parameters:
    ///   - id: The check's name.
    ///   - label: What is measured.
    ///   - hint: What to do when it is not met.
    ///   - severity: The gravest it can be.
    ///   - isStrictOnExamDay: Whether a note of it is a repair on a day of the exam.
    ///   - parameters: What a playbook may set.
    ///   - source: Where its numbers come from.
    ///   - example: An entry of a playbook.
    public init(
        id: CheckID,
        label: Localized,
        hint: Localized,
        severity: Severity,
        isStrictOnExamDay: Bool,
        parameters: [Parameter],
        source: String,
        example: String
    ) {
        self.id = id
        self.label = label
        self.hint = hint
        self.severity = severity
        self.isStrictOnExamDay = isStrictOnExamDay
        self.parameters = parameters
        self.source = source
        self.example = example
    }

    /// What a PC becomes where the check is not met: `PERBAIKI`, `CATATAN`.
    var weight: Localized {
        severity == .fail ? HostState.fix.word : Localized(id: "CATATAN", en: "NOTE")
    }
}

extension CheckSheet.Value {
    /// What to write, with the units there are.
    var words: Localized {
        switch self {
        case .bytes:
            Localized(
                id: "jumlah: 10 GiB (KiB, MiB, GiB, TiB; kB, MB, GB, TB)",
                en: "an amount: 10 GiB (KiB, MiB, GiB, TiB; kB, MB, GB, TB)"
            )
        case .duration: Localized(id: "waktu: 500 ms (ms, s, min, h)", en: "a time: 500 ms (ms, s, min, h)")
        case .percent: Localized(id: "bagian: 10 %", en: "a share: 10 %")
        case .count: Localized(id: "bilangan bulat", en: "a whole number")
        case .text: Localized(id: "teks", en: "a text")
        case .texts: Localized(id: "satu teks atau daftar", en: "a text or a list")
        case .counts: Localized(id: "satu bilangan atau daftar", en: "a whole number or a list")
        case .choice(let words):
            Localized(id: words.joined(separator: ", "), en: words.joined(separator: ", "))
        case .flag: Localized(id: "true (ya), false (tidak)", en: "true, false")
        }
    }
}

extension CheckSheet.Parameter {
    /// What to write, whether it must be, and what holds otherwise.
    var terms: Localized {
        func terms(_ language: Language, _ variable: String, _ must: String, _ normally: String) -> String {
            ([value.words[language]]
                + [
                    isRequired && self.variable == nil ? must : nil,
                    self.variable.map { "\(variable) \($0)" },
                    defaultText.map { "\(normally) \($0)" },
                ].compactMap(\.self)).joined(separator: "; ")
        }
        return Localized(
            id: terms(.indonesian, "dari variabel", "harus diisi", "baku"),
            en: terms(.english, "from the variable", "must be set", "default")
        )
    }
}
