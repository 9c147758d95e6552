import Bundles
public import Facts
import Remoting
public import RoomModel

/// The exam app in its folder: the bundle's files, no more and no less, or nothing is changed.
public struct AppStep: Step {
    /// The folder and what must be in it.
    public let folder: AppFolder
    /// The longest that applying it may take.
    public let limit: Duration
    private let archives: AppArchives
    private let allowsDowngrade: Bool

    /// Creates the step.
    ///
    /// - Parameters:
    ///   - folder: The folder and what must be in it.
    ///   - archives: What packs the missing files, one for the whole run.
    ///   - allowsDowngrade: Whether an older version may take the place of a newer one (default: no).
    ///   - limit: The longest it may take (default 20 min: 200 MB at 2 Mb/s, and the PC's own work).
    public init(
        _ folder: AppFolder,
        archives: AppArchives,
        allowsDowngrade: Bool = false,
        limit: Duration = .seconds(1_200)
    ) {
        self.folder = folder
        self.archives = archives
        self.allowsDowngrade = allowsDowngrade
        self.limit = limit
    }

    /// The app's path.
    public var subject: String? { folder.path }

    /// The folder, the version, the room on the disk, and whether a restart undoes it all.
    public var facts: [any Fact] { [AppFolderFact(folder), version, free, FreezeFact()] }

    private var version: ApplicationVersionFact {
        ApplicationVersionFact(folder: folder.path, file: folder.versionFile)
    }
    private var free: DiskFreeFact { DiskFreeFact(path: folder.path) }

    /// What would be done.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        switch try decide(readings) {
        case .nothing: return .nothing
        case .finishSwap: return .change(StepChange(.repair, folder.path))
        case .refused(let refusal): return .refused(StepRefusal(refusal))
        case .work(let work):
            let (action, from): (StepChange.Action, String?) =
                switch work.kind {
                case .install: (.install, nil)
                case .update(let from): (.update, from)
                case .repair: (.repair, nil)
                }
            let version = folder.manifest.id.version.description
            return .change(StepChange(action, folder.path, from: from, to: version, bytes: work.bytes))
        }
    }

    /// Finishes what a former run began, makes the new folder ready, asks once more whether the exam runs, and swaps.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        do {
            var plan = try decide(readings)
            let installer = AppFolderInstaller(folder, over: context.connection)
            if plan == .finishSwap {
                try await context.recheck()
                try await installer.finishSwap()
                plan = try await decideAnew(in: context)
            }
            guard case .work(let work) = plan else { return }
            let archive = try await archives.archive(for: work, in: folder)
            let staged = try await installer.stage(work, archive, within: limit, sent: context.sent)
            try await context.recheck()
            try await installer.swap(staged)
        } catch {
            throw StepFailure(ofApp: error)
        }
    }

    private func decide(_ readings: FactReadings) throws(Unmeasured) -> AppFolderPlan {
        let found: String? =
            if case .version(let text) = try readings.reading(of: version) { text } else { nil }
        let surroundings = AppFolderPlan.Surroundings(
            version: found,
            free: try readings.reading(of: free),
            isFrozen: try? readings.reading(of: FreezeFact())
        )
        let state = try readings.reading(of: AppFolderFact(folder))
        return AppFolderPlan(folder, state, in: surroundings, allowsDowngrade: allowsDowngrade)
    }

    /// Measures once more, behind a swap that was finished.
    private func decideAnew(in context: StepContext) async throws -> AppFolderPlan {
        let probe = Probe(facts: facts, examProcesses: [], deadline: AppFolderFact.limit)
        let outcome = try await probe.measure(over: context.connection, now: context.now)
        guard case .measured(let readings) = outcome else { throw Unmeasured(.notReported) }
        return try decide(readings)
    }
}

extension StepRefusal {
    /// A refusal of the app's folder, as all steps say it.
    init(_ refusal: AppFolderPlan.Refusal) {
        switch refusal {
        case .frozen: self.init(.frozen)
        case .newer(let version): self.init(.newer, version)
        case .noSpace(let needed, _): self.init(.noSpace, "\(needed.bytes >> 20) MiB")
        case .readOnly: self.init(.noRight)
        case .link(let path): self.init(.link, path)
        case .inTheWay(let path): self.init(.inTheWay, path)
        case .ownVolume: self.init(.inTheWay)
        case .unclear(let what): self.init(.busy, what)
        }
    }
}

extension StepFailure {
    /// Why the work on the app's folder did not come to a good end.
    fileprivate init(ofApp error: any Error) {
        switch error {
        case let failure as StepFailure: self = failure
        case let error as TransportError: self.init(error)
        case let failure as AppFolderFailure: self.init(failure)
        case let error as BundleError: self.init(.failed, said: error.message.en)
        default: self.init(.endNotSeen)
        }
    }

    private init(_ failure: AppFolderFailure) {
        func refused(_ code: StepRefusal.Code) -> StepFailure {
            StepFailure(.refused, said: failure.said, refusal: StepRefusal(code, failure.detail))
        }
        switch failure.code {
        case .link, .foreignLink: self = refused(.link)
        case .other: self = refused(.inTheWay)
        case .full: self = refused(.noSpace)
        case .tool: self = refused(.missingTool)
        case .lost, .swap, .several: self = refused(.busy)
        case .endNotSeen: self.init(.endNotSeen, said: failure.said)
        case .cut, .unpack, .copy, .changed, .write, .rename, .owner, .nothingKept, .keptChanged, .noSwap:
            self.init(.failed, said: failure.said.isEmpty ? failure.detail : failure.said)
        }
    }
}
