/// What is offered in the key exchange: no modp Diffie-Hellman, no CBC, no SHA-1, no compression.
///
/// These are what libssh2 1.10 has that OpenSSH 9 and 10, Win32-OpenSSH and dropbear offer by default.
package struct MethodPreferences: Hashable, Sendable {
    /// Host key types this libssh2 can check, the preferred one first.
    package static let hostKeyTypes = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    ]

    /// Key exchanges (RFC 8731, RFC 5656).
    static let keyExchanges = [
        "curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384",
        "ecdh-sha2-nistp521",
    ]
    /// Ciphers (RFC 4344).
    static let ciphers = ["aes128-ctr", "aes256-ctr", "aes192-ctr"]
    /// MACs (RFC 6668).
    static let macs = ["hmac-sha2-256", "hmac-sha2-512"]

    /// The host key types asked for.
    package let hostKeyTypes: [String]

    /// Creates the offer.
    ///
    /// - Parameter known: The types on file for this PC; what libssh2 cannot check is dropped, and with nothing left
    ///   (or nothing on file) every type is offered.
    package init(known: [String] = []) {
        let usable = Self.hostKeyTypes.filter(known.contains)
        hostKeyTypes = usable.isEmpty ? Self.hostKeyTypes : usable
    }

    /// Whether fewer types are offered than this libssh2 has.
    package var isNarrowed: Bool { hostKeyTypes.count < Self.hostKeyTypes.count }
}
