public import Bundles
import RoomModel
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Signs manifests and checks signatures with `ssh-keygen -Y` (ssh-keygen(1)), for the namespace `siaga-bundle`.
public struct SignatureTool: Sendable {
    /// What a signature proves.
    public enum Trust: Hashable, Sendable {
        /// It is by a key of the room's `allowed_signers`, under this name.
        case trusted(signer: String)
        /// It is whole, but the key is nobody's we know: its fingerprint, `SHA256:…`.
        case unknownKey(fingerprint: String)
        /// There is none.
        case unsigned
    }

    /// What the signatures are for, so that none of another purpose counts.
    public static let namespace = "siaga-bundle"

    /// Creates the tool.
    public init() {}

    /// Signs `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: The manifest.
    ///   - key: A private key's file, or a public key's whose private part an agent holds.
    /// - Returns: The armoured signature.
    /// - Throws: ``BundleError`` `.signature` with what ssh-keygen says.
    public func sign(_ bytes: [UInt8], key: String) async throws(BundleError) -> [UInt8] {
        let ended = try await run(["-Y", "sign", "-f", key, "-n", Self.namespace], input: bytes)
        guard ended.isSuccess, !ended.output.isEmpty else {
            throw BundleError(
                .signature,
                Localized(
                    id: "kunci \(key.safe()) tidak bisa menandatangani (\(ended.reason))",
                    en: "the key \(key.safe()) cannot sign: \(ended.reason)"
                ),
                hint: Localized(
                    id: "sebutkan kunci SSH dengan --key, misalnya --key \(RoomKeyFile.path)",
                    en: "name an SSH key with --key, for example --key \(RoomKeyFile.path)"
                )
            )
        }
        return Array(ended.output.utf8)
    }

    /// Checks a signature.
    ///
    /// - Parameters:
    ///   - signature: A file with the armoured signature.
    ///   - bytes: What it must be of.
    ///   - allowedSigners: The room's file (ssh-keygen(1), "ALLOWED SIGNERS"); nil where there is none.
    /// - Returns: What it proves.
    /// - Throws: ``BundleError`` `.signature` for one that is of other bytes or none at all: that is never accepted.
    public func check(
        signature: String,
        of bytes: [UInt8],
        allowedSigners: String?
    ) async throws(BundleError) -> Trust {
        if let allowedSigners {
            let found = try await run(
                ["-Y", "find-principals", "-s", signature, "-f", allowedSigners],
                input: []
            )
            for signer in found.output.split(separator: "\n").map(String.init) where found.isSuccess {
                let words = [
                    "-Y", "verify", "-f", allowedSigners, "-I", signer, "-n", Self.namespace, "-s", signature,
                ]
                if try await run(words, input: bytes).isSuccess { return .trusted(signer: signer) }
            }
        }
        let whole = try await run(
            ["-Y", "check-novalidate", "-n", Self.namespace, "-s", signature],
            input: bytes
        )
        guard whole.isSuccess else {
            throw BundleError(
                .signature,
                Localized(
                    id: "tanda tangan tidak cocok dengan isinya: berkas ini diubah atau rusak",
                    en: "the signature is not of this content: the file was changed or is damaged"
                ),
                hint: Localized(
                    id: "minta berkasnya sekali lagi kepada pengirim",
                    en: "ask the sender for the file once more"
                )
            )
        }
        let words = whole.output.split { $0 == " " || $0 == "\n" }
        return .unknownKey(fingerprint: words.last { $0.hasPrefix("SHA256:") }.map(String.init) ?? "?")
    }

    private struct Ended {
        let isSuccess: Bool
        let output: String
        let reason: String
    }

    private func run(_ words: [String], input: [UInt8]) async throws(BundleError) -> Ended {
        do {
            let ended = try await Subprocess.run(
                .name("ssh-keygen"),
                arguments: Arguments(words),
                input: .array(input),
                output: .string(limit: 1 << 16),
                error: .string(limit: 1 << 16)
            )
            let reason = ended.standardError.split(separator: "\n").last.map(String.init) ?? "?"
            return Ended(
                isSuccess: ended.terminationStatus.isSuccess,
                output: ended.standardOutput,
                reason: reason.safe()
            )
        } catch {
            throw BundleError(
                .signature,
                Localized(id: "ssh-keygen tidak bisa dijalankan", en: "ssh-keygen cannot be started"),
                hint: Localized(id: "pasang paket openssh-client", en: "install the package openssh-client")
            )
        }
    }
}
