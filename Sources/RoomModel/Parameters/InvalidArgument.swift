/// A value that is of the right kind and still cannot be used.
public struct InvalidArgument: Error, Hashable, Sendable {
    /// The parameter's name.
    public let parameter: String
    /// What is wrong, lower case, no full stop.
    public let message: String
    /// What to write instead.
    public let hint: String?
    /// Where what is wrong stands, if not in the value itself: in that of a variable which it inserts.
    public private(set) var place: SourceLocation?
    /// The other parameters without whose values it would not be wrong.
    public let besides: [String]
    /// Both in the two languages, where a teacher reads them.
    private let localized: Sentences?

    private struct Sentences: Hashable, Sendable {
        let message: Localized
        let hint: Localized?
    }

    /// Creates the error.
    public init(
        _ parameter: String,
        _ message: String,
        hint: String? = nil,
        at place: SourceLocation? = nil,
        besides: [String] = []
    ) {
        self.parameter = parameter
        self.message = message
        self.hint = hint
        self.place = place
        self.besides = besides
        localized = nil
    }

    /// Creates an error that a teacher reads.
    public init(_ parameter: String, _ message: Localized, hint: Localized?, besides: [String] = []) {
        self.parameter = parameter
        self.message = message.en
        self.hint = hint?.en
        self.besides = besides
        localized = Sentences(message: message, hint: hint)
    }

    /// The error as a problem of a document.
    ///
    /// - Parameters:
    ///   - location: Where the value stands.
    ///   - name: What the value belongs to, said before the sentence; nil: nothing.
    ///   - hint: What to do where the error does not say.
    /// - Returns: The problem, in every language the error has.
    public func problem(at location: SourceLocation, of name: String? = nil, hint: String? = nil) -> Problem {
        let location = place ?? location
        let lead = name.map { "`\($0)`: " } ?? ""
        guard let localized else {
            return Problem(at: location, lead + message, hint: self.hint ?? hint)
        }
        return Problem(
            at: location,
            Localized(id: lead + localized.message.id, en: lead + localized.message.en),
            hint: localized.hint
        )
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
