public import Facts
public import RoomModel

/// A command or a script of the playbook, run unless the PC shows that it need not be.
///
/// Without `creates` and `unless` nobody can tell whether it was run before: it runs each time, and proves nothing.
public struct CommandStep: Step {
    /// What is run.
    private enum Work: Hashable, Sendable {
        case line(String)
        case script(name: String, bytes: [UInt8], arguments: [String])
    }

    private let content: Work
    private let creates: PathFact?
    private let unless: CommandFact?
    /// The longest it may take.
    public let limit: Duration

    /// The command, or the script's name.
    public var subject: String? {
        switch content {
        case .line(let line): line
        case .script(let name, _, _): name
        }
    }

    /// What shows that it need not be run.
    public var facts: [any Fact] { [creates as (any Fact)?, unless].compactMap(\.self) }

    /// Only what shows its result can be proved.
    public var isProvable: Bool { creates != nil || unless != nil }

    /// It is the playbook's own.
    public var endsForExam: Bool { true }

    /// Nothing to do where `creates` is there, or `unless` ends with 0.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        if let creates, try readings.reading(of: creates).kind != .absent { return .nothing }
        if let unless, try readings.reading(of: unless).exitCode == 0 { return .nothing }
        return .change(StepChange(.run, subject ?? ""))
    }

    /// Runs it; what it prints is kept only where it fails, and of that the last line.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        let script: StepScript
        switch content {
        case .line(let line): script = StepScript(#"exec sh -c "$1" </dev/null"#, [line])
        case .script(_, let bytes, let arguments):
            script = StepScript(
                FolderEntry.tools + Self.body,
                [FileContent(bytes).sha256] + arguments,
                input: bytes
            )
        }
        try await script.run(in: context, within: limit)
    }

    /// The script is a file of its own while it runs: its first line may name another language.
    private static let body = #"""
        began=$(pwd)
        siaga_room_somewhere
        new=$(siaga_pwd)/script
        cat >./script || siaga_unwritten 'the script could not be written'
        sum=$(sha256sum <./script)
        [ "${sum%% *}" = "$1" ] || siaga_stop 'the script did not arrive whole'
        shift
        IFS= read -r first <./script
        chmod 700 ./script
        case $first in
        '#!'*) (cd "$began" && exec "$new" "$@") </dev/null ;;
        *) (cd "$began" && exec sh "$new" "$@") </dev/null ;;
        esac
        """#

    private init(_ work: Work, _ arguments: ParameterValues) throws(InvalidArgument) {
        content = work
        creates =
            arguments.text("creates") == nil
            ? nil : PathFact(path: try StepPath(arguments, "creates", for: nil).text)
        unless = arguments.text("unless").map { CommandFact(command: $0) }
        limit = arguments.duration("within") ?? .seconds(60)
    }

    private static let conditions = [
        Parameter(
            "creates",
            .text,
            example: "/opt/exam/done",
            Localized(
                id: "Tidak dijalankan bila ini sudah ada; sesudahnya harus ada",
                en: "Not run where this is there; it must be there afterwards"
            )
        ),
        Parameter(
            "unless",
            .text,
            example: "test -e /opt/exam",
            Localized(
                id: "Tidak dijalankan bila perintah ini berakhir dengan 0; sesudahnya harus 0",
                en: "Not run where this command ends with 0; it must do so afterwards"
            )
        ),
        Parameter(
            "within",
            .duration,
            default: "60 s",
            Localized(id: "Paling lama", en: "The longest it may take")
        ),
    ]

    /// `command`.
    public static let definition = StepDefinition(
        "command",
        label: Localized(id: "Perintah", en: "Command"),
        explanation: Localized(
            id: "Satu perintah untuk `sh -c` di PC",
            en: "One command for `sh -c` on the PC"
        ),
        parameters: [
            Parameter(
                "run",
                .text,
                isRequired: true,
                example: "fc-cache",
                Localized(id: "Perintahnya", en: "The command")
            )
        ] + conditions,
        make: { arguments throws(InvalidArgument) in
            try CommandStep(.line(arguments.text("run") ?? ""), arguments)
        }
    )

    /// `script`.
    public static let script = StepDefinition(
        "script",
        label: Localized(id: "Skrip", en: "Script"),
        explanation: Localized(
            id: "Satu skrip dari laptop Siaga, dijalankan di PC",
            en: "One script of the Siaga laptop, run on the PC"
        ),
        parameters: [
            Parameter(
                "source",
                .file(isTemplate: false),
                isRequired: true,
                example: "files/setup.sh",
                Localized(
                    id: "Skrip di laptop Siaga, dari folder daftar langkah; tanpa `#!` dijalankan oleh sh",
                    en: "The script on the Siaga laptop, from the playbook's folder; without `#!` sh runs it"
                )
            ),
            Parameter("arguments", .texts, Localized(id: "Kata-kata untuknya", en: "Words for it")),
        ] + conditions,
        make: { arguments throws(InvalidArgument) in
            let file = arguments.file("source")
            return try CommandStep(
                .script(
                    name: file?.path ?? "",
                    bytes: file?.bytes ?? [],
                    arguments: arguments.texts("arguments")
                ),
                arguments
            )
        }
    )
}
