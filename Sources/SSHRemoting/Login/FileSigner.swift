import OpenSSHFiles
import Remoting
import RoomModel

/// A key from a file that was read once; each login costs one signature.
struct FileSigner: Signer {
    let name: String
    let key: SigningKey

    var publicKeyBlob: [UInt8] { key.publicKey.blob }

    func sign(_ data: [UInt8]) async throws(TransportError) -> [UInt8] {
        do {
            return try key.signature(for: data)
        } catch {
            throw TransportError(
                .keyUnusable,
                in: .login,
                "the key `\(name)` does not sign",
                hint: "make another one: `\(RoomKeyFile.making)`"
            )
        }
    }
}
