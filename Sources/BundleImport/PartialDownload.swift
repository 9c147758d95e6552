import Bundles
import Glibc
import LocalFiles

/// The part of a download that arrived, and which version of the file it is of.
struct PartialDownload {
    /// The folder it is in.
    let folder: String
    /// Where the bytes are.
    let path: String
    private var markPath: String { "\(path).version" }

    init(folder: String, address: String) {
        self.folder = folder
        path = "\(folder)/\(ContentHash(of: Array(address.utf8)).description.prefix(32)).download"
    }

    /// How many bytes arrived.
    var size: Int64 {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : 0
    }

    /// What the server called this version (a strong ETag or a date, RFC 9110 §13.1.5); nil where it did not say.
    var version: String? {
        guard OrdinaryFile.refusal(at: markPath) == nil, let file = fopen(markPath, "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = fread(&bytes, 1, bytes.count, file)
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        return text.isEmpty ? nil : text
    }

    /// Opens the bytes for writing behind the last one, or from the start on.
    ///
    /// - Throws: Why it cannot be written, or what stands there.
    func open(appending: Bool) throws(OrdinaryFile.Refusal) -> CInt {
        try OrdinaryFile.open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | (appending ? O_APPEND : O_TRUNC))
    }

    /// Notes the version; nil: one that cannot be continued.
    func note(version: String?) {
        unlink(markPath)
        guard let version, let file = fopen(markPath, "wxe") else { return }
        fwrite(version, 1, version.utf8.count, file)
        fclose(file)
    }

    /// Forgets all of it.
    func remove() {
        unlink(path)
        unlink(markPath)
    }
}
