public import Facts
public import RoomModel

/// A command of the playbook ends and prints as it should.
public struct CommandCheck: Check {
    private let fact: CommandFact
    private let exitCode: Int
    private let output: String?
    private let pattern: String?
    private let limits: NumberLimits?

    /// The command.
    public var facts: [any Fact] { [fact] }

    /// `fail`, unless the playbook says otherwise.
    public var severity: Severity { .fail }

    /// Exit code, then text, then pattern, then number; what is not asked for is not looked at.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: fact)
        let said = reading.lines.joined(separator: " ").safe(limit: 60)
        guard reading.exitCode == exitCode else {
            let seen = Measure.text("exit \(reading.exitCode)")
            return Judgement(.fail, .unexpected(seen, expected: [.text("exit \(exitCode)")]))
        }
        if let output, reading.lines.joined(separator: "\n") != output {
            return Judgement(.fail, .unexpected(.text(said), expected: [.text(output.safe(limit: 60))]))
        }
        if let pattern {
            guard let regex = try? Regex(pattern) else { throw Unmeasured(.notReported) }
            guard reading.lines.contains(where: { (try? regex.firstMatch(in: $0)) != nil }) else {
                return Judgement(.fail, .unexpected(.text(said), expected: [.text(pattern.safe(limit: 60))]))
            }
        }
        guard let limits else { return Judgement(.pass, .met(said.isEmpty ? nil : .text(said))) }
        guard let number = NumberLimits.number(in: reading.lines) else {
            throw Unmeasured(.unreadable(said))
        }
        return limits.judge(number)
    }

    /// `command` of the catalogue.
    public static let definition = CheckDefinition(
        id: "command",
        label: Localized(id: "Perintah", en: "Command"),
        hint: CustomCheck.hint,
        parameters: [
            CustomCheck.name("printer"),
            Parameter(
                "run",
                .text,
                isRequired: true,
                example: "lpstat -p",
                Localized(
                    id: "Perintah untuk `sh -c` di PC, paling lama 10 s; hanya membaca, tidak mengubah",
                    en: "The command for `sh -c` on the PC, at most 10 s; it must only read"
                )
            ),
            Parameter(
                "exit",
                .count,
                default: "0",
                Localized(id: "Kode keluar yang benar", en: "The right exit code")
            ),
            Parameter(
                "output",
                .text,
                Localized(id: "Seluruh keluaran yang benar", en: "The whole output that is right")
            ),
            Parameter(
                "matches",
                .text,
                example: "'^ok'",
                Localized(
                    id: "Pola (regular expression) yang cocok dengan satu baris keluaran",
                    en: "A regular expression that matches in one line of the output"
                )
            ),
        ] + NumberLimits.parameters,
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let exitCode = arguments.count("exit") ?? 0
            guard exitCode <= 255 else { throw InvalidArgument("exit", "an exit code is at most 255") }
            if let pattern = arguments.text("matches"), (try? Regex(pattern)) == nil {
                throw InvalidArgument("matches", "`\(pattern.safe(limit: 60))` is no regular expression")
            }
            return CommandCheck(
                fact: CommandFact(command: arguments.text("run") ?? ""),
                exitCode: exitCode,
                output: arguments.text("output"),
                pattern: arguments.text("matches"),
                limits: try NumberLimits(arguments)
            )
        }
    )
}
