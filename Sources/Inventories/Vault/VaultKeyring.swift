import Crypto
import CryptoExtras
public import RoomModel
import Synchronization

/// The vault passwords of an invocation, and what was opened with them.
///
/// Each text is opened at most once, and only when something needs it: a key costs 10,000 rounds of SHA-256.
public final class VaultKeyring: Sendable {
    /// One password and the name it goes by.
    public struct Password: Hashable, Sendable {
        /// The vault id; nil for a password without one.
        public let label: String?
        /// The password.
        public let secret: Secret

        /// Creates the pair.
        public init(label: String? = nil, secret: Secret) {
            self.label = label
            self.secret = secret
        }
    }

    private let passwords: [Password]
    private let opened = Mutex<[String: Result<[UInt8], VaultFault>]>([:])

    /// Creates a keyring; without passwords everything stays closed.
    public init(_ passwords: [Password] = []) {
        self.passwords = passwords
    }

    /// The text of an inline `!vault` value.
    func secret(_ vaultText: String) throws(VaultFault) -> Secret {
        guard let text = String(validating: try bytes(vaultText), as: UTF8.self) else { throw .notText }
        return Secret(text)
    }

    /// What was encrypted; each text is opened once.
    func bytes(_ vaultText: String) throws(VaultFault) -> [UInt8] {
        if let known = opened.withLock({ $0[vaultText] }) { return try known.get() }
        let result = Result { () throws(VaultFault) in try open(VaultText(vaultText)) }
        opened.withLock { $0[vaultText] = result }
        return try result.get()
    }

    /// Tries the password the label names first, then every other, as Ansible does.
    private func open(_ text: VaultText) throws(VaultFault) -> [UInt8] {
        guard !passwords.isEmpty else { throw .noPassword }
        let named = passwords.filter { $0.label != nil && $0.label == text.label }
        for password in named + passwords.filter({ !named.contains($0) }) {
            if let bytes = try Self.open(text, with: password.secret) { return bytes }
        }
        throw .wrongPassword
    }

    /// What was encrypted; nil with another password.
    ///
    /// PBKDF2 with HMAC-SHA256 and 10,000 rounds makes 80 bytes: 32 for AES, 32 for the digest over the cipher text, 16 for
    /// the first counter (`ansible.parsing.vault`, `VaultAES256`); PKCS #7 padding to 16 bytes (RFC 5652 §6.3).
    private static func open(_ text: VaultText, with password: Secret) throws(VaultFault) -> [UInt8]? {
        do {
            let derived = try KDF.Insecure.PBKDF2.deriveKey(
                from: password.reveal { Array($0.utf8) },
                salt: text.salt,
                using: .sha256,
                outputByteCount: 80,
                unsafeUncheckedRounds: 10_000
            )
            let keys = derived.withUnsafeBytes { Array($0) }
            let isGenuine = HMAC<SHA256>.isValidAuthenticationCode(
                text.digest,
                authenticating: text.cipherText,
                using: SymmetricKey(data: keys[32..<64])
            )
            guard isGenuine else { return nil }
            let padded = try AES._CTR.decrypt(
                text.cipherText,
                using: SymmetricKey(data: keys[..<32]),
                nonce: AES._CTR.Nonce(nonceBytes: keys[64...])
            )
            guard let padding = padded.last, (1...16).contains(padding), padded.count >= padding,
                padded.suffix(Int(padding)).allSatisfy({ $0 == padding })
            else { throw VaultFault.damaged }
            return Array(padded.dropLast(Int(padding)))
        } catch let fault as VaultFault {
            throw fault
        } catch {
            throw .damaged
        }
    }
}
