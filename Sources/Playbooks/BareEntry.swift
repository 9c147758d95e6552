import Documents
public import Provisioning
public import RoomModel

/// Something a playbook could have an entry for, and has none: its parameters come from variables and defaults.
private struct BareEntry: PlaybookEntry {
    let rows: [Parameter]
    let location: SourceLocation

    var parameters: [String: DocumentNode] { [:] }
    var defaults: [String: VariableValue] { rows.defaults }
}

extension Playbook {
    /// A step that does not stand in this playbook, with the values that would hold in it.
    ///
    /// - Parameters:
    ///   - row: The kind of step.
    ///   - arguments: What is settled already; the rest comes from variables and defaults.
    ///   - host: The PC.
    /// - Returns: The step.
    /// - Throws: ``InvalidDocuments`` where a value is missing or cannot be used.
    public func step(
        _ row: StepDefinition,
        _ arguments: [String: ParameterValue] = [:],
        on host: Host
    ) throws(InvalidDocuments) -> any Step {
        let entry = BareEntry(
            rows: row.parameters.filter { arguments[$0.name] == nil },
            location: SourceLocation(file: file)
        )
        var scope = VariableScope(self, extraVariables: [:])
        let values = scope.values(of: entry, on: host)
        guard values.problems.isEmpty, values.missing.isEmpty else {
            throw InvalidDocuments(
                values.problems
                    + values.missing.map { parameter in
                        Problem(
                            at: entry.location,
                            "`\(row.kind)` needs `\(parameter.name)`",
                            hint: parameter.variable.map { "set `\($0)` in the inventory" }
                        )
                    }
            )
        }
        do throws(InvalidArgument) {
            return try row.make(ParameterValues(values.arguments.values.merging(arguments) { $1 }))
        } catch {
            throw InvalidDocuments([values.problem(error, in: entry, called: row.kind)])
        }
    }
}
