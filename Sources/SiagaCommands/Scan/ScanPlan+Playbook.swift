import Checks
import Documents
import Playbooks
import Provisioning
import Remoting
import RoomModel
import Runs

extension ScanPlan {
    /// The plan of a playbook for some PCs of a room.
    ///
    /// - Parameters:
    ///   - playbook: What to check.
    ///   - room: The room with all its PCs.
    ///   - hosts: Every PC the playbook is for.
    ///   - only: The only checks to run; empty means all.
    ///   - isExamDay: Whether today is a day of the exam, on which some notes weigh more.
    /// - Throws: ``InvalidDocuments`` with every problem, a check unknown to the playbook included.
    init(
        _ playbook: Playbook,
        room: Room,
        hosts: [Host],
        only: [CheckID],
        isExamDay: Bool = false
    ) throws(InvalidDocuments) {
        guard playbook.checkCount > 0 else {
            throw InvalidDocuments([
                Problem(
                    at: SourceLocation(file: playbook.file),
                    Localized(
                        id: "isinya hanya langkah yang mengubah PC, tidak ada pemeriksaan",
                        en: "it only changes PCs, there is nothing to check in it"
                    ),
                    hint: Localized(
                        id: "untuk menjalankannya: \(TypedCommand.next("install", "-p", playbook.file))",
                        en: "to run it: \(TypedCommand.next("install", "-p", playbook.file))"
                    )
                )
            ])
        }
        let plan = try playbook.plan(
            for: room,
            hosts: hosts,
            catalogue: Catalogue.checks,
            isExamDay: isExamDay
        )
        // A PC that is asked nothing would be *not complete* for ever.
        let idle = plan.hosts.filter(\.checks.isEmpty).map(\.host.name)
        guard idle.isEmpty else { throw InvalidDocuments([Self.nothing(for: idle, in: playbook, room)]) }
        let selected = Set(plan.hosts.flatMap { $0.checks.map(\.id) })
        let unknown = only.filter { !selected.contains($0) }
        guard unknown.isEmpty else {
            throw InvalidDocuments(
                unknown.map { check in
                    Problem(
                        at: SourceLocation(file: playbook.file),
                        "no check `\(check.description.safe(limit: 60))` runs in this room",
                        hint: Suggestion.hint(
                            for: check.description,
                            among: selected.map(\.description).sorted()
                        )
                    )
                }
            )
        }
        var filled = room
        filled.profile = plan.profile
        self.init(
            room: filled,
            playbook: playbook.name,
            criteria: ScanCriteria(plan),
            targets: plan.hosts.map { host in
                Target(
                    host: host.host,
                    checks: only.isEmpty ? host.checks : host.checks.filter { only.contains($0.id) },
                    examProcesses: ExamProcesses.all(with: host.examProcesses)
                )
            },
            isFull: only.isEmpty,
            isEveryCheck: only.isEmpty
        )
    }
}

extension ScanPlan {
    /// That no check of a playbook is for some of its PCs.
    private static func nothing(for hosts: [HostName], in playbook: Playbook, _ room: Room) -> Problem {
        let show = [
            "siaga", "playbook", "show", "-i", room.folder ?? ".", playbook.file,
        ].map(\.quotedForPosixShell).joined(separator: " ").safe(limit: 400).replacing(" ", with: "\u{A0}")
        let names = hosts.prefix(3).map(\.description).joined(separator: ", ")
        let others = hosts.count - 3
        return Problem(
            at: SourceLocation(file: playbook.file),
            Localized(
                id:
                    "tidak ada pemeriksaan yang berlaku untuk \(names)\(others > 0 ? " dan \(others) lainnya" : "")",
                en: "no check in it is for \(names)\(others > 0 ? " and \(others) more" : "")"
            ),
            hint: Localized(
                id: "isi variabel yang diperlukan pemeriksaannya, atau persempit `hosts:`; lihat: \(show)",
                en: "set the variables that its checks need, or narrow `hosts:`; see: \(show)"
            )
        )
    }
}

extension ScanPlan {
    /// The same plan that heeds these programs of the exam too, besides its own.
    func heeding(_ names: [HostName: [String]]) -> ScanPlan {
        ScanPlan(
            room: room,
            playbook: playbook,
            criteria: criteria,
            targets: targets.map { target in
                let more = (names[target.host.name] ?? []).filter { !target.examProcesses.contains($0) }
                return Target(
                    host: target.host,
                    checks: target.checks,
                    examProcesses: target.examProcesses + more
                )
            },
            isFull: isFull,
            isEveryCheck: isEveryCheck
        )
    }
}

extension Playbook {
    /// The PCs of `hosts` the playbook is for.
    ///
    /// - Throws: ``InvalidDocuments`` when its `hosts:` names nobody in this room.
    func selected(from hosts: [Host]) throws(InvalidDocuments) -> [Host] {
        do throws(InvalidPattern) {
            return try self.hosts.select(from: hosts)
        } catch {
            throw InvalidDocuments([
                Problem(at: SourceLocation(file: file), "`hosts`: \(error.message.en)", hint: error.hint.en)
            ])
        }
    }
}

extension VariableValue {
    /// The texts of a list, or the one text.
    var texts: [String] {
        switch self {
        case .text(let text, _): [text]
        case .list(let items): items.compactMap(\.text)
        case .null, .table, .secret: []
        }
    }
}

extension PlaybookLoader {
    /// The file, else the built-in playbook of that name.
    ///
    /// - Parameters:
    ///   - file: Its path or name.
    ///   - bundles: What its apps are installed from; nil where it is only read.
    /// - Returns: The playbook.
    /// - Throws: ``InvalidDocuments`` with every problem.
    static func named(_ file: String, _ bundles: AppBundles? = nil) throws(InvalidDocuments) -> Playbook {
        let kinds = bundles.map { StepCatalogue.steps(installingFrom: $0) } ?? StepCatalogue.steps
        if TextFile.isAbsent(file), let bytes = ShippedPlaybooks.bytes(of: file) {
            return try Playbook(bytes, file: file, catalogue: Catalogue.checks, kinds: kinds)
        }
        return try load(file, catalogue: Catalogue.checks, kinds: kinds)
    }

    /// The playbook named on the command line, else the room's.
    static func choose(_ path: String?, for room: Room) throws(InvalidDocuments) -> Playbook {
        if let path { return try load(path, catalogue: Catalogue.checks) }
        return try readiness(for: room, catalogue: Catalogue.checks)
    }
}
