public import Checks
import Documents
public import RoomModel

/// The shortest entry of a playbook that selects a check, for people to copy and for what only a made check knows.
public struct CheckExample: Sendable {
    /// The entry: `- net.server: { url: 'https://192.168.0.200/unbk' }`.
    public let entry: String
    /// The gravest the check can be.
    public let severity: Severity

    /// Makes the example of a row of the catalogue.
    ///
    /// - Parameter definition: The row.
    /// - Throws: ``InvalidDocuments`` when a parameter lacks an example that makes sense.
    public init(_ definition: CheckDefinition) throws(InvalidDocuments) {
        let values = definition.parameters.filter(\.isRequired).map { parameter in
            "\(parameter.name): \(parameter.sampleText)"
        }
        entry = "- \(definition.id)" + (values.isEmpty ? "" : ": { \(values.joined(separator: ", ")) }")
        let text = "hosts: all\nchecks:\n  \(entry)\n"
        let playbook = try Playbook(Array(text.utf8), file: "example.yaml", catalogue: [definition])
        guard let name = try? HostName("pc01"), let address = try? NetworkAddress("pc01") else {
            throw InvalidDocuments([])
        }
        let host = Host(name: name, address: address)
        let room = Room(profile: RoomProfile(name: "example"), hosts: [host])
        let plan = try playbook.plan(for: room, hosts: [host], catalogue: [definition])
        guard let check = plan.hosts.first?.checks.first?.check else {
            throw InvalidDocuments([
                Problem(
                    at: SourceLocation(file: "\(definition.id)"),
                    "its example does not select it",
                    hint: "give its required parameters an example"
                )
            ])
        }
        severity = check.severity
    }
}
