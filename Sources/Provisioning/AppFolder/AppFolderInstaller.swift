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
    ///   - sent: Told how far the bytes of the archive are (default: nobody is).
    /// - Returns: The folder, for ``swap(_:)``.
    /// - Throws: ``AppFolderFailure``, or ``TransportError``; what has arrived is used by the next run.
    public func stage(
        _ work: AppFolderWork,
        _ archive: AppArchive,
        within limit: Duration,
        sent: @escaping @Sendable (ByteProgress) -> Void = { _ in }
    ) async throws -> Staged {
        let name = ".\(folder.name).siaga-\(Nonce())"
        let orders = (work.orders + [".", ""]).joined(separator: "\n")
        let request = CommandRequest(
            line: exchange.line(
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
        try result.expect("staged \(name)")
        return Staged(name: name)
    }

    /// Puts the new folder in place of the app's, which is kept.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``; then the plan of a new measurement says how to go on.
    public func swap(_ staged: Staged) async throws {
        try await exchange.place(staged.name, key: folder.list.key.description, folder.layout)
    }

    /// Finishes a swap that was cut off.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``.
    public func finishSwap() async throws { try await exchange.finish() }

    /// Puts the kept version back in place, and keeps the present one in its stead.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``.
    public func rollBack() async throws { try await exchange.rollBack() }

    private var exchange: AppFolderExchange { AppFolderExchange(path: folder.path, connection: connection) }
}
