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
