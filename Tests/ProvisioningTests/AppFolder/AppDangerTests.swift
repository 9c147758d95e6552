import Bundles
import Foundation
import Glibc
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import Provisioning

/// What stands in the way on a PC: nothing is followed, nothing half-written is left at the app's path.
@Suite(.timeLimit(.minutes(5)))
struct AppDangerTests {
    @Test(arguments: PCShell.allCases)
    func `follows no link at the app's path, above it, or beside it`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell, at: "App") { world in
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            let trap = "\(world.scratch.path)/trap"
            try await AppWorld.output("mkdir \"$1\"; ln -s \"$1\" \"$2\"", trap, world.path)
            #expect(try await world.install(folder) == .refused(.link(world.path)))
            // Also one that looks like Siaga's own.
            try await AppWorld.output(
                "rm \"$1\"; mkdir \"$2/.App.siaga-1\" \"$2/.App.siaga-1/tree\"; ln -s .App.siaga-1/tree \"$1\"",
                world.path,
                world.pcFolder
            )
            try await AppWorld.output("chmod 777 \"$1/.App.siaga-1\"", world.pcFolder)
            #expect(try await world.install(folder) == .refused(.link(world.path)))
            try await AppWorld.output("rm \"$1\"; rm -r \"$2/.App.siaga-1\"", world.path, world.pcFolder)

            let below = try world.folder(app, path: "\(world.pcFolder)/link/deeper/App")
            try await AppWorld.output("ln -s \"$1\" \"$2/link\"", trap, world.pcFolder)
            #expect(try await world.install(below) == .refused(.link("\(world.pcFolder)/link")))

            // Planted after the measurement: the scripts look for themselves.
            guard case .work(let work) = try await world.plan(folder) else {
                Issue.record("nothing is to be installed")
                return
            }
            let archive = try await world.archives.archive(for: work, in: folder)
            try await AppWorld.output("ln -s \"$1\" \"$2\"", trap, world.path)
            let failure = await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: world.pc).stage(
                    work,
                    archive,
                    within: .seconds(120)
                )
            }
            #expect(failure?.code == .foreignLink)
            let other = await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(below, over: world.pc).stage(
                    work,
                    archive,
                    within: .seconds(120)
                )
            }
            #expect(other?.code == .link)
            #expect(try FileManager.default.contentsOfDirectory(atPath: trap).isEmpty)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `uses no half-done folder that somebody else could have made`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell, at: "App") { world in
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            await #expect(throws: AppFolderFailure.self) {
                try await world.install(folder, on: world.pc.killed(atStep: 4))
            }
            #expect(try await world.state(folder).staged != nil)
            try await AppWorld.output("chmod 770 \"$1\"/.App.siaga-*", world.pcFolder)
            let state = try await world.state(folder)
            #expect(state.staged == nil)
            #expect(state.aliens.count == 1)
            // And a link of that name.
            try await AppWorld.output("ln -s /etc \"$1/.App.siaga-x\"", world.pcFolder)
            #expect(try await world.state(folder).aliens.count == 2)
            try await world.install(folder)
            #expect(try world.holds(app))
            // Nothing of others is removed.
            #expect(try world.siblings().count == 3)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a file, and a folder without right to look into, are said`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell, at: "App") { world in
            let folder = try world.folder(.odd("26.0222"))
            try await AppWorld.output("echo x >\"$1\"", world.path)
            #expect(try await world.install(folder) == .refused(.inTheWay(world.path)))
            let below = try world.folder(.odd("26.0222"), path: "\(world.path)/App")
            #expect(try await world.install(below) == .refused(.link(world.path)))
        }
    }

    @Test
    func `a damaged file that is not noticed until the end stops everything`() async throws {
        try await AppWorld.with(.dash, at: "App") { world in
            let old = TestApp.odd("26.0222")
            try await world.install(try world.folder(old))
            var new = old
            new.version = "26.0301"
            new["version.txt"] = "26.0301\n"
            let folder = try world.folder(new)
            guard case .work(let work) = try await world.plan(folder) else {
                Issue.record("nothing is to be updated")
                return
            }
            let archive = try await world.archives.archive(for: work, in: folder)
            // The app, or a pupil, changes a file that was measured as good.
            try world.put("other", at: "ap p/library.dll")
            let failure = await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: world.pc).stage(
                    work,
                    archive,
                    within: .seconds(120)
                )
            }
            #expect(failure?.code == .changed)
            #expect(failure?.detail == "ap p/library.dll")
            #expect(try world.tree()["version.txt"] == Array("26.0222\n".utf8))
            try await world.install(folder)
            #expect(try world.holds(new))
        }
    }

    static func withDisk(
        _ world: AppWorld,
        kibibytes: Int,
        files: Int? = nil,
        _ body: (String) async throws -> Void
    ) async throws {
        let disk = "\(world.scratch.path)/disk"
        try await AppWorld.output(
            "mkdir \"$1\"; mount -t tmpfs -o size=\(kibibytes)k,mode=755\(files.map { ",nr_inodes=\($0)" } ?? "") none \"$1\"",
            disk
        )
        do {
            try await body(disk)
            try await AppWorld.output("umount \"$1\"", disk)
        } catch {
            try await AppWorld.output("umount -l \"$1\"", disk)
            throw error
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a disk that takes no more keeps its version, and what was begun is removed`(_ shell: PCShell)
        async throws
    {
        try await AppWorld.with(shell) { world in
            let (path, disk) = (world.path, world.pcFolder)
            try await AppWorld.output("mkdir \"$1\"; echo 1 >\"$1/version.txt\"", path)
            let folder = try world.folder(.large("2"))
            let work = AppFolderWork(folder, try await world.state(folder), version: "1")
            let archive = try await world.archives.archive(for: work, in: folder)
            let failure = await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: world.pc.withFullDisk()).stage(
                    work,
                    archive,
                    within: .seconds(120)
                )
            }
            #expect(failure?.code == .full)
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk).count == 1)
            #expect(try String(contentsOfFile: "\(path)/version.txt", encoding: .utf8) == "1\n")
        }
    }

    @Test(.needs(.mountPoint), arguments: PCShell.allCases)
    func `a disk that fills up keeps its version, and what was begun is removed`(_ shell: PCShell)
        async throws
    {
        try await AppWorld.with(shell) { world in
            try await Self.withDisk(world, kibibytes: 1_400) { disk in
                let path = "\(disk)/App"
                try await AppWorld.output("mkdir \"$1\"; echo 1 >\"$1/version.txt\"", path)
                let folder = try world.folder(.large("2"), path: path)
                guard case .refused(.noSpace(let needed, let free)) = try await world.plan(folder) else {
                    Issue.record("the lack of space was not seen")
                    return
                }
                #expect(needed > free)
                // Somebody else filled it meanwhile: the plan did not see it coming.
                let work = AppFolderWork(folder, try await world.state(folder), version: "1")
                let archive = try await world.archives.archive(for: work, in: folder)
                let failure = await #expect(throws: AppFolderFailure.self) {
                    try await AppFolderInstaller(folder, over: world.pc).stage(
                        work,
                        archive,
                        within: .seconds(120)
                    )
                }
                #expect(failure?.code == .full)
                #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["App"])
                #expect(try String(contentsOfFile: "\(path)/version.txt", encoding: .utf8) == "1\n")
            }
        }
    }

    @Test(.needs(.mountPoint), arguments: PCShell.allCases)
    func `a disk that takes nothing, and an app that is a disk, are refused`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            try await Self.withDisk(world, kibibytes: 40_000) { disk in
                let volume = try world.folder(.odd("26.0222"), path: disk)
                try await AppWorld.output("echo 1 >\"$1/version.txt\"", disk)
                #expect(try await world.plan(volume) == .refused(.ownVolume))
                try await AppWorld.output("mount -o remount,ro \"$1\"", disk)
                let folder = try world.folder(.odd("26.0222"), path: "\(disk)/deep/App")
                #expect(try await world.plan(folder) == .refused(.readOnlyDisk("\(disk)/deep")))
                let refusal = StepRefusal(ofApp: .readOnlyDisk(disk), at: "\(disk)/App")
                #expect(refusal == StepRefusal(.readOnlyDisk, disk))
            }
        }
    }

    @Test(
        .needs(.mountPoint),
        arguments: PCShell.allCases
    )
    func `a disk without i-nodes is called so, and what was begun is removed`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            try await Self.withDisk(world, kibibytes: 40_000, files: 12) { disk in
                let path = "\(disk)/App"
                try await AppWorld.output("mkdir \"$1\"; echo 1 >\"$1/version.txt\"", path)
                let failure = await #expect(throws: AppFolderFailure.self) {
                    try await world.install(try world.folder(.odd("2"), path: path))
                }
                #expect(failure?.code == .noInodes, "\(failure?.said ?? "")")
                #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["App"])
            }
        }
    }
}
