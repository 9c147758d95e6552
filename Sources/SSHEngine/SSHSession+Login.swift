import CLibSSH2
package import RoomModel

extension SSHSession {
    /// Logs in with a private key whose text is at hand (RFC 4252 §7).
    ///
    /// - Parameters:
    ///   - user: The account.
    ///   - key: The text of an unencrypted key file, OpenSSH or PEM.
    /// - Returns: Whether it is done.
    /// - Throws: ``SSHFailure`` `.loginRefused`, `.keyUnusable` or worse.
    package func login(as user: UserName, privateKey key: Secret) throws(SSHFailure) -> Bool {
        try begin()
        let name = user.description
        let code = key.reveal { text in
            unsafe libssh2_userauth_publickey_frommemory(
                raw,
                name,
                name.utf8.count,
                nil,
                0,
                text,
                text.utf8.count,
                nil
            )
        }
        return try isDone(code)
    }

    /// Logs in with a key that signs elsewhere.
    ///
    /// When it is not done and ``dataToSign`` has something, hand the signature to ``provide(signature:)`` and try again.
    ///
    /// - Parameters:
    ///   - user: The account.
    ///   - publicKey: The key as it goes to the server; its type string names the signature algorithm.
    /// - Returns: Whether it is done.
    /// - Throws: ``SSHFailure`` `.loginRefused` or worse.
    package func login(as user: UserName, publicKey: [UInt8]) throws(SSHFailure) -> Bool {
        try begin()
        let code = unsafe libssh2_userauth_publickey(
            raw,
            user.description,
            publicKey,
            publicKey.count,
            SessionContext.sign,
            libssh2_session_abstract(raw)
        )
        return try isDone(code)
    }

    /// What has to be signed for the login to go on.
    package var dataToSign: [UInt8]? { context.signature == nil ? context.dataToSign : nil }

    /// Takes the signature of ``dataToSign``.
    ///
    /// - Parameter blob: As an agent returns it: string type, string signature (RFC 4253 §6.6).
    /// - Throws: ``SSHFailure`` `.keyUnusable` when it has another shape.
    package func provide(signature blob: [UInt8]) throws(SSHFailure) {
        guard let typeLength = blob.bigEndian32(at: 0),
            let length = blob.bigEndian32(at: 4 + typeLength),
            blob.count == 8 + typeLength + length
        else { throw SSHFailure(.keyUnusable, "the agent's signature has no shape that SSH knows") }
        context.signature = Array(blob[(8 + typeLength)...])
    }

    /// Logs in with a password (RFC 4252 §8).
    ///
    /// - Parameters:
    ///   - user: The account.
    ///   - password: The password.
    /// - Returns: Whether it is done.
    /// - Throws: ``SSHFailure`` `.loginRefused`, `.passwordExpired` or worse.
    package func login(as user: UserName, password: Secret) throws(SSHFailure) -> Bool {
        try begin()
        let name = user.description
        let code = password.reveal { text in
            unsafe libssh2_userauth_password_ex(
                raw,
                name,
                UInt32(name.utf8.count),
                text,
                UInt32(text.utf8.count),
                nil
            )
        }
        return try isDone(code)
    }

    /// Asks which ways to log in the server has, `publickey,password` (RFC 4252 §5.2).
    ///
    /// - Parameter user: The account.
    /// - Returns: The names, empty when the server wants no login at all; nil: not yet.
    /// - Throws: ``SSHFailure`` when the connection is gone.
    package func loginMethods(for user: UserName) throws(SSHFailure) -> String? {
        try begin()
        let name = user.description
        if let names = unsafe libssh2_userauth_list(raw, name, UInt32(name.utf8.count)) {
            return unsafe String(cString: names)
        }
        if unsafe libssh2_userauth_authenticated(raw) != 0 { return "" }
        _ = try isDone(unsafe libssh2_session_last_errno(raw))
        return nil
    }
}

extension [UInt8] {
    /// A length field: uint32, most significant byte first (RFC 4251 §5).
    func bigEndian32(at offset: Int) -> Int? {
        guard offset >= 0, offset + 4 <= count else { return nil }
        return self[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
