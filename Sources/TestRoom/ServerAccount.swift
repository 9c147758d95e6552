public import RoomModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The account and the key that log in to a server under test.
public struct ServerAccount: Sendable {
    /// The account running the tests; a server under test knows no other.
    public let user: UserName
    /// The unencrypted private key, OpenSSH format.
    public let privateKey: Secret
    /// The line for `authorized_keys`.
    public let publicKeyLine: String
    /// Where the private key lies, as long as the server runs.
    public let privateKeyPath: String

    /// Makes a key in a folder.
    ///
    /// - Parameters:
    ///   - folder: Where the key files go.
    ///   - type: `ssh-keygen -t`: `ed25519`, `ecdsa`, `rsa`.
    /// - Returns: The account.
    /// - Throws: Why the key could not be made.
    public static func make(in folder: ScratchFolder, type: String = "ed25519") async throws -> ServerAccount
    {
        let name = "client_\(type)"
        let path = "\(folder.path)/\(name)"
        try await ServerProcess.runTool(
            "ssh-keygen",
            ["-q", "-t", type, "-N", "", "-C", "siaga-test", "-f", path]
        )
        guard let entry = getpwuid(geteuid()), let user = entry.pointee.pw_name else {
            throw ServerProcess.Failure(description: "this account has no name")
        }
        return ServerAccount(
            user: try UserName(String(cString: user)),
            privateKey: Secret(try folder.read(name)),
            publicKeyLine: try folder.read("\(name).pub"),
            privateKeyPath: path
        )
    }
}
