import FoundationEssentials

/// The package's own files.
enum SourceTree {
    /// One source file.
    struct File: CustomStringConvertible {
        /// From the package's top: `Sources/Remoting/Connector.swift`.
        let path: String
        /// As it is on disk.
        let text: String
        /// Its code; empty for a C file.
        let code: SourceText

        init(path: String, text: String) {
            self.path = path
            self.text = text
            code = SourceText(path.hasSuffix(".swift") ? text : "")
        }

        /// The folder under `Sources` or `Tests`.
        var target: String { String(path.split(separator: "/")[1]) }
        var isTest: Bool { path.hasPrefix("Tests/") }
        var isSwift: Bool { path.hasSuffix(".swift") }
        var description: String { path }
    }

    /// The package's top folder.
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        .joined(separator: "/")

    /// Every Swift and C file under `Sources` and `Tests`, read once.
    static func files() throws -> [File] { try read.get() }

    private static let read = Result {
        try ["Sources", "Tests"].flatMap { top in
            try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(top)")
                .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".c") || $0.hasSuffix(".h") }
                .sorted()
                .map { try File(path: "\(top)/\($0)", text: text(at: "\(top)/\($0)")) }
        }
    }

    /// The text of one of the package's files.
    static func text(at path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }
}
