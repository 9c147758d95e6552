import Documents
import RoomModel
import Runs

// What is decided, and what refuses a run, before any PC is contacted.
extension RoomInstallation {
    /// The steps before the one that `--from-step` names.
    static func steps(
        before text: String?,
        among names: [StepName]
    ) throws(CommandFailure) -> Set<StepName> {
        guard let text else { return [] }
        if let name = StepName(text), let place = names.firstIndex(of: name) { return Set(names[..<place]) }
        let list = names.map(\.description)
        let near = Suggestion.nearest(to: text, among: list)
        throw CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "tidak ada langkah \(text.safe(limit: 40))",
                en: "there is no step \(text.safe(limit: 40))"
            ),
            hint: Localized(
                id: (near.map { "maksudnya \($0)? " } ?? "") + "yang ada: \(list.joined(separator: ", "))",
                en: (near.map { "did you mean \($0)? " } ?? "") + "there are: \(list.joined(separator: ", "))"
            )
        )
    }

    /// The plan for the PCs that the last run did not finish.
    static func rest(
        of plan: InstallationPlan,
        after last: InstallationReport?
    ) throws(CommandFailure) -> InstallationPlan {
        guard let last else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "belum ada pemasangan untuk dilanjutkan", en: "there is no run to go on with"),
                hint: Localized(
                    id: "mulai dengan: \(TypedCommand.next("install"))",
                    en: "begin with: \(TypedCommand.next("install"))"
                )
            )
        }
        let done = Set(last.rows.filter(\.isDone).map(\.host.name))
        return plan.narrowed(to: { !done.contains($0.name) })
    }

    static let sessionRuns = CommandFailure(
        exitCode: 3,
        Localized(
            id: "sesi ujian sedang berlangsung menurut jadwal; belum ada PC dihubungi",
            en: "an exam session runs by the timetable; no PC was contacted"
        ),
        hint: Localized(
            id: "tunggu sampai selesai, atau tambahkan --during-session",
            en: "wait until it is over, or add --during-session"
        )
    )

    static let nobodyToAsk = CommandFailure(
        exitCode: CommandFailure.usage,
        Localized(
            id: "ini akan mengubah PC, dan tidak ada terminal untuk bertanya",
            en: "this would change PCs, and there is no terminal to ask on"
        ),
        hint: Localized(
            id: "lihat dulu dengan --plan, lalu tambahkan --yes",
            en: "look with --plan first, then add --yes"
        )
    )
}
