import Documents
import Playbooks
import Provisioning
import Reports
import RoomModel
import Runs

/// The documents of a run that changes a room's PCs, read and settled before any PC is contacted.
struct InstallationDocuments {
    /// What is done on whom.
    let plan: InstallationPlan
    /// The room, with what the playbooks fill in.
    let profile: RoomProfile

    /// Reads them.
    ///
    /// - Parameters:
    ///   - selection: The room and the PCs meant.
    ///   - path: The playbook's file; nil: the room's own, else the built-in one.
    ///   - bundles: What apps are installed from.
    ///   - allowsDowngrade: Whether an older version of an app may take the place of a newer one.
    ///   - options: The language of what is wrong.
    ///   - terminal: Where that is said.
    /// - Throws: ``CommandFailure`` (78) with every problem, (64) where the playbook is for none of the PCs.
    init(
        _ selection: LoadedRooms.Selection,
        playbook path: String?,
        bundles: AppBundles,
        allowsDowngrade: Bool = false,
        options: RoomOptions,
        terminal: Terminal
    ) throws(CommandFailure) {
        let room = selection.room
        let language = Speech(room.profile, options: options, terminal: terminal).wording.language
        let processes = try ExamProcesses(for: room, hosts: room.hosts, language: language)
        let playbook = try Self.playbook(path, in: room, bundles, language)
        do throws(InvalidDocuments) {
            let covered = try playbook.selected(from: room.hosts)
            let meant = Set(selection.hosts.map(\.name))
            let hosts = covered.filter { meant.contains($0.name) }
            let scan =
                if let verification = try Self.verification(of: playbook, in: room) {
                    try ScanPlan.deciding(verification, room)
                } else {
                    Self.unchecked(playbook.name, room)
                }
            profile = room.profile.filled(from: playbook.profile)
            let own = try playbook.examProcesses(for: room, hosts: hosts)
            let steps = try playbook.steps(
                for: room,
                hosts: hosts,
                examProcesses: { host in
                    processes[host] + (own[host.name] ?? []).filter { !processes[host].contains($0) }
                },
                extraVariables: allowsDowngrade ? Self.downgrade : [:]
            )
            plan = InstallationPlan(
                scan: Self.covering(hosts, scan),
                playbook: playbook.name,
                labels: playbook.stepLabels,
                hosts: steps,
                batchSize: playbook.batchSize,
                maximumFailures: playbook.maximumFailures
            )
        } catch {
            throw CommandFailure(error, in: .playbook, language: language)
        }
        guard !plan.isEmpty else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "daftar langkah \(plan.playbook.safe()) tidak berlaku untuk PC itu",
                    en: "the playbook \(plan.playbook.safe()) is not for these PCs"
                )
            )
        }
    }

    private static func playbook(
        _ path: String?,
        in room: Room,
        _ bundles: AppBundles,
        _ language: Language
    ) throws(CommandFailure) -> Playbook {
        let playbook: Playbook
        do throws(InvalidDocuments) {
            playbook = try PlaybookLoader.installing(path, in: room, bundles)
        } catch {
            throw CommandFailure(error, in: .playbook, language: language)
        }
        guard playbook.file != ShippedPlaybooks.install || !bundles.isEmpty else { throw noBundle }
        return playbook
    }

    private static let noBundle = CommandFailure(
        exitCode: CommandFailure.configuration,
        Localized(
            id: "belum ada paket aplikasi ujian di laptop ini; tidak ada PC dihubungi",
            en: "there is no bundle of the exam app on this laptop; no PC was contacted"
        ),
        hint: Localized(
            id: "buat dari unduhan resmi: siaga bundle add BERKAS.rar",
            en: "make it from the official download: siaga bundle add FILE.rar"
        )
    )

    /// What `--allow-downgrade` sets.
    private static let downgrade = [
        AppStep.downgradeVariable: Variable(
            .text("true", style: .plain),
            origin: SourceLocation(file: "--allow-downgrade")
        )
    ]

    /// What was settled elsewhere.
    init(plan: InstallationPlan, profile: RoomProfile) {
        self.plan = plan
        self.profile = profile
    }

    /// The playbook whose checks decide: the one `verify:` names, else this one's own checks, else none.
    private static func verification(
        of playbook: Playbook,
        in room: Room
    ) throws(InvalidDocuments) -> Playbook? {
        guard let (path, location) = playbook.verification else {
            return playbook.checkCount > 0 ? playbook : nil
        }
        let folder = playbook.file.lastIndex(of: "/").map { String(playbook.file[...$0]) } ?? ""
        let place = path.hasPrefix("/") ? path : folder + path
        if TextFile.isAbsent(place), !path.contains("/"), ShippedPlaybooks.names.contains(path) {
            return try PlaybookLoader.named(path)
        }
        guard !TextFile.isAbsent(place) else {
            throw InvalidDocuments([
                Problem(
                    at: location,
                    Localized(
                        id: "`\(place.safe(limit: 100))` tidak ada",
                        en: "there is no `\(place.safe(limit: 100))`"
                    ),
                    hint: Localized(
                        id: "sebut sebuah daftar periksa, dari folder berkas ini",
                        en: "name a playbook with checks, from this file's folder"
                    )
                )
            ])
        }
        return try PlaybookLoader.named(place)
    }

    /// A plan that checks nothing.
    private static func unchecked(_ name: String, _ room: Room) -> ScanPlan {
        ScanPlan(room: room, playbook: name, targets: [], isFull: false)
    }

    /// A plan that checks nothing on some PCs.
    static func unchecked(_ name: String, _ room: Room, _ hosts: [Host]) -> ScanPlan {
        covering(hosts, unchecked(name, room))
    }

    /// The plan with a target for each PC that is worked on, also where no check is for it.
    private static func covering(_ hosts: [Host], _ scan: ScanPlan) -> ScanPlan {
        let known = Dictionary(
            scan.targets.map { ($0.host.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return ScanPlan(
            room: scan.room,
            playbook: scan.playbook,
            criteria: scan.criteria,
            targets: hosts.map { known[$0.name] ?? ScanPlan.Target(host: $0, checks: [], examProcesses: []) },
            isFull: false,
            isEveryCheck: true
        )
    }
}

extension PlaybookLoader {
    /// The playbook named on the command line, else the room's `playbooks/install.yaml` or `install-exam-app.yaml`, else
    /// the built-in one.
    ///
    /// - Throws: ``InvalidDocuments`` with every problem, or when it has no steps.
    static func installing(
        _ path: String?,
        in room: Room,
        _ bundles: AppBundles
    ) throws(InvalidDocuments) -> Playbook {
        let own = try own(["install.yaml", ShippedPlaybooks.install], of: room)
        let file = path ?? own ?? ShippedPlaybooks.install
        let playbook = try named(file, bundles)
        guard playbook.stepCount > 0 else {
            throw InvalidDocuments([
                Problem(
                    at: SourceLocation(file: file),
                    Localized(id: "tidak ada `steps:` di dalamnya", en: "there are no `steps:` in it"),
                    hint: Localized(
                        id: "untuk memeriksa saja: \(TypedCommand.next("scan", "-p", file))",
                        en: "to check only: \(TypedCommand.next("scan", "-p", file))"
                    )
                )
            ])
        }
        return playbook
    }
}

extension ScanPlan {
    /// The plan of the checks that decide behind steps.
    static func deciding(_ playbook: Playbook, _ room: Room) throws(InvalidDocuments) -> ScanPlan {
        let today = CalendarDate(.now, secondsEast: Speech.zone(room.profile.timeZone).seconds)
        let sessions = room.profile.filled(from: playbook.profile).sessions
        return try ScanPlan(
            playbook,
            room: room,
            hosts: try playbook.selected(from: room.hosts),
            only: [],
            isExamDay: Timetable(sessions).isExamDay(today)
        )
    }
}
