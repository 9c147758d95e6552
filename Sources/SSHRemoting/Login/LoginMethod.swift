public import Remoting
public import RoomModel

/// Something to log in with.
public enum LoginMethod: Sendable {
    /// The text of an unencrypted ed25519 or ECDSA key, OpenSSH or PEM; libssh2 signs. The name is for messages.
    case privateKey(text: Secret, name: String)
    /// A key signs that was read before, or that is held elsewhere.
    case signer(any Signer)
    /// A password.
    case password(Secret)
}

/// Signs for a login.
public protocol Signer: Sendable {
    /// The key as sent to the server; its type string may be `rsa-sha2-512`.
    var publicKeyBlob: [UInt8] { get }

    /// What messages call it.
    var name: String { get }

    /// Signs `data`.
    ///
    /// - Parameter data: What the server will check (RFC 4252 §7).
    /// - Returns: The SSH signature blob: string type, string signature.
    /// - Throws: ``TransportError`` when the key's holder does not sign.
    func sign(_ data: [UInt8]) async throws(TransportError) -> [UInt8]
}

/// What a run logs in with; asked once per PC, after the host key was accepted.
public protocol LoginSource: Sendable {
    /// Refuses a PC there is nothing to log in to with, before the network is touched.
    ///
    /// - Throws: ``TransportError`` `.keyUnusable` or `.noCredentials`.
    func check(_ host: Host) async throws(TransportError)

    /// The methods to try, in order.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - serverIdentification: What the server calls itself, without `SSH-2.0-`.
    /// - Returns: The methods; none means there is nothing to log in with.
    /// - Throws: ``TransportError`` when a key cannot be used.
    func methods(for host: Host, serverIdentification: String) async throws(TransportError) -> [LoginMethod]

    /// Hears that `host` refused the password.
    func passwordRefused(by host: HostName) async

    /// Hears that `host` said nothing about the password: it was not asked, or its answer will never come.
    func passwordUndecided(by host: HostName) async

    /// Hears that `method` let Siaga in; the password of other PCs may wait for it.
    func loggedIn(to host: HostName, by method: LoginMethod) async
}

extension LoginSource {
    /// Refuses nobody.
    public func check(_ host: Host) async throws(TransportError) {}

    /// Waits for no answer.
    public func passwordUndecided(by host: HostName) async {}

    /// Draws no conclusion.
    public func loggedIn(to host: HostName, by method: LoginMethod) async {}
}
