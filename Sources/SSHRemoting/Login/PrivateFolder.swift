import Glibc

/// A folder of mode 0700 that nobody else can look into, gone when it is removed.
struct PrivateFolder: Sendable {
    /// Its path.
    let path: String

    /// Makes the folder under `XDG_RUNTIME_DIR`, else `TMPDIR`, else `/tmp`; nil where that is not possible.
    ///
    /// The path stays short: a Unix socket's has at most 107 bytes (`unix(7)`).
    init?() {
        let variables: [String] = ["XDG_RUNTIME_DIR", "TMPDIR"]
        let folders = variables.compactMap { name in getenv(name).map { String(cString: $0) } } + ["/tmp"]
        for parent in folders where parent.utf8.count <= 80 {
            var template = "\(parent)/siaga-XXXXXX".utf8CString
            let made = template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            }
            if let made {
                path = made
                return
            }
        }
        return nil
    }

    /// Writes a program of mode 0700 into the folder.
    ///
    /// - Returns: Its path; nil where it could not be written.
    func writeProgram(_ name: String, _ text: String) -> String? {
        let program = "\(path)/\(name)"
        let descriptor = open(program, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o700)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        return write(descriptor, bytes, bytes.count) == bytes.count ? program : nil
    }

    /// Removes the folder with the named entries, whichever of them are there.
    func remove(_ entries: [String]) {
        for entry in entries { unlink("\(path)/\(entry)") }
        rmdir(path)
    }
}
