/// Bytes that are made as they are wanted: what a command reads.
///
/// A command also sees the end of its input when the connection is lost: it must know by itself how much was to come.
public protocol ByteSource: Sendable {
    /// Makes the next bytes; called again only once there is room for more.
    ///
    /// Must not block its thread (a file is read off the cooperative pool), and returns soon after its task is cancelled.
    ///
    /// - Returns: The bytes, best 32 to 256 KiB at once; nil at the end.
    /// - Throws: ``TransportError``, `.controllerFile` for a file; the command is given up and the error is passed on.
    func next() async throws(TransportError) -> [UInt8]?
}

/// Whoever takes what a command prints, as it comes.
public protocol ByteSink: Sendable {
    /// Takes the next bytes; while it does, at most some hundred KiB are read ahead, and then the PC waits.
    ///
    /// Must not block its thread, and returns soon after its task is cancelled.
    ///
    /// - Parameter bytes: Some bytes, in order.
    /// - Throws: ``TransportError``, `.controllerFile` for a file; the command is given up and the error is passed on.
    func take(_ bytes: [UInt8]) async throws(TransportError)
}
