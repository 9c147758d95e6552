import Bundles
public import Remoting
public import RoomModel

/// Fetches a file or folder from each PC into a folder of its own.
public struct Pull: FileTransfer {
    private let source: String
    private let folder: String
    private let most: FileCount?
    private let allowance: PullAllowance

    /// It only reads there.
    public var changesPC: Bool { false }

    /// A pull.
    ///
    /// - Parameters:
    ///   - source: The file or folder on each PC; relative to the login folder.
    ///   - folder: An existing folder of this controller; each PC gets one in it, by its name.
    ///   - most: The most that is fetched of a PC; one with more is refused (default: 100,000 files of any size).
    ///   - allowance: The most that comes onto this controller's disk from all PCs (default: 10 GiB, and
    ///     what leaves 1 GiB of the disk free).
    public init(
        _ source: String,
        into folder: String,
        most: FileCount? = nil,
        allowance: PullAllowance = PullAllowance()
    ) {
        self.source = source
        self.folder = folder
        self.most = most
        self.allowance = allowance
    }

    /// What the file or folder is called in each PC's folder: its last part.
    public var localName: String { PullSurvey.name(of: source) }

    /// Fetches what the PC has and this controller has not.
    public func move(
        over connection: any Connection,
        host: HostName,
        limits: TransferLimits,
        meter: TransferMeter,
        stop: StopSignal
    ) async throws(TransportError) -> TransferOutcome {
        guard connection.platform == .posix else { return .refused(.platform) }
        let nonce = Nonce()
        let asked = try await connection.run(PullSurvey.request(source, nonce, within: limits.silence))
        let survey = PullSurvey(asked, nonce: nonce, source: source)
        if let refusal = survey.refusal { return .refused(refusal) }
        guard survey.files.count <= most?.files ?? PosixScript.mostFiles,
            most.map({ survey.whole.size <= $0.size }) ?? true
        else { return .refused(.tooMany) }
        let target = PulledFolder(
            "\(folder)/\(host)",
            meter: meter,
            allowance: allowance,
            stop: stop
        )
        try await target.prepare()
        var tally = TransferTally()
        tally.whole = survey.whole
        tally.leftOut = survey.leftOut
        let same = await target.same(survey.files)
        for file in survey.files where same.contains(file.path) { tally.same.add(size: file.size) }
        guard !stop.isRequested else { return .stopped(tally) }
        let parts = await target.begin(survey.files.filter { !same.contains($0.path) })
        let size = ByteCount.sum(parts.map { $0.file.size - $0.offset })
        if let refusal = await target.reserve(size) { return .refused(refusal) }
        await target.make(survey.folders)
        meter.begin(size.bytes)
        if !parts.isEmpty {
            do throws(TransportError) {
                try await fetch(parts, into: target, over: connection, nonce, limits)
                await target.release()
            } catch {
                await target.release()
                if let shortage = await target.shortage { return .refused(.noSpaceHere(shortage)) }
                // Whole is what was announced; what comes behind it is cut off here.
                let isCutByUs = await target.hasSurplus || error.code == .cancelled && stop.isRequested
                guard isCutByUs else { throw error }
            }
        }
        tally.moved = await target.moved
        if stop.isRequested, !tally.isWhole { return .stopped(tally) }
        await target.tidy()
        let unfinished = await target.unfinished.map { FileProblem(path: $0, reason: .unreadable) }
        return tally.outcome(survey.problems + (await target.problems) + unfinished)
    }

    private func fetch(
        _ parts: [PulledFolder.Part],
        into target: PulledFolder,
        over connection: any Connection,
        _ nonce: Nonce,
        _ limits: TransferLimits
    ) async throws(TransportError) {
        let lines = parts.map { "\($0.offset) \($0.file.size - $0.offset) \($0.file.remotePath)\n" }
        let request = PosixScript.request(
            PullScripts.fetch,
            nonce,
            [PosixScript.path(source)],
            input: Array(lines.joined().utf8),
            within: limits.whole
        )
        _ = try await connection.stream(request, input: nil, output: target, silence: limits.silence)
        try await target.end()
    }
}
