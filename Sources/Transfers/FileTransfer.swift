public import Remoting
public import RoomModel

/// What is moved between this controller and each PC.
public protocol FileTransfer: Sendable {
    /// Whether it writes on the PCs.
    var changesPC: Bool { get }

    /// Moves it for one PC; what is in its place there already, or arrived in an earlier run, is not moved again.
    ///
    /// - Parameters:
    ///   - connection: A connection to the PC.
    ///   - host: The PC.
    ///   - limits: How long it may take.
    ///   - meter: Told what moves.
    ///   - stop: Asks to end behind the file under way.
    /// - Returns: What became of it.
    /// - Throws: ``TransportError`` when the PC was lost, or a file of this controller cannot be used.
    func move(
        over connection: any Connection,
        host: HostName,
        limits: TransferLimits,
        meter: TransferMeter,
        stop: StopSignal
    ) async throws(TransportError) -> TransferOutcome
}

/// How long a transfer with one PC may take.
public struct TransferLimits: Hashable, Sendable {
    /// The longest time in which no byte moves; hashing on a slow disk counts.
    public var silence: Duration
    /// The longest time for all of it.
    public var whole: Duration

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - silence: The longest time in which no byte moves (default 90 s).
    ///   - whole: The longest time for all of it (default 12 h: 4 GB over a line of 1 Mb/s).
    public init(silence: Duration = .seconds(90), whole: Duration = .seconds(43_200)) {
        self.silence = silence
        self.whole = whole
    }
}
