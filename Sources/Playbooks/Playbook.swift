public import Checks
public import Documents
public import Provisioning
public import RoomModel

/// What is to be checked in a room, and changed on its PCs, as a file says it; validated, not yet planned for any PC.
public struct Playbook: Sendable {
    /// The keys a playbook may have.
    static let keys = [
        "name", "hosts", "vars", "room", "checks", "steps", "verify", "serial", "max_failures",
    ]

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
    let steps: [PlaybookStep]
    /// The playbook whose checks decide behind the steps, and where that stands; nil: this one's own.
    public let verification: (path: String, location: SourceLocation)?
    /// How many PCs are changed before the next ones are begun; nil: all.
    public let batchSize: BatchSize?
    /// How many PCs may fail before no more are begun; nil: any number.
    public let maximumFailures: Int?
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
    ///   - kinds: The steps there are (default: all).
    /// - Throws: ``InvalidDocuments`` with every problem.
    public init(
        _ bytes: [UInt8],
        file: String,
        catalogue: [CheckDefinition],
        kinds: [StepDefinition] = StepCatalogue.steps
    ) throws(InvalidDocuments) {
        let document = Document(bytes, file: file)
        guard let root = document.root else { throw InvalidDocuments(document.problems) }
        var reader = PlaybookReader(catalogue, kinds, problems: document.problems)
        let parts = reader.parts(of: root)
        self.document = document
        self.file = file
        text = String(decoding: bytes, as: UTF8.self)
        name = parts.name ?? file
        variables = parts.variables
        room = parts.room
        checks = parts.checks
        steps = parts.steps
        verification = parts.verification
        batchSize = parts.batchSize
        maximumFailures = parts.maximumFailures
        guard let hosts = parts.hosts, reader.problems.isEmpty else {
            throw InvalidDocuments(reader.problems.map(document.excerpted))
        }
        self.hosts = hosts
    }
}
