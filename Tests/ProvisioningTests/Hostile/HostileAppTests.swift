import BundleImport
import Bundles
import Foundation
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import Provisioning

/// The app's folder where a pupil may write: in it, below it, or above it.
@Suite(
    .needs(.otherAccount),
    .timeLimit(.minutes(20))
) struct HostileAppTests {
    /// Whose the folders are.
    enum Owner: String, CaseIterable, Sendable, CustomTestStringConvertible {
        /// The app's folder is the pupil's, the one it is in is root's.
        case app
        /// The app's folder is root's, and anybody may write in it.
        case everybody
        /// All is the pupil's.
        case home

        var testDescription: String { rawValue }

        var scene: String {
            let tree = """
                mkdir -p home/place/App/sub home/place/App/log/deep
                cd home/place/App
                echo 1 >version.txt
                printf same >sub/run
                printf moved >was
                echo log >log/deep/x
                echo note >note
                ln -s ../note sub/link
                cd ../../..
                """
            return switch self {
            case .app: tree + "\nchown 0:0 home home/place; chown -R -h \(HostilePC.pupil) home/place/App"
            case .everybody: tree + "\nchown 0:0 home home/place; chmod -R 777 home/place/App"
            case .home: tree + "\nchown -R -h \(HostilePC.pupil) home"
            }
        }
    }

    /// Links in the place of whatever is in the app's folder, or of that and what Siaga has beside it.
    private static let tricks = [
        """
        mv home/place/App/sub home/place/App/sub-$$ && ln -s "$PWD/victim/sub" home/place/App/sub
        mv home/place/App/log home/place/App/log-$$ && mkdir home/place/App/log &&
            ln -s "$PWD/victim" home/place/App/log/deep
        rm -f home/place/App/was home/place/App/note
        ln -s "$PWD/victim/shadow" home/place/App/was
        ln -s "$PWD/victim/shadow" home/place/App/note
        """,
        """
        mv home/place/App home/place/Away-$$ && ln -s ../../victim home/place/App
        for new in home/place/.App.siaga-*; do
            mv "$new" "$new-$$"
            ln -s ../../victim "$new"
        done
        """,
    ]

    private func withWorld(
        _ shell: PCShell,
        _ body: (HostilePC, AppWorld) async throws -> Void
    ) async throws {
        try await HostilePC.with(shell) { pc in
            let folder = pc.bench.folder
            try await pc.bench.run(
                "mkdir store programs; ln -s \"$(command -v \(shell.rawValue))\" programs/sh"
            )
            let store = ContentStore(folder: "\(folder.path)/store")
            try store.prepare()
            var host = ShellPC(programs: "\(folder.path)/programs")
            host.altering = { [tools = "\(folder.path)/tools"] script in
                script.replacing("sync -f . 2>/dev/null || sync", with: ":")
                    .replacing(ShellPC.path, with: "PATH=\(tools):/usr/sbin:/usr/bin:/sbin:/bin")
            }
            let archives = AppArchives(store: store, packer: TarPacker())
            let real = String(try await pc.bench.run("pwd -P").dropLast())
            try await body(
                pc,
                AppWorld(
                    scratch: folder,
                    store: store,
                    archives: archives,
                    path: "\(real)/home/place/App",
                    pc: host
                )
            )
        }
    }

    private var app: TestApp {
        var app = TestApp(version: "2")
        app["version.txt"] = "2\n"
        app["sub/run"] = "same"
        app["moved"] = "moved"
        app["new"] = "new"
        app["log/deep/x"] = "as delivered"
        app.files["log/deep/x"]?.role = .volatile
        return app
    }

    /// What a plan before any trick says is to be done, over and over.
    private func attempt(_ folder: AppFolder, _ work: AppFolderWork, _ world: AppWorld) async throws {
        let archive = try await world.archives.archive(for: work, in: folder)
        let installer = AppFolderInstaller(folder, over: world.pc)
        do {
            try await installer.swap(try await installer.stage(work, archive, within: .seconds(60)))
        } catch is AppFolderFailure {
            // With a swapped folder it fails, and must.
        }
    }

    private func work(_ folder: AppFolder, in world: AppWorld) async throws -> AppFolderWork {
        guard case .work(let work) = try await world.plan(folder) else {
            throw BenchError(message: "nothing is to be installed")
        }
        return work
    }

    @Test(arguments: PCShell.allCases, Owner.allCases)
    func `without anybody's tricks the app is there, and so is what was not the app's`(
        _ shell: PCShell,
        _ owner: Owner
    ) async throws {
        try await withWorld(shell) { pc, world in
            let empty = "home/place/App/sub/empty"
            try await pc.set(
                owner.scene + "\nmkdir \(empty); chown \(HostilePC.pupil) \(empty); chmod 770 \(empty)"
            )
            let folder = try world.folder(app)
            try await attempt(folder, try await work(folder, in: world), world)
            #expect(
                try world.holds(
                    app,
                    besides: [
                        "log/deep/x": "log\n", "note": "note\n", "was": "moved", "sub/link": "-> ../note",
                    ]
                )
            )
            #expect(
                try await pc.bench.run("stat -c %a home/place/App/sub/empty; ls -A home/place | wc -l")
                    == "770\n2\n"
            )
            let mine = owner == .everybody ? "0" : "\(HostilePC.pupil)"
            #expect(
                try await pc.bench.run("stat -c %u home/place/App/new home/place/App/note")
                    == "\(mine)\n\(mine)\n"
            )
        }
    }

    @Test(arguments: Owner.allCases, [0, 1])
    func `a link before any tool of an installation leads root nowhere`(
        _ owner: Owner,
        _ trick: Int
    ) async throws {
        try await withWorld(.dash) { pc, world in
            try await pc.set(owner.scene)
            let folder = try world.folder(app)
            let work = try await work(folder, in: world)
            let count = try await pc.interfere(
                scene: owner.scene,
                hostility: Self.tricks[trick],
                stride: HostilePC.stride(9)
            ) {
                try await attempt(folder, work, world)
            }
            #expect(count > 50, "the tools were not counted")
        }
    }

    @Test(arguments: PCShell.allCases, Owner.allCases)
    func `a pupil who never stops gets nothing`(_ shell: PCShell, _ owner: Owner) async throws {
        try await withWorld(shell) { pc, world in
            try await pc.set(owner.scene)
            let folder = try world.folder(app)
            let work = try await work(folder, in: world)
            let times = HostilePC.races(0.25, among: PCShell.allCases.count * Owner.allCases.count)
            try await pc.race(times, scene: owner.scene, hostility: Self.tricks.joined(separator: "\n")) {
                try await attempt(folder, work, world)
            }
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a folder that holds something else is exchanged only where the playbook says so`(
        _ shell: PCShell
    ) async throws {
        try await withWorld(shell) { pc, world in
            try await pc.set("chown 0:0 home home/place; mkdir home/place/App; echo x >home/place/App/passwd")
            let folder = try world.folder(app)
            #expect(try await world.plan(folder) == .refused(.strange(world.path)))
            let replacing = try #require(
                AppFolder(path: world.path, manifest: folder.manifest, replacesAnything: true)
            )
            guard case .work = try await world.plan(replacing) else {
                Issue.record("replace: true was not heard")
                return
            }
            try await pc.bench.run("rm home/place/App/passwd")
            guard case .work = try await world.plan(folder) else {
                Issue.record("an empty folder is in nobody's way")
                return
            }
        }
    }

    @Test(arguments: PCShell.allCases)
    func `what cannot be removed is said, and nothing is piled up beside it`(_ shell: PCShell) async throws {
        try await withWorld(shell) { pc, world in
            try await pc.set("chown 0:0 home home/place")
            var app = app
            for version in ["1", "2"] {
                app.version = version
                app["version.txt"] = version + "\n"
                try await world.install(try world.folder(app))
            }
            // As with chattr +i, which not every disk that a test runs on can.
            let kept = try #require(try world.siblings().first { $0.hasPrefix(".App.siaga-") })
            try await pc.bench.tool("rm", "case \"$*\" in *\(kept)*) exit 1 ;; esac\nexec /bin/rm \"$@\"")
            app.version = "3"
            app["version.txt"] = "3\n"
            let third = await #expect(throws: AppFolderFailure.self) {
                try await world.install(try world.folder(app))
            }
            #expect(third?.code == .placedLeft)
            #expect(try world.holds(app))
            let count = try world.siblings().count
            app.version = "4"
            app["version.txt"] = "4\n"
            let fourth = await #expect(throws: AppFolderFailure.self) {
                try await world.install(try world.folder(app))
            }
            #expect(fourth?.code == .left)
            #expect(fourth?.detail.hasSuffix(kept) == true)
            #expect(try world.siblings().count == count)
            try await pc.bench.run("rm tools/rm")
            try await world.install(try world.folder(app))
            #expect(try world.holds(app))
            #expect(try world.siblings().count == 1)
        }
    }
}
