public import Facts
public import RoomModel

/// The version of the exam app that was kept takes the place of the present one, which is kept in its stead.
///
/// No part of a playbook: done twice it undoes itself. A swap that was cut off is finished before.
public struct AppRollbackStep: Step {
    private let fact: KeptAppFact

    /// The app's path.
    public var subject: String? { fact.path }

    /// Both versions.
    public var facts: [any Fact] { [fact] }

    /// 3 minutes: renames, and two syncs of a slow disk.
    public var limit: Duration { .seconds(180) }

    /// Behind it there is something to roll back again; the step looks itself whether it came about.
    public var isProvable: Bool { false }

    /// The kept version in place of the present one.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: fact)
        switch found.target {
        case .foreignLink: return .refused(StepRefusal(.link, fact.path))
        case .other: return .refused(StepRefusal(.inTheWay, fact.path))
        case .absent, .folder, .link, nil: break
        }
        if let reserved = ReservedPath(fact.path, for: .whole)?.folder ?? found.home {
            return .refused(StepRefusal(.protectedFolder, reserved))
        }
        if let disk = found.mountPoint { return .refused(StepRefusal(.mountPoint, disk)) }
        if let open = found.openFolder { return .refused(StepRefusal(.openFolder, open)) }
        guard found.unfinishedSwaps.count <= 1, found.kept.count <= 1 else {
            return .refused(StepRefusal(.busy, found.unfinishedSwaps.joined(separator: ", ")))
        }
        guard found.kept.count == 1 || !found.unfinishedSwaps.isEmpty else {
            return .refused(StepRefusal(.nothingKept, fact.path))
        }
        let former = found.kept.first.flatMap { $0.isEmpty ? nil : $0 }
        return .change(StepChange(.update, fact.path, from: found.version, to: former))
    }

    /// Finishes a swap that was cut off, exchanges the versions, and looks which one is there.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        do {
            let exchange = AppFolderExchange(path: fact.path, connection: context.connection)
            var found = try readings.reading(of: fact)
            if !found.unfinishedSwaps.isEmpty {
                try await context.recheck()
                try await exchange.finish()
                found = try await measure(in: context)
            }
            let former = found.kept.first
            try await context.recheck()
            try await exchange.rollBack()
            let version = try await measure(in: context).version ?? ""
            guard version == former else { throw StepFailure(.notProved) }
        } catch {
            throw StepFailure(ofApp: error)
        }
    }

    private func measure(in context: StepContext) async throws -> KeptAppFact.Reading {
        let probe = Probe(facts: facts, examProcesses: [], deadline: .seconds(30))
        let outcome = try await probe.measure(over: context.connection, now: context.now)
        guard case .measured(let readings) = outcome else { throw Unmeasured(.notReported) }
        return try readings.reading(of: fact)
    }

    /// `siaga rollback`; not among the steps of a playbook.
    public static let definition = StepDefinition(
        "rollback",
        label: Localized(id: "Kembali ke versi lama", en: "Back to the former version"),
        explanation: Localized(
            id: "Versi aplikasi yang disimpan dipasang lagi, yang sekarang disimpan sebagai gantinya",
            en: "The version that was kept is the app again, the present one is kept in its stead"
        ),
        parameters: [AppStep.path, AppStep.versionFile],
        changing: .whole,
        make: { arguments throws(InvalidArgument) in
            AppRollbackStep(
                fact: KeptAppFact(
                    path: try AppFolderPath(arguments).text,
                    versionFile: arguments.text("version_file") ?? AppFolder.usualVersionFile
                )
            )
        }
    )
}
