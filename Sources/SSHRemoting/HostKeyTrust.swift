public import RoomModel

/// Decides whether a host key is the one on file.
public protocol HostKeyTrust: Sendable {
    /// The types of the keys on file for a PC, so that the server is asked for one of those.
    ///
    /// - Parameter host: The PC.
    /// - Returns: SSH key types (`ssh-ed25519`), also those libssh2 cannot check; empty when nothing is on file.
    func knownKeyTypes(host: Host) -> [String]

    /// Judges the key a server has shown and proved to own.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - keyType: The key's SSH type.
    ///   - blob: The key as it went over the wire.
    /// - Returns: What the files say.
    func judge(host: Host, keyType: String, blob: [UInt8]) -> HostKeyJudgement
}

/// What the files say about a host key.
public enum HostKeyJudgement: Hashable, Sendable {
    /// It is on file for this PC.
    case known
    /// Nothing is on file for this PC; the other PCs the key is filed under, if any.
    case unknown(belongsTo: [HostName] = [])
    /// Another key is on file for this PC.
    case changed(trustedFingerprints: [String], belongsTo: [HostName] = [])
    /// It is marked `@revoked`.
    case revoked
    /// Only keys of types that cannot be checked are on file.
    case unverifiable(types: [String], trustedFingerprints: [String] = [])
    /// The line that names the PC cannot be read.
    case damaged(at: SourceLocation)
}
