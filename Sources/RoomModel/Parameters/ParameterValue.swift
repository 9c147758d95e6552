/// A validated value of a parameter.
public enum ParameterValue: Hashable, Sendable {
    /// For `.bytes`.
    case bytes(ByteCount)
    /// For `.duration`.
    case duration(Duration)
    /// For `.percent`, 0 to 100.
    case percent(Double)
    /// For `.count`.
    case count(Int)
    /// For `.text`, `.choice` and `.content`.
    case text(String)
    /// For `.texts`.
    case texts([String])
    /// For `.counts`.
    case counts([Int])
    /// For `.flag`.
    case flag(Bool)
    /// For `.file`.
    case file(ControllerFile)
}

/// A file of the controller that a playbook names, read before any PC is contacted.
public struct ControllerFile: Hashable, Sendable {
    /// The path as the playbook gives it.
    public let path: String
    /// Where it lies, from the root, links resolved.
    public let place: String
    /// What is in it; of a template, with everything inserted.
    public let bytes: [UInt8]

    /// Creates the record; without a `place` that is the path.
    public init(path: String, place: String? = nil, bytes: [UInt8]) {
        self.path = path
        self.place = place ?? path
        self.bytes = bytes
    }
}
