/// A measured or demanded value with its unit.
public enum Measure: Hashable, Sendable, Codable {
    /// Disk or memory.
    case bytes(ByteCount)
    /// A time that passed: a round trip, an answer.
    case duration(Duration)
    /// How far the PC's clock is ahead of the controller's (negative: behind).
    case clockOffset(Duration)
    /// A plain number.
    case count(Int)
    /// 0 to 100.
    case percent(Double)
    /// A version, a name, a zone, made safe for a terminal; `isCut`: more of it followed on the PC.
    case text(String, isCut: Bool = false)
}

/// What a check found, as a code with values that reports put into words.
///
/// The set is closed and shared by all checks, so that a new check needs no new wording.
public enum Finding: Hashable, Sendable, Codable {
    /// Met; what was measured, if a value says something.
    case met(Measure?)
    /// What was measured, where nobody says what is right; the room compares it.
    case compared(Measure)
    /// Another value than most PCs of the room have, where nobody says which is right.
    case unlikeMost(Measure, usual: Measure)
    /// Below a limit.
    case tooLow(Measure, minimum: Measure)
    /// Above a limit.
    case tooHigh(Measure, maximum: Measure)
    /// Another value than one of those demanded.
    case unexpected(Measure, expected: [Measure])
    /// Things that should be there and are not: files, programs.
    case missing([String])
    /// Things that are there and differ from the original.
    case altered([String])
    /// A change of the folder named was cut off between its two renames: both versions are whole, neither is in its place.
    case unfinished(String)
    /// Things that are there and should not be: programs, networks, screen savers.
    case unwanted([String])
    /// Who the PC says it is; the room compares it with the others.
    case identity(HostIdentity)
    /// What other PCs of the room have too, and only this one may have.
    case notUnique([SharedTrait])
    /// What was fetched over the network; the room adds it up.
    case transfer(Transfer)
    /// The account named may not do it: write into the folder named.
    case refused(account: String, path: String)
    /// Network endpoints that did not answer as they should.
    case unanswered([EndpointFailure])
    /// A server answers as it should, and nobody has said which key it must have; the key it showed, if it was seen.
    case notPinned(String?)
    /// Not measured, and why.
    case notMeasured(UnmeasuredReason)
    /// Without meaning on this PC, and why.
    case notApplicable(InapplicableReason)
}

/// One network endpoint that did not answer as it should.
public struct EndpointFailure: Hashable, Sendable, Codable {
    /// How it went wrong.
    public enum Fault: Hashable, Sendable, Codable {
        /// The name has no address.
        case nameNotFound
        /// The port is closed.
        case refused
        /// Nothing came in time.
        case timedOut
        /// No way to that network.
        case noRoute
        /// TLS could not be agreed, or the certificate is not the trusted one.
        case tls
        /// The certificate is another one than the pinned one.
        case certificateChanged
        /// It answered with this HTTP status.
        case status(Int)
        /// It answered, too late.
        case slow(Duration)
        /// Something else; the tool's exit code.
        case other(Int)
    }

    /// The endpoint: a URL, `host:port` or a name.
    public let endpoint: String
    /// How it went wrong.
    public let fault: Fault

    /// Creates a failure.
    public init(endpoint: String, fault: Fault) {
        self.endpoint = endpoint
        self.fault = fault
    }
}

/// Why a check has no result.
public enum UnmeasuredReason: Hashable, Sendable, Codable {
    /// The PC lacks the tools named, one of which would do.
    case needs([String])
    /// The fact took longer than its limit.
    case timedOut(Duration)
    /// The PC's answer made no sense; a short, safe excerpt, and whether more followed.
    case unreadable(String, isCut: Bool = false)
    /// The fact's script ended with this code.
    case failed(exitCode: Int)
    /// The account Siaga uses may not see or do this; what would be needed.
    case noRight(String)
    /// The answer ended before this fact.
    case notReported
    /// The Windows side of this check does not exist yet.
    case notYetOnWindows
    /// The thing measured does not exist on the PC; its path or name.
    case absent(String)
    /// Nobody can see it from afar; someone has to look at the PC.
    case notVisible(Obstacle)
    /// The clock it is held against, the controller's, is itself wrong; how far the PC's is ahead of it.
    case controllerClock(Duration)
}

/// Why a check does not apply.
public enum InapplicableReason: Hashable, Sendable, Codable {
    /// The parameter or variable named is not set.
    case notConfigured(String)
    /// It has no meaning on this operating system.
    case platform
    /// It belongs to the other exam mode.
    case mode
}
