import Provisioning
import RoomModel
import TestNeeds
import Testing

/// Root's file work in a folder of a pupil's, who swaps it for a link at every moment there is.
@Suite(
    .needs(.otherAccount),
    .timeLimit(.minutes(10))
) struct HostileStepTests {
    /// What a pupil does.
    struct Trick: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String

        static let all = [
            Trick(
                testDescription: "his folder is a link to root's",
                text: "mv home/place home/away-$$ && ln -s ../victim home/place"
            ),
            Trick(
                testDescription: "all in it are links to root's files",
                text: """
                    rm -rf home/place/f home/place/f.desktop
                    ln -s ../../victim/shadow home/place/f
                    ln -s ../../victim/shadow home/place/f.desktop
                    for new in home/place/.[!.]*; do
                        mv "$new" "$new-away" 2>/dev/null || rm -rf "$new"
                        ln -s ../../victim/shadow "$new" || ln -s "$PWD/victim/shadow" "$new/new"
                    done
                    """
            ),
            Trick(
                testDescription: "all in it are links to root's folders",
                text: """
                    for below in home/place/f/sub home/place/f/deep/sub; do
                        mv "$below" "$below-$$" && ln -s "$PWD/victim/sub" "$below"
                    done
                    [ -e home/place/f/sub ] || ln -s ../../victim home/place/f
                    for new in home/place/.[!.]*; do
                        mv "$new" "$new-away" 2>/dev/null || rm -rf "$new"
                        ln -s ../../victim "$new"
                    done
                    """
            ),
        ]
    }

    /// What root does there.
    struct Work: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let kind: String
        var values: [String: ParameterValue] = [:]
        var scene = ":"

        func step(_ bench: StepBench) throws -> any Step {
            var values = values
            values[kind == "shortcut" ? "folder" : "path"] =
                .text(bench.path(kind == "shortcut" ? "home/place" : "home/place/f"))
            return try ProvisioningTests.step(kind, values)
        }

        static let all = [
            Work(
                testDescription: "a new file",
                kind: "file",
                values: ["content": .text("x"), "mode": .text("666")]
            ),
            Work(
                testDescription: "a file that is given away",
                kind: "file",
                values: ["content": .text("x"), "owner": .text("nobody")],
                scene: "echo old >home/place/f"
            ),
            Work(
                testDescription: "a shortcut",
                kind: "shortcut",
                values: [
                    "name": .text("f"), "title": .text("f"), "command": .text("f"), "place": .text("desktop"),
                ]
            ),
            Work(testDescription: "a new folder", kind: "folder", values: ["mode": .text("777")]),
            Work(
                testDescription: "a folder that is there",
                kind: "folder",
                values: ["mode": .text("777"), "owner": .text("nobody")],
                scene: "mkdir home/place/f"
            ),
            Work(
                testDescription: "a folder removed",
                kind: "remove",
                values: ["recursive": .flag(true)],
                scene: "mkdir -p home/place/f/sub home/place/f/deep/sub; touch home/place/f/sub/run"
                    + " home/place/f/deep/sub/run; chown -R \(HostilePC.pupil) home/place/f"
            ),
            Work(
                testDescription: "a pupil's folder removed from root's",
                kind: "remove",
                values: ["recursive": .flag(true)],
                scene: "mkdir -p home/place/f/sub home/place/f/deep/sub; touch home/place/f/sub/run"
                    + " home/place/f/deep/sub/run; chown 0:0 home home/place; chown -R \(HostilePC.pupil) home/place/f"
            ),
        ]
    }

    /// What comes of it does not matter: with a swapped folder it fails, and must.
    private func attempt(_ step: any Step, _ bench: StepBench) async throws {
        guard case .change = try await bench.plan(step) else { return }
        let readings = try await bench.readings(step)
        try? await step.apply(readings, in: StepContext(connection: bench.connection, now: { .now }))
    }

    @Test(arguments: PCShell.allCases, Work.all)
    func `without anybody's tricks it comes about`(_ shell: PCShell, _ work: Work) async throws {
        try await HostilePC.with(shell) { pc in
            let owner = work.values["owner"] != nil
            try await pc.bench.run("chown -R \(HostilePC.pupil):\(HostilePC.pupil) home; \(work.scene)")
            let step = try work.step(pc.bench)
            if owner {
                // In a pupil's folder nothing can be given to another: said, and nothing changed.
                await #expect(throws: StepFailure.self) { try await pc.bench.settle(step) }
            } else {
                #expect(try await pc.bench.settle(step).after == .nothing)
            }
            #expect(try await pc.bench.run("ls -A home/place | grep -c siaga || :") == "0\n")
            if work.kind != "remove", !owner {
                #expect(try await pc.bench.run("stat -c %u home/place/f*") == "\(HostilePC.pupil)\n")
            }
        }
    }

    @Test(arguments: Work.all, Trick.all)
    func `a link before any tool of a step leads root nowhere`(_ work: Work, _ trick: Trick) async throws {
        try await HostilePC.with(.dash) { pc in
            let step = try work.step(pc.bench)
            try await pc.set(work.scene)
            let readings = try await pc.bench.readings(step)
            let count = try await pc.interfere(
                scene: work.scene,
                hostility: trick.text,
                stride: HostilePC.stride(3)
            ) {
                // What comes of it does not matter: where a folder was swapped it fails, and must.
                try? await step.apply(
                    readings,
                    in: StepContext(connection: pc.bench.connection, now: { .now })
                )
            }
            #expect(count > 10, "the tools were not counted")
        }
    }

    @Test(arguments: PCShell.allCases, Work.all)
    func `a pupil who never stops gets nothing`(_ shell: PCShell, _ work: Work) async throws {
        try await HostilePC.with(shell) { pc in
            let step = try work.step(pc.bench)
            let times = HostilePC.races(0.75, among: PCShell.allCases.count * Work.all.count)
            try await pc.race(
                times,
                scene: work.scene,
                hostility: Trick.all.map { "{\n\($0.text)\n}" }.joined(separator: "\n")
            ) {
                try await attempt(step, pc.bench)
            }
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a folder that several accounts may change is refused by its name`(_ shell: PCShell) async throws {
        try await HostilePC.with(shell) { pc in
            let file = try step(
                "file",
                ["path": .text(pc.bench.path("open/below/f")), "content": .text("x")]
            )
            for (scene, named) in [
                ("mkdir -p open/below; chmod 777 open", "open"),
                ("chmod 755 open; chmod 775 open/below; chown 0:61299 open/below", "open/below"),
                ("chown 61299 open; chown 61300:0 open/below; chmod 755 open/below", "open"),
            ] {
                try await pc.bench.run(scene)
                #expect(
                    try await pc.bench.plan(file) == .refused(StepRefusal(.openFolder, pc.bench.path(named)))
                )
            }
            try await pc.bench.run("chown 0 open; chmod 1777 open; chown 0 open/below")
            #expect(try await pc.bench.settle(file).after == .nothing)
        }
    }
}
