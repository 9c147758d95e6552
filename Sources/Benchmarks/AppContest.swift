import TestRoom

/// Every way to bring the app to the PCs, on the same PCs in turn.
struct AppContest {
    let world: LoopbackHosts
    /// Where the PCs' folders are.
    let pcs: String
    let width: Int
    /// Where `ansible` and `pyinfra` are; nil: they are left out.
    let programs: String?

    private var source: String { "\(pcs)/source" }
    private var changed: String { "\(pcs)/changed" }

    /// What a contest came to.
    struct Ratios {
        /// The first installation to `tar | ssh`.
        let first: Double
        /// A second run to a scan of all hashes.
        let again: Double
        /// The bytes for one changed file of a megabyte, for one PC.
        let bytes: Int
        /// The quickest peer's update to ours; nil: none came to its end.
        let peer: Double?
    }

    /// Runs all, and prints a table.
    func compare(rounds: Int, share: Double) throws -> Ratios {
        try write(SampleApp(share: share), share)
        let room = try AppRoom(world: world, pcs: pcs, width: width)
        try room.add("sample", from: source)
        try room.add("changed", from: changed)
        var (plain, first, scan) = (Figures(), Figures(), Figures())
        var (again, update) = (Figures(), Figures())
        var bytes: [Int] = []
        for round in 0...rounds {
            try clear()
            let copied = try copyWithTar()
            try clear()
            let installed = try room.install("sample")
            try forgetVerified()
            let scanned = try room.scan("sample")
            let repeated = try room.install("sample")
            try forgetVerified()
            let before = try Self.loopbackBytes()
            let updated = try room.install("changed")
            let after = try Self.loopbackBytes()
            guard round > 0 else { continue }
            plain.add(copied)
            first.add(installed)
            scan.add(scanned)
            again.add(repeated)
            update.add(updated)
            bytes.append((after - before) / world.count)
        }
        let ratio = first.wall / plain.wall
        let rerun = again.wall / scan.wall
        print("tar | ssh, sha256sum -c   \(plain.wall.rounded(places: 2)) s")
        print(
            "first installation        \(first.wall.rounded(places: 2)) s, \(ratio.rounded(places: 2))x; memory "
                + "\(first.peakMemory.rounded(places: 0)) MiB"
        )
        print("a scan of all hashes      \(scan.wall.rounded(places: 2)) s")
        print("nothing to do             \(again.wall.rounded(places: 2)) s, \(rerun.rounded(places: 2))x")
        print(
            "one file of 1 MB changed  \(update.wall.rounded(places: 2)) s; this side's processor "
                + "\(update.processor.rounded(places: 2)) s"
        )
        print("  bytes a PC, both ways, with all headers: \(bytes.min() ?? 0)")
        return Ratios(
            first: ratio,
            again: rerun,
            bytes: bytes.min() ?? 0,
            peer: try comparePeers(update)
        )
    }

    /// Lets each peer make the same update once, for twenty times as long as ours takes.
    private func comparePeers(_ ours: Figures) throws -> Double? {
        guard let programs else { return nil }
        let peers = AppPeers(
            programs: programs,
            limit: .seconds(max(60, ours.wall * 20)),
            world: world,
            pcs: pcs,
            width: width
        )
        try peers.prepare()
        var quickest: Double?
        for peer in AppPeers.Peer.allCases {
            try clear()
            _ = try copyWithTar()
            switch try peers.bring(changed, by: peer) {
            case .missing: print("  \(peer.rawValue): not on this machine")
            case .tooSlow:
                print("  \(peer.rawValue): ended after \((peers.limit / .seconds(1)).rounded(places: 0)) s")
            case .done(let usage):
                try checkAll(against: changed)
                var theirs = Figures()
                theirs.add(usage)
                quickest = min(quickest ?? theirs.wall, theirs.wall)
                print(
                    "  \(peer.rawValue): \(theirs.wall.rounded(places: 1)) s, "
                        + "\((theirs.wall / ours.wall).rounded(places: 1))x ours; this side's processor "
                        + "\(theirs.processor.rounded(places: 1)) s, "
                        + "\((theirs.processor / ours.processor).rounded(places: 1))x ours"
                )
            }
        }
        return quickest.map { $0 / ours.wall }
    }

    /// Both versions: in the second one file of a megabyte is another.
    private func write(_ app: SampleApp, _ share: Double) throws {
        for folder in [source, changed] { try ChildProcess.run(["mkdir", folder]) }
        try app.write(into: source)
        try app.write(into: changed)
        let other = SampleApp(share: share, seed: 2)
        guard let megabyte = app.files.firstIndex(where: { $0.size == Int(1_000_000 * share) }) else {
            throw BenchmarkError("the app has no file of a megabyte")
        }
        try TextFile.write(other.noise(of: megabyte), to: "\(changed)/\(app.files[megabyte].path)")
    }

    private func clear() throws {
        try ChildProcess.run(["sh", "-c", "rm -rf \"$1\"/pc[0-9]*", "sh", pcs])
        for host in world.hosts { try ChildProcess.run(["mkdir", "\(pcs)/\(host.name)"]) }
    }

    /// Within ten minutes of an installation a PC need not read its files again; here it shall.
    private func forgetVerified() throws {
        try ChildProcess.run(["sh", "-c", "rm -f \"$1\"/pc*/.App.siaga-*/verified", "sh", pcs])
    }

    private func checkAll(against source: String) throws {
        for host in world.hosts { try ChildProcess.run(["diff", "-r", source, "\(pcs)/\(host.name)/App"]) }
    }

    /// What a technician with a shell does.
    private func copyWithTar() throws -> ChildProcess.Usage {
        let sums = "\(pcs)/tar.sums"
        try ChildProcess.run([
            "sh", "-c", "cd \"$1\" && find . -type f -exec sha256sum {} + >\"$2\"", "sh", source, sums,
        ])
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
        let usage = try ChildProcess(
            ["sh", "-c", "xargs -P \(width) -L 1 sh '\(pcs)/copy' <'\(pcs)/hosts'"],
            output: "\(pcs)/log"
        )
        .wait(within: .seconds(300))
        guard usage.exitCode == 0 else {
            throw try BenchmarkError("tar | ssh failed: \(TextFile.read("\(pcs)/log"))")
        }
        return usage
    }

    /// What went over the loopback device so far, each packet once (proc(5), `net/dev`).
    private static func loopbackBytes() throws -> Int {
        let line = try TextFile.read("/proc/net/dev").split(separator: "\n").first { $0.contains("lo:") }
        let words = line?.split(separator: " ") ?? []
        guard words.count > 1, let bytes = Int(words[1]) else { throw BenchmarkError("no loopback device") }
        return bytes
    }
}
