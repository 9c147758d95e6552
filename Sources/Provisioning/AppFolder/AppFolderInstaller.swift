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
    ///   - isHindered: Whether no further bytes may be sent (default: never).
    ///   - sent: Told how far the bytes of the archive are (default: nobody is).
    /// - Returns: The folder, for ``swap(_:)``.
    /// - Throws: ``AppFolderFailure``, or ``TransportError`` (`.cancelled` where it was hindered); what has arrived is used
    ///   by the next run.
    public func stage(
        _ work: AppFolderWork,
        _ archive: AppArchive,
        within limit: Duration,
        isHindered: @escaping @Sendable () -> Bool = { false },
        sent: @escaping @Sendable (ByteProgress) -> Void = { _ in }
    ) async throws -> Staged {
        try await stage(
            work.removals + work.orders,
            in: work.resumes,
            delivery: archive.packing.rawValue,
            from: AppFileReader(archive.path, size: archive.size, isHindered: isHindered, sent: sent),
            within: limit
        )
    }

    /// Sends what is missing file by file, over SFTP, to a PC without `tar`; else as ``stage(_:_:within:isHindered:sent:)-archive``.
    ///
    /// - Parameters:
    ///   - work: What is to be done.
    ///   - files: What the PC lacks (``AppArchives/files(for:in:)``).
    ///   - limit: The whole time it may take.
    ///   - isHindered: Whether no further bytes may be sent (default: never).
    ///   - sent: Told how far the bytes of all files are (default: nobody is).
    /// - Returns: The folder, for ``swap(_:)``.
    /// - Throws: ``AppFolderFailure``, or ``TransportError`` (`.cancelled` where it was hindered); what has arrived is used
    ///   by the next run.
    public func stage(
        _ work: AppFolderWork,
        _ files: [AppLooseFile],
        within limit: Duration,
        isHindered: @escaping @Sendable () -> Bool = { false },
        sent: @escaping @Sendable (ByteProgress) -> Void = { _ in }
    ) async throws -> Staged {
        let end = ContinuousClock.now + limit
        func left() -> Duration { max(.seconds(1), ContinuousClock.now.duration(to: end)) }
        let place = try await stage(
            work.removals + work.arrivals,
            in: work.resumes,
            delivery: "loose",
            within: left()
        )
        let whole = files.map(\.size).reduce(.zero, +)
        var done = ByteCount.zero
        for file in files {
            let before = done
            let reader = AppFileReader(file.source, size: file.size, isHindered: isHindered) { progress in
                sent(ByteProgress(done: before + progress.done, whole: whole))
            }
            try await send(reader, to: file.path, in: place, within: left())
            done += file.size
        }
        return try await stage(work.orders, in: place.name, delivery: "loaded", within: left())
    }

    /// Sends one file; where it is refused, the PC says whether its disk is full, and clears what was begun then.
    private func send(
        _ file: AppFileReader,
        to path: String,
        in place: Staged,
        within limit: Duration
    ) async throws {
        do throws(TransportError) {
            try await connection.upload(
                file,
                to: "\(folder.parent)/\(place.name)/\(path)",
                silence: Self.silence,
                within: limit
            )
        } catch {
            guard error.code == .fileRefused else { throw error }
            _ = try await stage([], in: place.name, delivery: "spoilt", within: limit)
            throw error
        }
    }

    private func stage(
        _ orders: [String],
        in resumed: String?,
        delivery: String,
        from archive: AppFileReader? = nil,
        within limit: Duration
    ) async throws -> Staged {
        let name = ".\(folder.name).siaga-\(Nonce())"
        let request = CommandRequest(
            line: exchange.line(
                AppFolderStaging.script,
                [folder.list.key.description, resumed ?? "", name, delivery, folder.owner ?? ""]
            ),
            standardInput: Array((orders + [".", ""]).joined(separator: "\n").utf8),
            outputLimit: 64 << 10,
            deadline: limit
        )
        let result = try await connection.stream(
            request,
            input: archive,
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
