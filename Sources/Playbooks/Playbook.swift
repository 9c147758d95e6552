public import Checks
public import Documents
public import RoomModel

/// What is to be checked in a room, as a file says it; validated, not yet planned for any PC.
public struct Playbook: Sendable {
    /// The keys a playbook may have.
    static let keys = ["name", "hosts", "vars", "checks", "room", "steps", "verify"]

    /// The file, or the name of a built-in playbook.
    public let file: String
    /// What people call it.
    public let name: String
    /// Which PCs it is for, where the command names none (default `clients`).
    public let hosts: HostPattern
    /// Its own variables, weaker than the inventory's.
    public let variables: [String: Variable]
    /// What it says of the room where the inventory is silent.
    let room: [String: Variable]
    let checks: [PlaybookCheck]
    /// The text as it was read.
    public let text: String
    /// The text it was read from, for showing lines.
    let document: Document

    /// What it says of the room where the inventory is silent.
    public var profile: RoomProfile {
        var settings = RoomSettings(room)
        return settings.profile(named: "")
    }

    /// How many entries stand under `checks:`.
    public var checkCount: Int { checks.count }

    /// Reads and checks a playbook.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes.
    ///   - file: The file's path as the user gave it.
    ///   - catalogue: The checks there are.
    /// - Throws: ``InvalidDocuments`` with every problem.
    public init(_ bytes: [UInt8], file: String, catalogue: [CheckDefinition]) throws(InvalidDocuments) {
        let document = Document(bytes, file: file)
        guard let root = document.root else { throw InvalidDocuments(document.problems) }
        var reader = PlaybookReader(catalogue, problems: document.problems)
        let parts = reader.parts(of: root)
        self.document = document
        self.file = file
        text = String(decoding: bytes, as: UTF8.self)
        name = parts.name ?? file
        variables = parts.variables
        room = parts.room
        checks = parts.checks
        guard let hosts = parts.hosts, reader.problems.isEmpty else {
            throw InvalidDocuments(reader.problems.map(document.excerpted))
        }
        self.hosts = hosts
    }
}
