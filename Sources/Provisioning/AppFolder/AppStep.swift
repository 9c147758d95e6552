import Bundles
public import Facts
import Remoting
public import RoomModel

/// The exam app in its folder: the bundle's files, no more and no less, or nothing is changed.
public struct AppStep: Step {
    /// The app's path.
    public let path: String
    /// The longest that applying it may take.
    public let limit: Duration
    /// The folder as each variant of the bundle has it, those that a Linux PC may take.
    private let folders: [AppFolder]
    /// What people call the bundle.
    private let bundle: String
    private let archives: AppArchives
    private let allowsDowngrade: Bool
    private let versionFile: String

    /// Creates the step; nil where there is no variant at all.
    ///
    /// - Parameters:
    ///   - variants: The folder and what must be in it, once for each variant of the bundle; the PC's own is taken.
    ///   - archives: What packs the missing files, one for the whole run.
    ///   - allowsDowngrade: Whether an older version may take the place of a newer one (default: no).
    ///   - limit: The longest it may take (default 20 min: 200 MB at 2 Mb/s, and the PC's own work).
    public init?(
        _ variants: [AppFolder],
        archives: AppArchives,
        allowsDowngrade: Bool = false,
        limit: Duration = .seconds(1_200)
    ) {
        guard let first = variants.first else { return nil }
        path = first.path
        versionFile = first.versionFile
        bundle = "\(first.manifest.id.name)-\(first.manifest.id.version)"
        folders = variants.filter { [nil, .linux].contains($0.manifest.id.target.system) }
        self.archives = archives
        self.allowsDowngrade = allowsDowngrade
        self.limit = limit
    }

    /// The app's path.
    public var subject: String? { path }

    /// The folder, the version and the room on the disk; what the PC is, where the bundle asks.
    public var facts: [any Fact] {
        let asks = folders.contains { $0.manifest.id.target.architecture != nil }
        return folders.map { AppFolderFact($0) } + [version, free]
            + (asks ? [OSArchFact()] : [])
    }

    private var version: ApplicationVersionFact { ApplicationVersionFact(folder: path, file: versionFile) }
    private var free: DiskFreeFact { DiskFreeFact(path: path) }

    /// What would be done.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        guard let folder = try variant(readings) else { return .refused(StepRefusal(.noVariant, bundle)) }
        switch try decide(folder, readings) {
        case .nothing: return .nothing
        case .finishSwap: return .change(StepChange(.repair, path))
        case .refused(let refusal): return .refused(StepRefusal(ofApp: refusal, at: path))
        case .work(let work):
            let (action, from): (StepChange.Action, String?) =
                switch work.kind {
                case .install: (.install, nil)
                case .update(let from): (.update, from)
                case .repair: (.repair, nil)
                }
            let version = folder.manifest.id.version.description
            return .change(StepChange(action, path, from: from, to: version, bytes: work.bytes))
        }
    }

    /// What lies in the app's folder besides the app.
    public func foreignFiles(_ readings: FactReadings) -> ForeignFiles? {
        guard let folder = try? variant(readings), let plan = try? decide(folder, readings) else {
            return nil
        }
        let isKept = folder.foreignFiles == .keep
        switch plan {
        case .nothing(let foreign): return ForeignFiles(foreign, areKept: isKept)
        case .work(let work):
            let lost = Set(work.lost)
            return ForeignFiles(work.foreign.filter { !lost.contains($0) }, areKept: isKept, lost: work.lost)
        case .finishSwap, .refused: return nil
        }
    }

    /// The folder as the PC's own variant of the bundle has it; nil where there is none for it.
    private func variant(_ readings: FactReadings) throws(Unmeasured) -> AppFolder? {
        var architecture: BundleTarget.Architecture?
        if folders.contains(where: { $0.manifest.id.target.architecture != nil }) {
            architecture = BundleTarget.Architecture(try readings.reading(of: OSArchFact()))
        }
        let pc = BundleTarget(system: .linux, architecture: architecture)
        let suiting = folders.compactMap { folder in
            folder.manifest.id.target.suitability(for: pc).map { (folder, $0) }
        }
        return suiting.max { $0.1 < $1.1 }?.0
    }

    /// Finishes what a former run began, makes the new folder ready, asks once more whether the exam runs, and swaps.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        do {
            guard let folder = try variant(readings) else { return }
            var plan = try decide(folder, readings)
            let installer = AppFolderInstaller(folder, over: context.connection)
            if plan == .finishSwap {
                try await context.recheck()
                try await installer.finishSwap()
                plan = try await decideAnew(folder, in: context)
            }
            guard case .work(let work) = plan else { return }
            let staged = try await context.turn(behindWaiting: context.recheck) {
                () async throws -> AppFolderInstaller.Staged in
                try await stage(work, in: folder, by: installer, context)
            }
            try await context.recheck()
            try await installer.swap(staged)
        } catch let error as TransportError where error.code == .cancelled {
            throw context.hindrance() ?? StepFailure(error)
        } catch {
            throw StepFailure(ofApp: error)
        }
    }

    /// Sends what the PC lacks, as long as nothing comes up against it, and has the new folder made.
    private func stage(
        _ work: AppFolderWork,
        in folder: AppFolder,
        by installer: AppFolderInstaller,
        _ context: StepContext
    ) async throws -> AppFolderInstaller.Staged {
        let isHindered: @Sendable () -> Bool = { context.hindrance() != nil }
        guard work.unpacksTar else {
            let files = try await archives.files(for: work, in: folder)
            return try await installer.stage(
                work,
                files,
                within: limit,
                isHindered: isHindered,
                sent: context.sent
            )
        }
        let archive = try await archives.archive(for: work, in: folder)
        return try await installer.stage(
            work,
            archive,
            within: limit,
            isHindered: isHindered,
            sent: context.sent
        )
    }

    private func decide(_ folder: AppFolder, _ readings: FactReadings) throws(Unmeasured) -> AppFolderPlan {
        let found: String? =
            if case .version(let text) = try readings.reading(of: version) { text } else { nil }
        let surroundings = AppFolderPlan.Surroundings(
            version: found,
            free: try readings.reading(of: free)
        )
        let state = try readings.reading(of: AppFolderFact(folder))
        return AppFolderPlan(folder, state, in: surroundings, allowsDowngrade: allowsDowngrade)
    }

    /// Measures once more, behind a swap that was finished.
    private func decideAnew(_ folder: AppFolder, in context: StepContext) async throws -> AppFolderPlan {
        let probe = Probe(facts: facts, examProcesses: [], deadline: AppFolderFact.limit)
        let outcome = try await probe.measure(over: context.connection, now: context.now)
        guard case .measured(let readings) = outcome else { throw Unmeasured(.notReported) }
        return try decide(folder, readings)
    }
}

extension BundleTarget.Architecture {
    /// The processor that a PC's programs are made for; nil for one that no bundle is made for.
    init?(_ pc: Architecture) {
        switch (pc.machine, pc.bits) {
        case ("x86_64", 64), ("amd64", 64): self = .x64
        case ("x86_64", 32), ("i386", _), ("i486", _), ("i586", _), ("i686", _): self = .x86
        case ("aarch64", 64), ("arm64", 64): self = .arm64
        default: return nil
        }
    }
}

extension StepRefusal {
    /// A refusal of the app's folder, as all steps say it.
    init(ofApp refusal: AppFolderPlan.Refusal, at path: String) {
        switch refusal {
        case .newer(let version): self.init(.newer, version)
        case .noSpace(let needed, _): self.init(.noSpace, "\(needed.bytes >> 20) MiB")
        case .readOnly: self.init(.noRight, path)
        case .readOnlyDisk(let folder): self.init(.readOnlyDisk, folder)
        case .link(let path): self.init(.link, path)
        case .inTheWay(let path): self.init(.inTheWay, path)
        case .ownVolume: self.init(.mountPoint, path)
        case .mounted(let disk): self.init(.mountPoint, disk)
        case .reserved(let folder): self.init(.protectedFolder, folder)
        case .open(let folder): self.init(.openFolder, folder)
        case .strange(let folder): self.init(.strangeFolder, folder)
        case .unclear(let what): self.init(.busy, what)
        }
    }
}

extension StepFailure {
    /// Why the work on the app's folder did not come to a good end.
    init(ofApp error: any Error) {
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
        case .open: self = refused(.openFolder)
        case .left:
            self.init(
                .failed,
                said: "the rest of an earlier version in \(failure.detail) cannot be removed; see chattr -i"
            )
        case .placedLeft:
            self.init(
                .failed,
                said:
                    "the new version is in place; the rest of an earlier one in \(failure.detail) cannot be removed;"
                    + " see chattr -i"
            )
        case .other: self = refused(.inTheWay)
        case .full: self = refused(.noSpace)
        case .noInodes: self = refused(.noInodes)
        case .readOnlyDisk: self = refused(.readOnlyDisk)
        case .tool: self = refused(.missingTool)
        case .nothingKept: self = refused(.nothingKept)
        case .lost, .swap, .several: self = refused(.busy)
        case .endNotSeen: self.init(.endNotSeen, said: failure.said)
        case .cut, .unpack, .copy, .changed, .write, .rename, .owner, .keptChanged, .noSwap:
            self.init(.failed, said: failure.said.isEmpty ? failure.detail : failure.said)
        }
    }
}
