import Bundles
import Facts
import RoomModel
import Testing

@testable import Provisioning

/// Which of a bundle's variants a PC takes.
@Suite(.timeLimit(.minutes(3)))
struct AppVariantTests {
    /// What each variant is for, and the bytes of its program: a plan's bytes tell which variant it is of.
    private static let sizes: [(target: BundleTarget, bytes: Int)] = [
        (BundleTarget(), 50), (BundleTarget(system: .linux), 100),
        (BundleTarget(system: .linux, architecture: .x86), 200),
        (BundleTarget(system: .linux, architecture: .arm64), 300),
        (BundleTarget(system: .linux, architecture: .x64), 400),
        (BundleTarget(system: .windows, architecture: .x64), 500),
        (BundleTarget(system: .macos, architecture: .arm64), 600),
    ]

    private static func app(_ bytes: Int, version: String) -> TestApp {
        var app = TestApp(version: version)
        app["version.txt"] = version + "\n"
        app["exam"] = String(repeating: "x", count: bytes)
        return app
    }

    /// The folder as the variant for `target` has it.
    private func variant(
        _ world: AppWorld,
        for target: BundleTarget,
        _ bytes: Int,
        version: String = "26.0222"
    ) throws -> AppFolder {
        let plain = try world.folder(Self.app(bytes, version: version)).manifest
        let id = try BundleID(name: plain.id.name, version: plain.id.version, target: target)
        return try #require(AppFolder(path: world.path, manifest: Manifest(id: id, files: plain.files)))
    }

    private func variants(_ world: AppWorld) throws -> [AppFolder] {
        try Self.sizes.map { try variant(world, for: $0.target, $0.bytes) }
    }

    /// What the PC measures, as if it had that processor.
    private func readings(
        _ step: any Step,
        _ world: AppWorld,
        on architecture: Result<Architecture, Unmeasured> = .failure(Unmeasured(.notReported))
    ) async throws -> FactReadings {
        let probe = Probe(facts: step.facts, examProcesses: [])
        guard case .measured(var readings) = try await probe.measure(over: world.pc, now: { .distantPast })
        else {
            throw Unmeasured(.notReported)
        }
        readings.record(OSArchFact(), architecture)
        return readings
    }

    @Test(
        arguments: [
            ("x86_64", 64, 400), ("amd64", 64, 400), ("aarch64", 64, 300), ("arm64", 64, 300),
            ("i686", 32, 200),
            // A system of 32 bits on a processor of 64.
            ("x86_64", 32, 200),
            // No variant is made for it: what asks for no processor.
            ("riscv64", 64, 100), ("aarch64", 32, 100),
        ] as [(String, Int, Int)]
    )
    func `a PC takes the variant of its own processor, in whatever order they come`(
        _ machine: String,
        _ bits: Int,
        _ bytes: Int
    ) async throws {
        try await AppWorld.with(.dash) { world in
            let variants = try variants(world)
            for variants in [variants, variants.reversed()] {
                let step = try #require(AppStep(variants, archives: world.archives))
                let pc = Architecture(bits: bits, machine: machine)
                let plan = try await step.plan(readings(step, world, on: .success(pc)))
                // `version.txt` is the same in all of them.
                #expect(plan.changes.map(\.bytes) == [ByteCount(bytes: Int64(bytes + 8))])
            }
        }
    }

    @Test func `variants come under one name, and the newest version's own arrives`() async throws {
        try await AppWorld.with(.dash) { world in
            var manifests = try variants(world).map(\.manifest)
            let target = BundleTarget(system: .linux, architecture: .x64)
            manifests.append(try variant(world, for: target, 700, version: "25.0525").manifest)
            let bundles = AppBundles(manifests, archives: world.archives)
            let step = try AppStep.definition(bundles).make(ParameterValues(["path": .text(world.path)]))
            let pc = Architecture(bits: 64, machine: "x86_64")
            let before = try await readings(step, world, on: .success(pc))
            try await step.apply(before, in: StepContext(connection: world.pc, now: { .distantPast }))
            #expect(try world.holds(Self.app(400, version: "26.0222")))
            #expect(try await step.plan(readings(step, world, on: .success(pc))) == .nothing)
        }
    }

    @Test func `a PC for which there is no variant is refused, and left alone`() async throws {
        try await AppWorld.with(.dash) { world in
            let refusal = StepPlan.refused(StepRefusal(.noVariant, "exam-26.0222"))
            let arm = try variant(world, for: BundleTarget(system: .linux, architecture: .arm64), 300)
            let windows = try variant(world, for: BundleTarget(system: .windows, architecture: .x64), 500)
            for variants in [[arm], [arm, windows], [windows]] {
                let step = try #require(AppStep(variants, archives: world.archives))
                let pc = Architecture(bits: 64, machine: "x86_64")
                let readings = try await readings(step, world, on: .success(pc))
                #expect(try step.plan(readings) == refusal)
                #expect(step.foreignFiles(readings) == nil)
                let context = StepContext(connection: world.pc, now: { .distantPast })
                try await step.apply(readings, in: context)
                #expect(try world.tree().isEmpty)
            }
        }
    }

    @Test func `a processor that was not measured is not guessed, and not asked where nothing depends on it`()
        async throws
    {
        try await AppWorld.with(.dash) { world in
            let step = try #require(AppStep(try variants(world), archives: world.archives))
            #expect(step.facts.contains { $0 is OSArchFact })
            let unknown = try await readings(step, world)
            #expect(throws: Unmeasured.self) { try step.plan(unknown) }
            // For Windows alone: no Linux PC is asked what it is.
            let windows = BundleTarget(system: .windows, architecture: .x64)
            let plain = [
                try variant(world, for: BundleTarget(), 50), try variant(world, for: windows, 500),
            ]
            let anywhere = try #require(AppStep(plain, archives: world.archives))
            #expect(!anywhere.facts.contains { $0 is OSArchFact })
            let plan = try await anywhere.plan(readings(anywhere, world))
            #expect(plan.changes.map(\.bytes) == [ByteCount(bytes: 58)])
        }
    }

    @Test(
        arguments: [
            ("x86_64", 64, .x64), ("amd64", 64, .x64), ("x86_64", 32, .x86), ("i386", 32, .x86),
            ("i486", 32, .x86), ("i586", 32, .x86), ("i686", 32, .x86), ("aarch64", 64, .arm64),
            ("arm64", 64, .arm64), ("aarch64", 32, nil), ("armv7l", 32, nil), ("riscv64", 64, nil),
            ("ppc64le", 64, nil), ("", 64, nil),
        ] as [(String, Int, BundleTarget.Architecture?)]
    )
    func `what a kernel calls its machine is what a bundle is made for, or nothing is`(
        _ machine: String,
        _ bits: Int,
        _ expected: BundleTarget.Architecture?
    ) {
        #expect(BundleTarget.Architecture(Architecture(bits: bits, machine: machine)) == expected)
    }
}
