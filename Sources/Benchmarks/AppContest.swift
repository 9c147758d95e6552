import Bundles
import RoomModel
import TestRoom

/// Both ways to bring the app to the PCs, on the same PCs in turn.
struct AppContest {
    let world: LoopbackHosts
    /// Where the PCs' folders are.
    let pcs: String
    let width: Int

    private var store: ContentStore { ContentStore(folder: "\(pcs)/store") }
    private var source: String { "\(pcs)/source" }

    /// Runs all, prints a table, and returns the ratio of the first installation.
    func compare(rounds: Int, share: Double) async throws -> Double {
        let app = SampleApp(share: share)
        try ChildProcess.run(["mkdir", source])
        try app.write(into: source)
        try ChildProcess.run([
            "sh", "-c", "cd \"$1\" && find . -type f -exec sha256sum {} + >\"$2\"", "sh", source, sums,
        ])
        try store.prepare()
        let manifest = try manifest(of: app)
        let changed = try self.manifest(of: app, changed: SampleApp(share: share, seed: 2))
        let room = try AppRoom(world: world, pcs: pcs, width: width)
        var plain: [Double] = []
        var first: [Double] = []
        var scan: [Double] = []
        var again: [Double] = []
        var update: [Double] = []
        var bytes: [Int] = []
        for round in 0...rounds {
            try clear()
            let copied = try blockingSeconds { try copyWithTar() }
            try clear()
            let installed = try await seconds { try await room.install(manifest, from: store) }
            try ChildProcess.run(["sh", "-c", "rm -f \"$1\"/pc*/.App.siaga-*/verified", "sh", pcs])
            let scanned = try await seconds { try await room.scan(manifest) }
            let repeated = try await seconds { try await room.install(manifest, from: store) }
            let before = try Self.loopbackBytes()
            let updated = try await seconds { try await room.install(changed, from: store) }
            let after = try Self.loopbackBytes()
            guard round > 0 else { continue }
            plain.append(copied)
            first.append(installed)
            scan.append(scanned)
            again.append(repeated)
            update.append(updated)
            bytes.append((after - before) / world.count)
        }
        let ratio = Self.median(first) / Self.median(plain)
        print("tar | ssh                 \(Self.median(plain).rounded(places: 2)) s")
        print(
            "first installation        \(Self.median(first).rounded(places: 2)) s, \(ratio.rounded(places: 2))x"
        )
        print("a scan of all hashes      \(Self.median(scan).rounded(places: 2)) s")
        let rerun = Self.median(again) / Self.median(scan)
        print(
            "nothing to do             \(Self.median(again).rounded(places: 2)) s, \(rerun.rounded(places: 2))x"
        )
        print("one file of 1 MB changed  \(Self.median(update).rounded(places: 2)) s")
        print("  bytes a PC, both ways, with all headers: \(bytes.min() ?? 0)")
        return ratio
    }

    private var sums: String { "\(pcs)/sums" }

    private func clear() throws {
        try ChildProcess.run(["sh", "-c", "rm -rf \"$1\"/pc*", "sh", pcs])
        for host in world.hosts { try ChildProcess.run(["mkdir", "\(pcs)/\(host.name)"]) }
    }

    /// What a technician with a shell does.
    private func copyWithTar() throws {
        let lines = world.hosts.map { "\($0.name) \($0.address)" }.joined(separator: "\n") + "\n"
        try TextFile.write(lines, to: "\(pcs)/hosts")
        try TextFile.write(
            """
            tar -C '\(source)' -cf - . | ssh -q -F none -p \(world.port) -i '\(world.key)' -o StrictHostKeyChecking=no \
            -o UserKnownHostsFile=/dev/null '\(world.user)'@"$2" \
            "mkdir '\(pcs)/$1/App' && cd '\(pcs)/$1/App' && tar -xf - && sha256sum -c --quiet '\(sums)'"
            """,
            to: "\(pcs)/copy"
        )
        try ChildProcess.run([
            "sh", "-c", "xargs -P \(width) -L 1 sh '\(pcs)/copy' <'\(pcs)/hosts'",
        ])
    }

    /// The bundle; with `other`, its file of one megabyte is the other's.
    private func manifest(of app: SampleApp, changed other: SampleApp? = nil) throws -> Manifest {
        var files: [Manifest.File] = []
        func keep(_ bytes: [UInt8], at path: String) throws {
            let content = try store.newContent()
            try bytes.withUnsafeBytes { try content.write($0) }
            files.append(Manifest.File(path: path, size: Int64(bytes.count), hash: try content.commit()))
        }
        try keep(Array("\(app.version)\n".utf8), at: "version.txt")
        let megabyte = app.files.firstIndex { $0.size <= app.files[0].size / 126 }
        for (number, file) in app.files.enumerated() {
            let maker = number == megabyte ? other ?? app : app
            try keep(maker.noise(of: number), at: file.path)
        }
        guard let version = BundleVersion(app.version) else { throw BenchmarkError("no version") }
        return Manifest(
            id: try BundleID(name: "sample", version: version, target: BundleTarget(system: .linux)),
            files: files
        )
    }

    /// What went over the loopback device so far, each packet once (proc(5), `net/dev`).
    private static func loopbackBytes() throws -> Int {
        let line = try TextFile.read("/proc/net/dev").split(separator: "\n").first { $0.contains("lo:") }
        let words = line?.split(separator: " ") ?? []
        guard words.count > 1, let bytes = Int(words[1]) else { throw BenchmarkError("no loopback device") }
        return bytes
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }

    private func blockingSeconds(_ body: () throws -> Void) rethrows -> Double {
        try ContinuousClock().measure(body) / .seconds(1)
    }

    private func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        try await ContinuousClock().measure(body) / .seconds(1)
    }
}
