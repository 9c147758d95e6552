import Bundles
import Facts
import Foundation
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import Provisioning

/// The app on PCs without `tar`, to which files go one by one.
@Suite(.timeLimit(.minutes(5)))
struct AppLooseTests {
    private func work(
        _ folder: AppFolder,
        on pc: ShellPC,
        in world: AppWorld
    ) async throws -> AppFolderWork {
        guard case .work(let work) = try await world.plan(folder, on: pc) else {
            throw BenchError(message: "nothing is to be installed")
        }
        return work
    }

    private func install(_ folder: AppFolder, on pc: ShellPC, in world: AppWorld) async throws {
        let work = try await work(folder, on: pc, in: world)
        let installer = AppFolderInstaller(folder, over: pc)
        let files = try await world.archives.files(for: work, in: folder)
        try await installer.swap(installer.stage(work, files, within: .seconds(120)))
    }

    private func next(_ app: TestApp) -> TestApp {
        var next = app
        next["version.txt"] = "26.0301\n"
        next.version = "26.0301"
        return next
    }

    @Test(arguments: PCShell.allCases)
    func `sends file by file, and goes on where it was cut`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let pc = try await world.busyboxPC(without: "tar")
            let old = TestApp.odd("26.0222")
            let first = try world.folder(old)
            let work = try await work(first, on: pc, in: world)
            #expect(!work.unpacksTar)
            let files = try await world.archives.files(for: work, in: first)
            // Cut behind half of the files: the list is missing then.
            let half = Array(files.dropFirst().prefix(files.count / 2))
            await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(first, over: pc).stage(work, half, within: .seconds(120))
            }
            let rest = try await self.work(first, on: pc, in: world)
            #expect(rest.sent.count < work.sent.count && rest.resumed.bytes > 0)
            try await install(first, on: pc, in: world)
            #expect(try world.holds(old))

            let new = next(old)
            let second = try world.folder(new)
            try await install(second, on: pc, in: world)
            #expect(try world.holds(new))
            #expect(try await world.state(second, on: pc).isSame)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a folder of somebody else's files keeps its rights`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let pc = try await world.busyboxPC(without: "tar")
            let old = TestApp.odd("26.0222")
            try await install(try world.folder(old), on: pc, in: world)
            try await AppWorld.output(
                "mkdir -p \"$1/data/deep\"; echo mine >\"$1/data/deep/notes\"; chmod 700 \"$1/data\"",
                world.path
            )
            try await install(try world.folder(next(old)), on: pc, in: world)
            let found = try await AppWorld.output(
                "(cat \"$1/data/deep/notes\"; stat -c %a \"$1/data\" \"$1/data/deep\") | tr '\\n' ' '",
                world.path
            )
            #expect(found.split(separator: " ") == ["mine", "700", "755"])
        }
    }

    @Test func `takes no list that is not whole`() async throws {
        try await AppWorld.with(.dash) { world in
            let pc = try await world.busyboxPC(without: "tar")
            let folder = try world.folder(.odd("26.0222"))
            let work = try await work(folder, on: pc, in: world)
            var files = try await world.archives.files(for: work, in: folder)
            let text = try String(contentsOfFile: files[0].source, encoding: .utf8)
            let cut = "\(world.scratch.path)/cut"
            let lines = text.split(separator: "\n").dropLast(2).map { $0 + "\n" }
            try lines.joined().write(toFile: cut, atomically: true, encoding: .utf8)
            files[0] = AppLooseFile(source: cut, path: files[0].path, size: files[0].size)
            await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: pc).stage(work, files, within: .seconds(120))
            }
            #expect(!FileManager.default.fileExists(atPath: world.path))
        }
    }

    @Test func `sends nothing of a content that is damaged here`() async throws {
        try await AppWorld.with(.dash) { world in
            let pc = try await world.busyboxPC(without: "tar")
            let folder = try world.folder(.odd("26.0222"))
            let work = try await work(folder, on: pc, in: world)
            let content = try #require(work.sent.first { $0.size > 0 })
            let path = world.store.path(of: content.hash)
            try await AppWorld.output("chmod u+w \"$1\"; printf x >\"$1\"", path)
            let error = await #expect(throws: BundleError.self) {
                try await world.archives.files(for: work, in: folder)
            }
            #expect(error?.code == .checksum)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `refuses where somebody else could lead a file astray`(_ shell: PCShell) async throws {
        try await AppWorld.with(shell) { world in
            let pc = try await world.busyboxPC(without: "tar")
            try await AppWorld.output("chmod 777 \"$1\"", "\(world.scratch.path)/pc")
            let folder = try world.folder(.odd("26.0222"))
            #expect(try await world.plan(folder, on: pc) == .refused(.open(world.pcFolder)))
            let work = AppFolderWork(folder, try await world.state(folder, on: pc), version: nil)
            let failure = await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: pc).stage(work, [], within: .seconds(120))
            }
            #expect(failure?.code == .open && failure?.detail == world.pcFolder)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a disk that fills up keeps its version, and what was begun is removed`(_ shell: PCShell)
        async throws
    {
        try await AppWorld.with(shell) { world in
            let (path, disk) = (world.path, world.pcFolder)
            try await AppWorld.output("mkdir \"$1\"; echo 1 >\"$1/version.txt\"", path)
            let folder = try world.folder(.large("2"))
            let work = AppFolderWork(folder, try await world.state(folder), version: "1")
            let files = try await world.archives.files(for: work, in: folder)
            let failure = await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: world.pc.withFullDisk()).stage(
                    work,
                    files,
                    within: .seconds(120)
                )
            }
            #expect(failure?.code == .full)
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk).count == 1)
            #expect(try String(contentsOfFile: "\(path)/version.txt", encoding: .utf8) == "1\n")
        }
    }
}
