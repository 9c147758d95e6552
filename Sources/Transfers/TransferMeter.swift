public import RoomModel

/// Tells a board what is moving to or from one PC.
public struct TransferMeter: Sendable {
    private let host: HostName
    private let board: TransferBoard

    /// A meter.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - board: What it tells.
    public init(_ host: HostName, on board: TransferBoard) {
        self.host = host
        self.board = board
    }

    /// So many bytes are about to move.
    func begin(_ count: Int64) { board.begin(count, host) }

    /// So many bytes moved.
    func move(_ count: Int64) { board.move(count, host) }

    /// All bytes have moved, and are compared now.
    func compare() { board.set(.comparing, host) }
}
