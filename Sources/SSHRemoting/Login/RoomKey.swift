import RoomModel

/// A key that is ready to log in with.
struct RoomKey: Sendable {
    /// How it signs.
    let method: LoginMethod
    /// Its public half, to offer no key twice; nil where the file does not tell.
    let blob: [UInt8]?
    /// Whether only OpenSSH accepts its signatures (RSA).
    let needsOpenSSH: Bool

    /// A key that an agent signs with.
    init(_ signer: AgentSigner) {
        method = .signer(signer)
        blob = signer.keyBlob
        needsOpenSSH = signer.needsOpenSSH
    }

    /// A key from a file that was read.
    init(_ signer: FileSigner) {
        method = .signer(signer)
        blob = signer.publicKeyBlob
        needsOpenSSH = false
    }

    /// A key that libssh2 reads and signs with: PEM.
    init(text: Secret, name: String, blob: [UInt8]?) {
        method = .privateKey(text: text, name: name)
        self.blob = blob
        needsOpenSSH = false
    }
}
