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
        let said = reading.lines.joined(separator: " ").excerpt(limit: 60)
        guard reading.exitCode == exitCode else {
            let seen = Measure.text("exit \(reading.exitCode)")
            return Judgement(.fail, .unexpected(seen, expected: [.text("exit \(exitCode)")]))
        }
        if let output, reading.lines.joined(separator: "\n") != output {
            return Judgement(.fail, .unexpected(.said(said), expected: [.text(output.safe(limit: 60))]))
        }
        if let pattern {
            guard try Self.isFound(pattern, in: reading.lines) else {
                return Judgement(.fail, .unexpected(.said(said), expected: [.text(pattern.safe(limit: 60))]))
            }
        }
        guard let limits else { return Judgement(.pass, .met(said.text.isEmpty ? nil : .said(said))) }
        guard let number = NumberLimits.number(in: reading.lines) else {
            throw Unmeasured(.nonsense(said))
        }
        return limits.judge(number)
    }

    /// Whether a line matches; text past the limit is no proof that none does.
    private static func isFound(_ pattern: String, in lines: [String]) throws(Unmeasured) -> Bool {
        guard let expression = try? RegularExpression(pattern) else { throw Unmeasured(.notReported) }
        var left = RegularExpression.mostText
        for line in lines {
            left -= line.utf8.count
            guard left >= 0 else { throw Unmeasured(.unreadable("more than 64 KiB")) }
            if expression.matches(in: line) { return true }
        }
        return false
    }

    /// The pattern, if it can be used.
    private static func checked(_ pattern: String) throws(InvalidArgument) -> String {
        do {
            _ = try RegularExpression(pattern)
            return pattern
        } catch {
            let reason = error.reason.safe(limit: 100)
            throw InvalidArgument("matches", "`\(pattern.safe(limit: 60))` cannot be used: \(reason)")
        }
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
                    id: "Pola (regular expression, RE2) yang cocok dengan satu baris keluaran",
                    en: "A regular expression (RE2's syntax) that matches in one line of the output"
                )
            ),
        ] + NumberLimits.parameters,
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let exitCode = arguments.count("exit") ?? 0
            guard exitCode <= 255 else { throw InvalidArgument("exit", "an exit code is at most 255") }
            let pattern = if let text = arguments.text("matches") { try checked(text) } else { String?.none }
            return CommandCheck(
                fact: CommandFact(command: arguments.text("run") ?? ""),
                exitCode: exitCode,
                output: arguments.text("output"),
                pattern: pattern,
                limits: try NumberLimits(arguments)
            )
        }
    )
}
