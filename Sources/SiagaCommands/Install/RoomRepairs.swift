import Checks
import Documents
import Playbooks
import Provisioning
import Reports
import RoomModel
import Runs

/// The steps that put right what the last scan of a room found.
struct RoomRepairs {
    /// What is done on whom; nil: nothing that a step can repair was found.
    let documents: InstallationDocuments?
    /// What is said where that is so.
    let nothing: String

    /// Looks at the last scan, and settles the steps of each PC it found fault with.
    ///
    /// - Parameters:
    ///   - selection: The room and the PCs meant.
    ///   - bundles: What apps are installed from.
    ///   - includesNotes: Whether what keeps no PC from being ready is put right, too, behind what does.
    ///   - options: Language and inventory as given.
    ///   - terminal: Where what is wrong is said.
    /// - Throws: ``CommandFailure`` when the documents are wrong, or the room was never scanned.
    init(
        _ selection: LoadedRooms.Selection,
        bundles: AppBundles,
        includesNotes: Bool,
        options: RoomOptions,
        terminal: Terminal
    ) async throws(CommandFailure) {
        let room = selection.room
        let language = Speech(room.profile, options: options, terminal: terminal).wording.language
        guard let last = try await RoomRecord(room: room).lastReport() else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "ruang ini belum pernah diperiksa", en: "this room was never scanned"),
                hint: .scanFirst
            )
        }
        let processes = try ExamProcesses(for: room, hosts: room.hosts, language: language)
        let scan: ScanPlan
        let profile: RoomProfile
        let playbook: Playbook
        do throws(InvalidDocuments) {
            playbook = try PlaybookLoader.choose(nil, for: room)
            scan = try .deciding(playbook, room)
            profile = room.profile.filled(from: playbook.profile)
        } catch {
            throw CommandFailure(error, in: .playbook, language: language)
        }
        let meant = Set(selection.hosts.map(\.name))
        let rows = Dictionary(last.rows.map { ($0.host.name, $0) }, uniquingKeysWith: { first, _ in first })
        let kinds = StepCatalogue.steps(installingFrom: bundles)
        var problems: [Problem] = []
        let targets = scan.targets.filter { meant.contains($0.host.name) }
        let noted = targets.filter { target in
            Self.isAny(target, rows[target.host.name]) { $0.isNote && !$0.isBroken }
        }
        nothing = Self.nothing(in: room, noted: includesNotes ? 0 : noted.count)[language]
        let hosts = targets.compactMap { target -> HostSteps? in
            let row = rows[target.host.name]
            var repairs = Self.repairs(of: target, row) { $0.isBroken }
            if includesNotes { repairs += Self.repairs(of: target, row) { $0.isNote && !$0.isBroken } }
            let steps = Self.named(repairs).compactMap { name, repair in
                Self.step(name, repair, on: target.host, playbook, kinds, &problems)
            }
            guard !steps.isEmpty else { return nil }
            return HostSteps(host: target.host, steps: steps, examProcesses: processes[target.host])
        }
        if !problems.isEmpty { terminal.note(ProblemRenderer.render(problems, language: language)) }
        var labels: [(name: StepName, label: Localized)] = []
        for step in hosts.flatMap(\.steps) where !labels.contains(where: { $0.name == step.name }) {
            labels.append((step.name, step.label))
        }
        let plan = InstallationPlan(
            scan: scan,
            playbook: Localized(id: "Perbaikan", en: "Repairs")[language],
            labels: labels,
            hosts: hosts,
            // The app does not need the clock: what cannot be put right keeps nothing else from it.
            isIndependent: true
        )
        documents = hosts.isEmpty ? nil : InstallationDocuments(plan: plan, profile: profile)
    }

    /// What is said where nothing that keeps a PC from being ready can be put right.
    private static func nothing(in room: Room, noted: Int) -> Localized {
        let title = room.profile.title.safe(limit: 60)
        guard noted > 0 else {
            return Localized(
                id: "\(title): tidak ada temuan yang bisa diperbaiki dari sini.\n",
                en: "\(title): nothing was found that can be put right from here.\n"
            )
        }
        let command = TypedCommand.line(adding: "--notes")
        return Localized(
            id:
                "\(title): tidak ada halangan yang bisa diperbaiki dari sini. Catatan di \(noted) PC: \(command)\n",
            en:
                "\(title): nothing that keeps a PC from being ready can be put right from here. Notes on \(noted)"
                + " PC\(noted == 1 ? "" : "s"): \(command)\n"
        )
    }

    /// Whether a step can put right one of the PC's results of a kind.
    private static func isAny(
        _ target: ScanPlan.Target,
        _ row: RoomRow?,
        _ isMeant: (CheckResult) -> Bool
    ) -> Bool { !repairs(of: target, row, isMeant).isEmpty }

    /// One repair for each kind and thing that the PC's checks name, of those whose result is meant.
    private static func repairs(
        of target: ScanPlan.Target,
        _ row: RoomRow?,
        _ isMeant: (CheckResult) -> Bool
    ) -> [CheckRepair] {
        let broken = (row?.results ?? []).filter { [.warn, .fail].contains($0.status) && isMeant($0) }
        var repairs: [CheckRepair] = []
        for check in target.checks {
            let isBroken = broken.contains { $0.check == check.id && $0.subject == check.check.subject }
            guard isBroken, let repair = check.check.repair else { continue }
            // Two checks of one thing, zone and clock, are one step with what both say.
            let twin = repairs.firstIndex { other in
                other.step == repair.step
                    && other.arguments.allSatisfy { repair.arguments[$0.key] ?? $0.value == $0.value }
            }
            if let twin {
                let both = repairs[twin].arguments.merging(repair.arguments) { $1 }
                repairs[twin] = CheckRepair(repair.step, both)
            } else {
                repairs.append(repair)
            }
        }
        return repairs
    }

    /// The repairs with a name each, in their order: what keeps a PC from being ready comes first.
    private static func named(_ repairs: [CheckRepair]) -> [(StepName, CheckRepair)] {
        repairs.enumerated().compactMap { index, repair in
            let earlier = repairs[..<index].count { $0.step == repair.step }
            return StepName(earlier == 0 ? repair.step : "\(repair.step)-\(earlier + 1)").map { ($0, repair) }
        }
    }

    /// The step of a repair; nil where its values do not suffice, which `problems` says once for all PCs.
    private static func step(
        _ name: StepName,
        _ repair: CheckRepair,
        on host: Host,
        _ playbook: Playbook,
        _ kinds: [StepDefinition],
        _ problems: inout [Problem]
    ) -> PlannedStep? {
        guard let row = kinds.first(where: { $0.kind == repair.step }) else { return nil }
        do throws(InvalidDocuments) {
            let step = try playbook.step(row, repair.arguments, on: host)
            return PlannedStep(name: name, label: row.label, step: step)
        } catch {
            problems += error.problems.filter { !problems.contains($0) }
            return nil
        }
    }
}
