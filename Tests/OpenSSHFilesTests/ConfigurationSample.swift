import FoundationEssentials
import OpenSSHFiles
import Testing

/// One configuration and one question about it.
struct ConfigurationSample: Sendable, CustomTestStringConvertible {
    let name: String
    /// The text of the main file; `@` stands for the folder it is in.
    let text: String
    var host = "pc07"
    var user: String?
    var port: Int?
    /// Further files of the folder, by name.
    var files: [String: String] = [:]
    /// The lines `ssh` must refuse; empty where it must not.
    var refusedLines: [Int] = []

    init(
        _ name: String,
        _ text: String,
        host: String = "pc07",
        user: String? = nil,
        port: Int? = nil,
        files: [String: String] = [:],
        refused: [Int] = []
    ) {
        self.name = name
        self.text = text
        self.host = host
        self.user = user
        self.port = port
        self.files = files
        refusedLines = refused
    }

    var testDescription: String { name }

    /// The words of the command line behind `-F FILE`.
    var words: [String] {
        (user.map { ["-l", $0] } ?? []) + (port.map { ["-p", String($0)] } ?? []) + [host]
    }

    var query: ClientConfiguration.Query {
        ClientConfiguration.Query(host: host, user: user, port: port)
    }

    /// Writes all files.
    ///
    /// - Returns: The path of the main one.
    func write(to folder: String) throws -> String {
        func write(_ text: String, _ name: String) throws -> String {
            let path = "\(folder)/\(name)"
            try text.replacing("@folder", with: folder).write(
                toFile: path,
                atomically: false,
                encoding: .utf8
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return path
        }
        for (name, text) in files { _ = try write(text, name) }
        return try write(text, "config")
    }
}
