import Bundles
import Facts
import Foundation
import RoomModel
import TestRoom
import Testing

@testable import Provisioning

@Suite(.timeLimit(.minutes(5)))
struct AppInstallTests {
    @Test(arguments: PCShell.allCases)
    func `installs an app with every odd name, and has nothing to do afterwards`(_ shell: PCShell)
        async throws
    {
        try await AppWorld.with(shell, syncs: true) { world in
            var app = TestApp.odd("26.0222")
            app.links = ["latest log": "log.txt", "deep/link": "../version.txt"]
            app.folders = ["plug ins/empty"]
            let folder = try world.folder(app)
            guard case .work(let work) = try await world.install(folder) else {
                Issue.record("nothing was installed")
                return
            }
            #expect(work.kind == .install)
            #expect(work.foreign.isEmpty)
            #expect(work.sent.count == Set(folder.manifest.files.map(\.hash)).count)
            #expect(try world.holds(app))
            let program = try FileManager.default.attributesOfItem(atPath: "\(world.path)/Exam Browser.exe")
            #expect(program[.posixPermissions] as? Int == 0o755)
            let setting = try FileManager.default.attributesOfItem(atPath: "\(world.path)/setting.json")
            #expect(setting[.posixPermissions] as? Int == 0o644)
            var isFolder: ObjCBool = false
            #expect(
                FileManager.default.fileExists(atPath: "\(world.path)/plug ins/empty", isDirectory: &isFolder)
            )
            #expect(isFolder.boolValue)
            #expect(try await world.state(folder).isSame)
            #expect(try await world.plan(folder) == .nothing(foreign: []))
        }
    }

    @Test(arguments: PCShell.allCases)
    func `updates with the contents that are nowhere on the PC, keeps logs and foreign files`(
        _ shell: PCShell
    ) async throws {
        try await AppWorld.with(shell) { world in
            let old = TestApp.odd("26.0222")
            try await world.install(try world.folder(old))
            try world.put("what the pupils did", at: "log.txt")
            try world.put("a teacher's", at: "note \"x\".txt")
            try world.put("cannot stand on a line", at: "two\nlines")

            var new = old
            new.version = "26.0301"
            new["version.txt"] = "26.0301\n"
            new.files["ap p/renamed.dll"] = new.files.removeValue(forKey: "ap p/library.dll")
            new.files["second twin"] = new.files["twin"]
            new.files.removeValue(forKey: "-dash")
            new["new"] = "new"
            new["new twin"] = "new"
            let folder = try world.folder(new)
            guard case .work(let work) = try await world.install(folder) else {
                Issue.record("nothing was updated")
                return
            }
            #expect(work.kind == .update(from: "26.0222"))
            #expect(Set(work.sent.flatMap { $0.files.map(\.path) }) == ["version.txt", "new", "new twin"])
            #expect(work.sent.count == 2)
            #expect(work.foreign == ["note \"x\".txt", "two?lines"])
            #expect(
                try world.holds(
                    new,
                    besides: ["log.txt": "what the pupils did", "note \"x\".txt": "a teacher's"]
                )
            )
            #expect(try await world.plan(folder) == .nothing(foreign: ["note \"x\".txt"]))
            // Nothing is a hard link to the version that is kept.
            let library = try FileManager.default.attributesOfItem(atPath: "\(world.path)/ap p/renamed.dll")
            #expect(library[.referenceCount] as? Int == 1)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `leaves foreign files behind where the playbook says so`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let app = TestApp.odd("26.0222")
            try await world.install(try world.folder(app))
            try world.put("a teacher's", at: "note")
            try await AppWorld.output("ln -s /etc/passwd \"$1/planted\"; mkfifo \"$1/pipe\"", world.path)
            let folder = try world.folder(app, foreignFiles: .remove)
            guard case .work(let work) = try await world.install(folder) else {
                Issue.record("nothing was done")
                return
            }
            #expect(work.kind == .repair)
            #expect(work.sent.isEmpty)
            #expect(Set(work.foreign) == ["note", "planted", "pipe"])
            #expect(try world.holds(app))
            #expect(try await world.plan(folder) == .nothing(foreign: []))
        }
    }

    @Test(arguments: PCShell.allCases)
    func `repairs a damaged file, a missing one and a wrong mode`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            try await world.install(folder)
            try world.put("damaged", at: "ap p/library.dll")
            try await AppWorld.output(
                "rm \"$1/empty\"; chmod 600 \"$1/setting.json\"; chmod 644 \"$1/Exam Browser.exe\"",
                world.path
            )
            guard case .work(let work) = try await world.install(folder) else {
                Issue.record("nothing was repaired")
                return
            }
            #expect(work.kind == .repair)
            #expect(work.changedFiles == 4)
            #expect(Set(work.sent.flatMap { $0.files.map(\.path) }) == ["ap p/library.dll", "empty"])
            #expect(try world.holds(app))
            #expect(try await world.state(folder).isSame)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `goes back to the kept version, and forth again`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let old = TestApp.odd("26.0222")
            var new = TestApp.odd("26.0301", seed: 2)
            new.files["added"] = TestApp.File(bytes: [1])
            try await world.install(try world.folder(old))
            let folder = try world.folder(new)
            try await world.install(folder)
            #expect(try world.holds(new, besides: ["log.txt": "as delivered"]))
            let installer = AppFolderInstaller(folder, over: world.pc)
            try await installer.rollBack()
            #expect(try world.holds(old))
            #expect(try await world.state(folder).kept == "26.0301")
            try await installer.rollBack()
            #expect(try world.holds(new))
            #expect(try world.siblings().count == 1)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `refuses to go back to a version that lost a file`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let folder = try world.folder(.odd("26.0222"))
            try await world.install(folder)
            let installer = AppFolderInstaller(folder, over: world.pc)
            await #expect(throws: AppFolderFailure(.nothingKept)) { try await installer.rollBack() }
            let new = TestApp.odd("26.0301", seed: 2)
            try await world.install(try world.folder(new))
            try await AppWorld.output("rm \"$1\"/.*/old/empty", world.pcFolder)
            let failure = await #expect(throws: AppFolderFailure.self) { try await installer.rollBack() }
            #expect(failure?.code == .keptChanged)
            #expect(try world.holds(new))
        }
    }

    @Test(arguments: PCShell.allCases)
    func `exchanges a link with one rename, from a folder on and back`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let old = TestApp.odd("26.0222")
            let new = TestApp.odd("26.0301", seed: 2)
            try await world.install(try world.folder(old))
            let link = try world.folder(new, layout: .link)
            try await world.install(link)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: world.path).hasSuffix("/tree"))
            #expect(try world.holds(new))
            #expect(try await world.state(link).isSame)
            try await world.install(try world.folder(old, layout: .link), allowsDowngrade: true)
            #expect(try world.holds(old))
            let installer = AppFolderInstaller(link, over: world.pc)
            try await installer.rollBack()
            #expect(try world.holds(new))
            try await installer.rollBack()
            #expect(try world.holds(old))
            try await world.install(try world.folder(new))
            #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: world.path)) == nil)
            #expect(try world.holds(new))
            try await installer.rollBack()
            #expect(try world.holds(old))
        }
    }

    @Test(arguments: PCShell.allCases)
    func `leaves an app alone that updated itself`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            try await world.install(folder)
            try world.put("26.0301\n", at: "version.txt")
            #expect(try await world.install(folder) == .refused(.newer("26.0301")))
            #expect(try world.tree()["version.txt"] == Array("26.0301\n".utf8))
            try await world.install(folder, allowsDowngrade: true)
            #expect(try world.holds(app))
        }
    }

    @Test
    func `works where there is nothing but busybox`() async throws {
        try await AppWorld.with(.busybox) { world in
            let pc = try await world.busyboxPC()
            let old = TestApp.odd("26.0222")
            try await world.install(try world.folder(old), on: pc)
            var new = old
            new["version.txt"] = "26.0301\n"
            new.version = "26.0301"
            let folder = try world.folder(new)
            #expect(try await !world.state(folder, on: pc).isSame)
            try await world.install(folder, on: pc)
            #expect(try world.holds(new))
            #expect(try await world.state(folder, on: pc).isSame)
        }
    }

    @Test
    func `names the tools that a PC lacks`() async throws {
        try await AppWorld.with(.dash) { world in
            let pc = try await world.busyboxPC(without: "awk", "sha256sum")
            let folder = try world.folder(.odd("26.0222"))
            let error = await #expect(throws: Unmeasured.self) {
                try await world.state(folder, on: pc)
            }
            #expect(error?.reason == .needs(["awk", "sha256sum"]))
        }
    }

    @Test(arguments: PCShell.allCases)
    func `sends a PC without gzip what it can unpack`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let pc = try await world.busyboxPC(without: "gzip")
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            guard case .work(let work) = try await world.plan(folder, on: pc) else {
                Issue.record("nothing is to be installed")
                return
            }
            #expect(!work.unpacksGzip)
            let archive = try await world.archives.archive(for: work, in: folder)
            #expect(archive.packing == .plain)
            let installer = AppFolderInstaller(folder, over: pc)
            try await installer.swap(installer.stage(work, archive, within: .seconds(120)))
            #expect(try world.holds(app))
        }
    }
}
