public import RoomModel

/// Something measured on a PC: once a scan, however many checks and steps ask for it.
///
/// Two facts are the same when type and ``arguments`` are equal. Script bodies depend only on Siaga's version and the
/// platform; arguments travel as data.
public protocol Fact: Hashable, Sendable {
    /// What a reading yields.
    associatedtype Reading: Sendable

    /// The fact's name in the probe: `disk.free`; letters, digits, `.`, `-`.
    static var id: String { get }

    /// How it is measured on each platform.
    static var fragments: Fragments { get }

    /// The longest the measuring may take on the PC (default 10 s).
    static var limit: Duration { get }

    /// Whether its POSIX fragment tries again and says so with a line `attempts N` (default: no).
    static var countsAttempts: Bool { get }

    /// Whether its POSIX fragment waits for nothing: no network, no other program's answer, no disk but the system's own
    /// (default: no).
    ///
    /// Such facts without arguments run one behind the other in one process on the PC; a fact that hung would take
    /// those behind it along.
    static var isImmediate: Bool { get }

    /// What the fragment is told, in order; never pasted into a script. Newlines and NUL are refused by the probe.
    var arguments: [String] { get }

    /// Reads what the POSIX fragment printed: pure, strict, tested on recorded output.
    ///
    /// - Parameter output: The fragment's lines and exit code.
    /// - Returns: The typed value.
    /// - Throws: ``Unmeasured`` when the output makes no sense; a fact is never guessed.
    func read(_ output: PosixOutput) throws(Unmeasured) -> Reading

    /// Reads the JSON value the Windows fragment returned.
    ///
    /// - Parameter value: The value; `null` where the PC could not tell.
    /// - Returns: The typed value.
    /// - Throws: ``Unmeasured`` when the value makes no sense.
    func read(_ value: JSONValue) throws(Unmeasured) -> Reading
}

extension Fact {
    /// 10 seconds.
    public static var limit: Duration { .seconds(10) }

    /// Most facts are measured once.
    public static var countsAttempts: Bool { false }

    /// Most facts may have to wait.
    public static var isImmediate: Bool { false }

    /// Most facts need no arguments.
    public var arguments: [String] { [] }

    /// For facts whose Windows side does not exist yet.
    public func read(_ value: JSONValue) throws(Unmeasured) -> Reading {
        throw Unmeasured(.notYetOnWindows)
    }
}

/// How a fact is measured on each platform.
public struct Fragments: Sendable {
    /// The body of a POSIX shell function: arguments in `"$@"`, results as lines on stdout, stdin is `/dev/null`.
    ///
    /// Exit 0 when measured; ``PosixOutput/needsTools`` (69, EX_UNAVAILABLE) after printing the missing tools' names,
    /// ``PosixOutput/noRight`` (77, EX_NOPERM), anything else is a failure (sysexits.h).
    public let posix: String
    /// The body of a JScript (ES3) function of `args` that returns a value, with the helpers that
    /// ``WindowsScript`` lists; nil: not yet on Windows.
    public let windows: String?

    /// Creates the pair.
    public init(posix: String, windows: String? = nil) {
        self.posix = posix
        self.windows = windows
    }
}

/// What a POSIX fragment printed.
public struct PosixOutput: Hashable, Sendable {
    /// The exit code that says a tool is missing (EX_UNAVAILABLE, sysexits.h); the lines name the tools.
    public static let needsTools = 69
    /// The exit code that says the account lacks the right (EX_NOPERM, sysexits.h).
    public static let noRight = 77

    /// The lines, without their ends.
    public let lines: [String]
    /// The fragment's exit code.
    public let exitCode: Int

    /// Creates the output.
    public init(lines: [String], exitCode: Int = 0) {
        self.lines = lines
        self.exitCode = exitCode
    }

    /// The one line of a fact that prints exactly one.
    ///
    /// - Throws: ``Unmeasured`` when there is none or more than one.
    public func singleLine() throws(Unmeasured) -> String {
        guard lines.count == 1 else { throw unreadable() }
        return lines[0]
    }

    /// The error for output that makes no sense, with a short, safe excerpt.
    public func unreadable() -> Unmeasured {
        Unmeasured(.nonsense(lines.joined(separator: " ").excerpt(limit: 80)))
    }
}

/// A fact without a value, and why.
public struct Unmeasured: Error, Hashable, Sendable {
    /// Why.
    public let reason: UnmeasuredReason

    /// Creates the error.
    public init(_ reason: UnmeasuredReason) {
        self.reason = reason
    }

    /// What the PC said instead, or what it lacks; nil where the reason says it all.
    public var words: String? {
        switch reason {
        case .unreadable(let excerpt, _): excerpt
        case .needs(let tools): tools.joined(separator: ", ").safe(limit: 80)
        case .noRight(let right): right
        default: nil
        }
    }
}
