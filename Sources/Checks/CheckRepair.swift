public import RoomModel

/// The step that puts right what a check finds, for `siaga fix`: its kind and what a playbook would write behind it.
public struct CheckRepair: Hashable, Sendable {
    /// The step's key in a playbook: `clock`.
    public let step: String
    /// Its parameters.
    public let arguments: [String: ParameterValue]

    /// Creates a repair.
    public init(_ step: String, _ arguments: [String: ParameterValue] = [:]) {
        self.step = step
        self.arguments = arguments
    }
}
