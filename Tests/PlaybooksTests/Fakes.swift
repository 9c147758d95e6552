import Checks
import Facts
import Playbooks
import RoomModel

/// A check that remembers its arguments.
struct FakeCheck: Check {
    let arguments: ParameterValues
    let subject: String?

    var facts: [any Fact] { [] }
    var severity: Severity { .fail }

    func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        throw Unmeasured(.notReported)
    }
}

enum Fakes {
    private static let words = Localized(id: "-", en: "-")

    static func definition(
        _ id: String,
        _ parameters: [Parameter],
        subject: String? = nil,
        isNamed: Bool = false
    ) -> CheckDefinition {
        CheckDefinition(
            id: CheckID(id),
            label: words,
            hint: words,
            parameters: parameters,
            source: "test",
            isNamed: isNamed
        ) { arguments throws(InvalidArgument) in
            if let limit = arguments.bytes("fail_below"), let soft = arguments.bytes("warn_below"),
                soft < limit
            {
                throw InvalidArgument(
                    "warn_below",
                    "`warn_below` is below `fail_below`",
                    hint: "swap them",
                    besides: ["fail_below"]
                )
            }
            return FakeCheck(arguments: arguments, subject: subject.flatMap { arguments.text($0) })
        }
    }

    static func parameter(
        _ name: String,
        _ kind: Parameter.Kind,
        default text: String? = nil,
        variable: String? = nil,
        required: Bool = false
    ) -> Parameter {
        Parameter(name, kind, default: text, variable: variable, isRequired: required, words)
    }

    /// One check of every shape a playbook can meet.
    static let catalogue: [CheckDefinition] = [
        definition("ssh.reach", []),
        definition(
            "disk.free",
            [
                parameter("path", .text, default: "/"), parameter("warn_below", .bytes),
                parameter("fail_below", .bytes),
            ],
            subject: "path"
        ),
        definition(
            "app.files",
            [
                parameter("path", .text, variable: "exam_app_path", required: true),
                parameter("files", .texts, required: true),
            ]
        ),
        definition(
            "net.server",
            [
                parameter("url", .text, required: true), parameter("status", .counts, default: "[200, 302]"),
                parameter("within", .duration), parameter("tls", .choice(["verify", "pin", "any"])),
            ],
            subject: "url"
        ),
        definition(
            "net.exam",
            [parameter("hosts", .texts), parameter("port", .count), parameter("required", .texts)]
        ),
        definition("net.quality", [parameter("loss_above", .percent), parameter("strict", .flag)]),
    ]

    static func playbook(_ text: String) throws(InvalidDocuments) -> Playbook {
        try Playbook(Array(text.utf8), file: "p.yaml", catalogue: catalogue)
    }

    /// A room of `pc01`, `pc02`, … with `variables`.
    static func room(_ count: Int, _ variables: [String: String] = [:]) throws -> Room {
        let origin = SourceLocation(file: "hosts.yaml", line: 1, column: 1)
        let hosts = try (1...count).map { number in
            Host(
                name: try HostName("pc0\(number)"),
                address: try NetworkAddress("pc0\(number)"),
                groups: [try GroupName("all")],
                variables: variables.mapValues { Variable(.text($0), origin: origin) }
            )
        }
        return Room(profile: RoomProfile(name: "lab"), hosts: hosts)
    }
}

extension RoomPlan {
    /// The arguments of the first check called `id` on the PC at `index`.
    func arguments(_ id: String, at index: Int = 0) -> ParameterValues? {
        let planned = hosts[index].checks.first { $0.id.description == id }
        return (planned?.check as? FakeCheck)?.arguments
    }
}

extension InvalidDocuments {
    /// The problems as `file:line:column message | hint`.
    var lines: [String] {
        problems.map { "\($0.location) \($0.message) | \($0.hint ?? "")" }
    }
}
