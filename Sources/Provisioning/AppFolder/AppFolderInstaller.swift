import Bundles
public import Remoting
public import RoomModel

/// Works on the exam app's folder of one PC.
///
/// The caller measures, plans, stages, measures the interlock again, and swaps. At no moment is there anything but a whole
/// version at the app's path; after a cut between the renames of a swap there is nothing, and both versions beside it.
public struct AppFolderInstaller: Sendable {
    /// The folder.
    public let folder: AppFolder
    private let connection: any Connection

    /// How long the PC may take for renames and two syncs of its disk: each up to a minute on a slow one that is written to.
    private static let swapLimit = Duration.seconds(120)

    /// How long nothing may move: hashing and syncing 200 MB on a PC whose disk does 5 MB/s takes 80 s.
    private static let silence = Duration.seconds(120)

    /// A folder made ready beside the app's, every hash of it verified on the PC.
    public struct Staged: Hashable, Sendable {
        /// The name of Siaga's folder.
        let name: String
    }

    /// An installer for one PC.
    ///
    /// - Parameters:
    ///   - folder: What must be there.
    ///   - connection: The connection; its commands run as the account that is to own the work.
    public init(_ folder: AppFolder, over connection: any Connection) {
        self.folder = folder
        self.connection = connection
    }

    /// Sends what is missing and makes the new folder; the app's own is only read.
    ///
    /// - Parameters:
    ///   - work: What is to be done.
    ///   - archive: What the PC lacks (``AppArchives/archive(for:in:)``).
    ///   - limit: The whole time it may take.
    ///   - sent: Told how many bytes of the archive are on their way so far (default: nobody is).
    /// - Returns: The folder, for ``swap(_:)``.
    /// - Throws: ``AppFolderFailure``, or ``TransportError``; what has arrived is used by the next run.
    public func stage(
        _ work: AppFolderWork,
        _ archive: AppArchive,
        within limit: Duration,
        sent: @escaping @Sendable (ByteCount) -> Void = { _ in }
    ) async throws -> Staged {
        let name = ".\(folder.name).siaga-\(Nonce())"
        let orders = (work.orders + [".", ""]).joined(separator: "\n")
        let request = CommandRequest(
            line: line(
                AppFolderStaging.script,
                [
                    folder.list.key.description, work.resumes ?? "", name, archive.packing.rawValue,
                    folder.owner ?? "",
                ]
            ),
            standardInput: Array(orders.utf8),
            outputLimit: 64 << 10,
            deadline: limit
        )
        let result = try await connection.stream(
            request,
            input: AppArchiveReader(archive, sent: sent),
            output: nil,
            silence: Self.silence
        )
        try Self.expect("staged \(name)", in: result)
        return Staged(name: name)
    }

    /// Puts the new folder in place of the app's, which is kept.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``; then the plan of a new measurement says how to go on.
    public func swap(_ staged: Staged) async throws {
        try await run(
            AppFolderSwap.script,
            [staged.name, folder.list.key.description, folder.layout.rawValue]
        )
    }

    /// Finishes a swap that was cut off.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``.
    public func finishSwap() async throws {
        try await run(AppFolderSwap.recovery, [])
    }

    /// Puts the kept version back in place, and keeps the present one in its stead.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``.
    public func rollBack() async throws {
        try await run(AppFolderSwap.rollback, [])
    }

    private func run(_ script: String, _ arguments: [String]) async throws {
        let request = CommandRequest(
            line: line(script, arguments),
            outputLimit: 64 << 10,
            deadline: Self.swapLimit
        )
        try Self.expect("done", in: await connection.run(request))
    }

    private func line(_ script: String, _ arguments: [String]) -> String {
        ShellCommand(["sh", "-c", script, "siaga", folder.path] + arguments).posixLine
    }

    /// Takes nothing but the proof for a good end.
    private static func expect(_ proof: String, in result: CommandResult) throws(AppFolderFailure) {
        let last = result.standardOutput.text.split(separator: "\n").last.map(String.init) ?? ""
        let said = result.standardError.text.split(separator: "\n").last.map(String.init) ?? ""
        if result.exit == .code(0), last == proof { return }
        let words = last.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "error",
            let code = AppFolderFailure.Code(rawValue: String(words[1]))
        else {
            throw AppFolderFailure(.endNotSeen, said: said)
        }
        throw AppFolderFailure(code, words.count > 2 ? String(words[2]) : "", said: said)
    }
}
