/// A value that is of the right kind and still cannot be used.
public struct InvalidArgument: Error, Hashable, Sendable {
    /// The parameter's name.
    public let parameter: String
    /// What is wrong, lower case, no full stop.
    public let message: String
    /// What to write instead.
    public let hint: String?

    /// Creates the error.
    public init(_ parameter: String, _ message: String, hint: String? = nil) {
        self.parameter = parameter
        self.message = message
        self.hint = hint
    }
}

extension InvalidArgument {
    /// A path that is reserved, as a playbook is told.
    package init(_ name: String, reserved text: String, _ use: ReservedPath.Use) {
        self.init(
            name,
            "`\(text.safe(limit: 100))` belongs to the system, or to a person",
            hint: use == .whole
                ? "nothing takes its place; name a folder of its own, such as /opt/anbk"
                : "name a file or folder inside it"
        )
    }
}
