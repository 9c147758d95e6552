import Bundles
import Foundation
import Testing

@testable import Provisioning

/// One run after another is cut off, each wherever chance has it.
@Suite(.timeLimit(.minutes(5)))
struct AppStormTests {
    private static let versions = [
        TestApp.odd("26.0222"), TestApp.odd("26.0301", seed: 2), TestApp.odd("26.0415", seed: 3),
    ]

    /// 51 moments in all: 17 in each shell, one PC in each.
    @Test(arguments: zip(PCShell.allCases, [UInt64(1), 2, 3]))
    func `however often runs are cut off, a whole version or both and the marker are there`(
        _ shell: PCShell,
        _ seed: UInt64
    ) async throws {
        var random = SeededGenerator(seed)
        try await AppWorld.with(shell) { world in
            try await world.install(try world.folder(Self.versions[0]))
            for moment in 1...17 {
                let version = Int.random(in: 0..<Self.versions.count, using: &random)
                let layout = AppFolder.Layout.allCases.randomElement(using: &random) ?? .folder
                let folder = try world.folder(Self.versions[version], layout: layout)
                var staging = world.pc
                var swapping = world.pc
                let step: Int
                if Bool.random(using: &random) {
                    step = Int.random(in: 1...8, using: &random)
                    staging = staging.killed(atStep: step)
                } else {
                    step = Int.random(in: 1...5, using: &random)
                    swapping = swapping.killed(atStep: step)
                }
                let rollsBack = Int.random(in: 0..<4, using: &random) == 0
                do {
                    if rollsBack {
                        try await AppFolderInstaller(folder, over: swapping).rollBack()
                    } else {
                        try await world.install(folder, on: staging, swapOn: swapping, allowsDowngrade: true)
                    }
                } catch is AppFolderFailure {
                    // That is what happens here.
                }
                let state = try await world.state(folder)
                let note: Comment = "seed \(seed), moment \(moment), version \(version), step \(step)"
                #expect(state.unfinishedSwaps.count <= 1, note)
                if state.target == .absent {
                    #expect(state.unfinishedSwaps.count == 1, note)
                } else {
                    #expect(try Self.versions.contains { try world.holds($0) }, note)
                }
            }
            let last = try world.folder(Self.versions[2])
            try await world.install(last)
            #expect(try world.holds(Self.versions[2]), "seed \(seed)")
            #expect(try await world.state(last).isSame)
        }
    }
}
