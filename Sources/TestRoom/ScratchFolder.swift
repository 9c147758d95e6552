import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A private folder (mode 0700) that is gone afterwards.
public struct ScratchFolder: Sendable {
    /// Its absolute path.
    public let path: String

    /// Makes a folder, lends it to `body` and removes it.
    ///
    /// - Parameters:
    ///   - isolation: The caller's.
    ///   - body: What needs the folder.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or why the folder could not be made.
    public static func with<Result>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (ScratchFolder) async throws -> Result
    ) async throws -> Result {
        let parent = FileManager.default.temporaryDirectory.path
        // Of one length always, so that lines with it in them break alike.
        let name = "siaga-\(String(UInt64.random(in: 1 << 63 ... .max), radix: 36))"
        let folder = ScratchFolder(path: parent.hasSuffix("/") ? parent + name : "\(parent)/\(name)")
        try FileManager.default.createDirectory(
            atPath: folder.path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        return try await body(folder)
    }

    /// Writes a file of mode 0600.
    ///
    /// - Parameters:
    ///   - text: Its contents.
    ///   - name: Its name in the folder.
    /// - Returns: Its path.
    /// - Throws: Why it could not be written.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        return file
    }

    /// Reads a file.
    ///
    /// - Parameter name: Its name in the folder.
    /// - Returns: Its contents.
    /// - Throws: Why it could not be read.
    public func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
    }
}
