import ArgumentParser

/// Whether PCs are changed while an exam session runs.
struct SessionOptions: ParsableArguments {
    @Flag(
        name: [.customLong("during-session")],
        help: ArgumentHelp(
            localized(
                id: "Ubah juga selama sesi ujian menurut jadwal.",
                en: "Change PCs although the timetable says that an exam session runs."
            )
        )
    )
    var duringSession = false
}
