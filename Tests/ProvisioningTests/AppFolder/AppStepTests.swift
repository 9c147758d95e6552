import Facts
import Glibc
import RoomModel
import Testing

@testable import Provisioning

/// The app's folder as a step among others.
@Suite(.timeLimit(.minutes(5)))
struct AppStepTests {
    private func readings(_ world: AppWorld, _ folder: AppFolder) async throws -> FactReadings {
        try await world.readings(folder, on: world.pc)
    }

    @Test func `says what it would do, does it, and has nothing left to do`() async throws {
        try await AppWorld.with(.dash) { world in
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            let step = try #require(AppStep([folder], archives: world.archives))
            let before = try await readings(world, folder)
            let bytes = ByteCount(
                bytes: app.files.filter { $0.key != "-dash" }.reduce(0) { $0 + Int64($1.value.bytes.count) }
            )
            let change = StepChange(.install, world.path, to: "26.0222", bytes: bytes)
            #expect(try step.plan(before) == .change(change))
            try await step.apply(before, in: StepContext(connection: world.pc, now: { .distantPast }))
            #expect(try world.holds(app))
            #expect(try await step.plan(readings(world, folder)) == .nothing)
            try world.put("26.0301\n", at: "version.txt")
            let refusal = StepRefusal(.newer, "26.0301")
            #expect(try await step.plan(readings(world, folder)) == .refused(refusal))
        }
    }

    @Test func `sends nothing more once something has come up, and goes on later`() async throws {
        try await AppWorld.with(.dash) { world in
            let app = TestApp.odd("26.0222")
            let folder = try world.folder(app)
            let step = try #require(AppStep([folder], archives: world.archives))
            let hindered = StepContext(
                connection: world.pc,
                now: { .distantPast },
                hindrance: { StepFailure(.stopped) }
            )
            let before = try await readings(world, folder)
            await #expect(throws: StepFailure(.stopped)) { try await step.apply(before, in: hindered) }
            #expect(access(world.path, F_OK) != 0)
            let free = StepContext(connection: world.pc, now: { .distantPast })
            try await step.apply(readings(world, folder), in: free)
            #expect(try world.holds(app))
        }
    }

    @Test func `swaps nothing where the exam was opened meanwhile`() async throws {
        try await AppWorld.with(.dash) { world in
            let old = TestApp.odd("26.0222")
            try await world.install(try world.folder(old))
            let folder = try world.folder(TestApp.odd("26.0301", seed: 2))
            let step = try #require(AppStep([folder], archives: world.archives))
            let context = StepContext(
                connection: world.pc,
                now: { .distantPast },
                recheck: { () async throws(StepFailure) in throw StepFailure(.examOpen) }
            )
            let before = try await readings(world, folder)
            await #expect(throws: StepFailure(.examOpen)) { try await step.apply(before, in: context) }
            #expect(try world.holds(old))
            // What arrived is used: the next run sends nothing.
            guard case .change(let changes) = try await step.plan(readings(world, folder)) else {
                Issue.record("nothing was left to do")
                return
            }
            #expect(changes.map(\.bytes) == [ByteCount(bytes: 0)])
        }
    }

    @Test func `finishes the swap of a former run before its own work`() async throws {
        try await AppWorld.with(.dash) { world in
            let old = TestApp.odd("26.0222")
            let new = TestApp.odd("26.0301", seed: 2)
            try await world.install(try world.folder(old))
            let folder = try world.folder(new)
            await #expect(throws: AppFolderFailure.self) {
                try await world.install(folder, swapOn: world.pc.killed(atStep: 2))
            }
            let step = try #require(AppStep([folder], archives: world.archives))
            let before = try await readings(world, folder)
            #expect(try step.plan(before) == .change(StepChange(.repair, world.path)))
            try await step.apply(before, in: StepContext(connection: world.pc, now: { .distantPast }))
            #expect(try world.holds(new))
        }
    }
}
