import Glibc
import LocalFiles
import NIOPosix
import OpenSSHFiles
import RoomModel

/// Reads private key files, each once, on a thread that may block.
enum KeyFileReader {
    /// What came of reading one file.
    enum Outcome: Sendable {
        /// A private key, and the text it was read from.
        case key(PrivateKeyFile, text: Secret)
        /// There is no such file.
        case missing
        /// The public half alone, under this name or with `.pub` behind it; an agent may hold the other.
        case publicHalf(PublicKey)
        /// Something is wrong with it.
        case unusable(Problem)
    }

    /// The longest key file read: 1 MiB, as OpenSSH's `MAX_KEY_FILE_SIZE`.
    private static let longest = 1 << 20

    /// Reads and judges `paths`; the results stand in the same order.
    static func outcomes(of paths: [String]) async -> [Outcome] {
        let outcomes = try? await NIOThreadPool.singleton.runIfActive { paths.map(outcome) }
        return outcomes ?? paths.map { _ in .missing }
    }

    private static func outcome(_ path: String) -> Outcome {
        func unusable(_ message: String, hint: String) -> Outcome {
            .unusable(Problem(.warning, at: SourceLocation(file: path.safe()), message, hint: hint))
        }
        let descriptor: CInt
        do throws(OrdinaryFile.Refusal) {
            descriptor = try OrdinaryFile.open(path, O_RDONLY)
        } catch {
            switch error {
            case .system(ENOENT): return publicHalf("\(path).pub").map(Outcome.publicHalf) ?? .missing
            case .system:
                return unusable("the key cannot be read", hint: "run `ls -l \(path.safe())` to see who may")
            case .folder, .other: return unusable("this is no key file", hint: "name a private key")
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size <= longest
        else { return unusable("this is no key file", hint: "name a private key") }
        let length = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let got = read(descriptor, buffer.baseAddress?.advanced(by: count), length - count)
                guard got > 0 else { return }
                count += got
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        do throws(PrivateKeyFile.Unusable) {
            let file = try PrivateKeyFile(text: text)
            // As ssh: only the owner's own files must be closed to others (`ssh(1)`, FILES), and only what is secret.
            guard status.st_uid != getuid() || status.st_mode & 0o077 == 0 else {
                let mode = String(status.st_mode & 0o777, radix: 8)
                return unusable(
                    "the key can be read by others (mode 0\(mode)), so it is not used",
                    hint:
                        "run `chmod 600 \(path.safe())`; a USB stick keeps no modes: copy the key to ~/.ssh first"
                )
            }
            return .key(file, text: Secret(text))
        } catch {
            switch error {
            case .notAKey:
                return unusable("this is no private key", hint: "name an OpenSSH or PEM private key")
            case .publicKey:
                if let key = PublicKey(line: text) { return .publicHalf(key) }
                return unusable("this is the public half of a key", hint: "name the file without `.pub`")
            case .puTTY:
                return unusable(
                    "this is a PuTTY key",
                    hint: "convert it: `puttygen \(path.safe()) -O private-openssh -o id_siaga`"
                )
            case .damaged:
                return unusable("the key file is cut or damaged", hint: "copy it again from where it works")
            }
        }
    }

    private static func publicHalf(_ path: String) -> PublicKey? {
        guard let descriptor = try? OrdinaryFile.open(path, O_RDONLY) else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        let count = read(descriptor, &bytes, bytes.count)
        return PublicKey(line: String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
    }
}

extension PublicKey {
    /// Reads the first line of a `.pub` file: type, base64, comment.
    fileprivate init?(line text: String) {
        let words = text.prefix { !$0.isNewline }.split(separator: " ")
        guard words.count >= 2, let key = PublicKey(base64: words[1]), key.type == words[0] else {
            return nil
        }
        self = key
    }
}
