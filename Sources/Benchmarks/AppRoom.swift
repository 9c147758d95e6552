import BundleImport
import Bundles
import Facts
import Provisioning
import Remoting
import RoomModel
import SSHRemoting

/// The PCs of the benchmark as Siaga works on them.
struct AppRoom: Sendable {
    let hosts: [Host]
    let width: Int
    private let pcs: String
    private let trust: KnownHostsTrust
    private let user: UserName
    private let home: String

    init(world: LoopbackHosts, pcs: String, width: Int) throws {
        hosts = try world.sshHosts
        trust = try world.trust
        user = try world.account
        home = world.folder
        self.width = width
        self.pcs = pcs
    }

    /// Brings the bundle to every PC: measure, plan, stage, look for the exam, swap, measure again.
    func install(_ manifest: Manifest, from store: ContentStore) async throws {
        let archives = AppArchives(store: store, packer: TarPacker())
        do {
            try await onEach { host, connection in
                let folder = try folder(host, manifest)
                guard case .work(let work) = try await plan(folder, over: connection) else { return }
                let archive = try await archives.archive(for: work, in: folder)
                let installer = AppFolderInstaller(folder, over: connection)
                let staged = try await installer.stage(work, archive, within: .seconds(120))
                guard
                    case .clear = try await Interlock(examProcesses: ["no-such-exam"])
                        .state(over: connection, now: { Timestamp(milliseconds: 0) })
                else { throw BenchmarkError("an exam runs") }
                try await installer.swap(staged)
                guard case .nothing = try await plan(folder, over: connection) else {
                    throw BenchmarkError("\(host.name) is not as it should be")
                }
            }
        } catch {
            await archives.removeAll()
            throw error
        }
        await archives.removeAll()
    }

    /// Asks every PC for the hash of every file, as the check `app.hash` does.
    func scan(_ manifest: Manifest) async throws {
        try await onEach { host, connection in
            let fact = ApplicationHashFact(
                folder: "\(pcs)/\(host.name)/App",
                files: manifest.files.map(\.path)
            )
            let readings = try await measure([fact], over: connection)
            guard case .files(let digests) = try readings.reading(of: fact),
                digests.count == manifest.files.count
            else { throw BenchmarkError("\(host.name) did not tell its hashes") }
        }
    }

    private func folder(_ host: Host, _ manifest: Manifest) throws -> AppFolder {
        guard let folder = AppFolder(path: "\(pcs)/\(host.name)/App", manifest: manifest) else {
            throw BenchmarkError("\(pcs) is no plain path")
        }
        return folder
    }

    private func plan(_ folder: AppFolder, over connection: any Connection) async throws -> AppFolderPlan {
        let state = AppFolderFact(folder)
        let free = DiskFreeFact(path: folder.path)
        let version = ApplicationVersionFact(folder: folder.path, file: folder.versionFile)
        let readings = try await measure([state, free, version], over: connection)
        let found: String? =
            if case .version(let text) = try readings.reading(of: version) { text } else { nil }
        return AppFolderPlan(
            folder,
            try readings.reading(of: state),
            in: AppFolderPlan.Surroundings(
                version: found,
                free: try readings.reading(of: free),
                isFrozen: nil
            )
        )
    }

    private func measure(_ facts: [any Fact], over connection: any Connection) async throws -> FactReadings {
        let probe = Probe(facts: facts, examProcesses: ["no-such-exam"], deadline: .seconds(120))
        let outcome = try await probe.measure(over: connection) { Timestamp(milliseconds: 0) }
        guard case .measured(let readings) = outcome else { throw BenchmarkError("a PC did not answer") }
        return readings
    }

    /// Connects to every PC, so many at once, and works on it.
    private func onEach(
        _ body: @escaping @Sendable (Host, any Connection) async throws -> Void
    ) async throws {
        let failure = await SSHConnector.gathered(
            for: hosts,
            settings: SSHSettings(defaultUser: user),
            trust: trust,
            credentials: Credentials(homeFolder: home)
        ) { connector, _ in
            await withTaskGroup(of: (any Error)?.self) { group in
                var failure: (any Error)?
                for (index, host) in hosts.enumerated() {
                    if index >= width, let ended = await group.next(), let error = ended { failure = error }
                    group.addTask {
                        do {
                            let connection = try await connector.connect(to: host) { _ in }
                            do { try await body(host, connection) } catch {
                                await connection.close()
                                throw error
                            }
                            await connection.close()
                            return nil
                        } catch { return error }
                    }
                }
                for await ended in group {
                    if let error = ended { failure = error }
                }
                return failure
            }
        }
        if let failure { throw failure }
    }
}
