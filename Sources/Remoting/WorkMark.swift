/// What work on a PC is found by among its processes, as long as it runs or its end is not proved.
///
/// The shell that waits for the work and the guardian that ends it bear this word in `/proc/PID/cmdline`; the work itself
/// does not, so that what it leaves in the background on purpose is not taken for it.
public struct WorkMark: Hashable, Sendable {
    /// The word: letters, digits, `:`.
    public let text: String
    /// Whether the work is ended too when the connection is lost, and not only past its deadline.
    public let endsWithConnection: Bool

    private init(_ text: String, endsWithConnection: Bool = true) {
        self.text = text
        self.endsWithConnection = endsWithConnection
    }

    /// A command that somebody asked for.
    public static let command = WorkMark("siaga:command")

    /// A step that changes the PC.
    public static let step = WorkMark("siaga:step")

    /// A step that the loss of the connection must not cut in the middle: its deadline ends it.
    public static let stepBeyondConnection = WorkMark("siaga:step", endsWithConnection: false)

    /// The same work, to be found by the claim that it is done under.
    ///
    /// - Parameter token: The claim's own digits.
    /// - Returns: The mark with the token.
    public func under(_ token: String) -> WorkMark {
        WorkMark("\(text):\(token)", endsWithConnection: endsWithConnection)
    }
}

/// What is known of the processes of work whose deadline passed, or whose connection broke off.
public enum WorkState: Hashable, Sendable {
    /// They were ended, and none is left: the PC has said so.
    case ended
    /// They may still run.
    case mayRun
}
