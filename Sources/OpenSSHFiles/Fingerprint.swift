import Crypto

/// The short name of a public key that people compare: `SHA256:` and 43 characters, as `ssh-keygen -l` prints it.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The text, base64 without padding.
    public let description: String

    /// The fingerprint of a key as it goes over the wire (RFC 4253 §6.6).
    public init(of blob: some Sequence<UInt8>) {
        let padded = Base64.encode(SHA256.hash(data: Array(blob)))
        description = "SHA256:" + padded.prefix { $0 != "=" }
    }
}
