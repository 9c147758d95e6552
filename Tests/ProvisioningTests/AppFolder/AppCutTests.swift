import Bundles
import Foundation
import RoomModel
import Testing

@testable import Provisioning

/// What is there when a run is cut off, and that the next run brings it to its end.
@Suite(.timeLimit(.minutes(5)))
struct AppCutTests {
    private static let old = TestApp.odd("26.0222")
    private static let new: TestApp = {
        var app = TestApp.odd("26.0301", seed: 2)
        app.files["ap p/kept.dll"] = old.files["ap p/library.dll"]
        return app
    }()

    /// The steps of staging, of a swap, and of a rollback: `app_step` in the scripts.
    ///
    /// In one shell each: every other test has the same scripts in all of them.
    @Test(arguments: 1...8)
    func `a PC that dies while a version is made ready keeps its version whole`(_ step: Int) async throws {
        try await AppWorld.with(PCShell.allCases[step % 3]) { world in
            try await world.install(try world.folder(Self.old))
            let folder = try world.folder(Self.new)
            let failure = await #expect(throws: AppFolderFailure.self) {
                try await world.install(folder, on: world.pc.killed(atStep: step))
            }
            #expect(failure?.code == .endNotSeen)
            #expect(try world.holds(Self.old))
            guard case .work(let work) = try await world.install(folder) else {
                Issue.record("nothing was left to do")
                return
            }
            // Unpacked files are not sent again.
            #expect(step < 3 || work.sent.isEmpty)
            #expect(try world.holds(Self.new))
            #expect(try world.siblings().count == 1)
        }
    }

    @Test(arguments: 1...6)
    func `a PC that dies during a swap has a whole version, or both and the marker`(_ step: Int)
        async throws
    {
        try await AppWorld.with(PCShell.allCases[step % 3]) { world in
            try await world.install(try world.folder(Self.old))
            let folder = try world.folder(Self.new)
            await #expect(throws: AppFolderFailure.self) {
                try await world.install(folder, swapOn: world.pc.killed(atStep: step))
            }
            try await checkAndFinish(world, folder, becomes: Self.new, keeps: Self.old)
        }
    }

    @Test(arguments: 1...7)
    func `a PC that dies during a rollback has a whole version, or both and the marker`(_ step: Int)
        async throws
    {
        try await AppWorld.with(PCShell.allCases[step % 3]) { world in
            try await world.install(try world.folder(Self.new))
            let folder = try world.folder(Self.old)
            try await world.install(folder, allowsDowngrade: true)
            await #expect(throws: AppFolderFailure.self) {
                try await AppFolderInstaller(folder, over: world.pc.killed(atStep: step)).rollBack()
            }
            try await checkAndFinish(world, folder, becomes: Self.new, keeps: Self.old)
        }
    }

    @Test(arguments: 1...6)
    func `a PC that dies while a link is exchanged has a whole version`(_ step: Int) async throws {
        try await AppWorld.with(PCShell.allCases[step % 3]) { world in
            try await world.install(try world.folder(Self.old, layout: .link))
            let folder = try world.folder(Self.new, layout: .link)
            await #expect(throws: AppFolderFailure.self) {
                try await world.install(folder, swapOn: world.pc.killed(atStep: step))
            }
            #expect(try world.holds(step <= 2 ? Self.old : Self.new))
            try await world.install(folder)
            #expect(try world.holds(Self.new))
        }
    }

    /// Both versions whole, then what the next run makes of it, then back.
    private func checkAndFinish(
        _ world: AppWorld,
        _ folder: AppFolder,
        becomes app: TestApp,
        keeps former: TestApp
    ) async throws {
        let state = try await world.state(folder)
        if state.target == .absent {
            #expect(state.unfinishedSwaps.count == 1)
        } else {
            #expect(try world.holds(Self.old) || world.holds(Self.new))
        }
        let installer = AppFolderInstaller(folder, over: world.pc)
        if !state.unfinishedSwaps.isEmpty {
            #expect(try await world.plan(folder) == .finishSwap)
            try await installer.finishSwap()
        }
        #expect(try await world.state(folder).unfinishedSwaps.isEmpty)
        #expect(try world.holds(app))
        try await installer.rollBack()
        #expect(try world.holds(former))
        #expect(try world.siblings().count == 1)
    }

    /// Whether gzip or not, wherever the line breaks.
    @Test(arguments: 0..<20)
    func `goes on where a stream of files was cut`(_ number: Int) async throws {
        let seed = UInt64(20_260_222 + number)
        var random = SeededGenerator(seed)
        let shell = PCShell.allCases[number % 3]
        try await AppWorld.with(shell) { world in
            try await world.install(try world.folder(Self.old))
            let folder = try world.folder(Self.new)
            guard case .work(let work) = try await world.plan(folder) else {
                Issue.record("nothing is to be installed")
                return
            }
            let archive = try await world.archives.archive(for: work, in: folder)
            let position = Int.random(in: 0..<Int(archive.size.bytes), using: &random)
            var pc = world.pc
            pc.cut = position
            do {
                // What is missing may be no more than the padding behind the last file.
                _ = try await AppFolderInstaller(folder, over: pc).stage(work, archive, within: .seconds(120))
            } catch let failure as AppFolderFailure {
                #expect([.cut, .unpack].contains(failure.code), "seed \(seed), byte \(position)")
            }
            #expect(try world.holds(Self.old))
            guard case .work(let rest) = try await world.install(folder) else {
                Issue.record("nothing was left to do: seed \(seed), byte \(position)")
                return
            }
            #expect(rest.bytes <= work.bytes)
            #expect(
                rest.bytes.bytes + rest.resumed.bytes == work.bytes.bytes,
                "seed \(seed), byte \(position)"
            )
            #expect(try world.holds(Self.new), "seed \(seed), byte \(position)")
        }
    }
}
