import RoomModel
import Testing

@testable import Reports

/// The display while PCs are changed: how far the bytes are, in all and for each PC that gets some.
@Suite struct ChangeProgressTests {
    @Test(arguments: Language.allCases)
    func `shows rate, time left and shares`(_ language: Language) throws {
        let room = try SampleRoom()
        guard case .started(let start)? = room.events.first, let step = StepName("app") else {
            Issue.record("a run begins")
            return
        }
        var progress = RunProgress(start, isChange: true)
        let change = StepChange(.update, "/opt/anbk", from: "25.0525", to: "26.0222", bytes: .mebibytes(68))
        for (index, host) in room.hosts.enumerated() {
            let plan = InstallationEvent.PlannedStep(step: step, plan: .change(change))
            let contents: [InstallationEvent.Content] =
                index < 4
                ? [.planned([plan]), .settled(Settlement(.changed))] : [.planned([plan]), .began(step)]
            for content in contents {
                progress.apply(.installation(InstallationEvent(host: host.name, at: room.at, content)))
            }
            let sent: ByteCount = index < 4 ? .mebibytes(68) : .mebibytes(index < 8 ? Int64(8 * index) : 0)
            progress.apply(ByteProgress(done: sent, whole: .mebibytes(68)), host.name, at: room.at)
        }
        let renderer = ProgressRenderer(wording: SampleRoom.wording(language))
        let text = renderer.lines(progress, now: room.at.advanced(by: .seconds(40))).map { $0 + "\n" }
            .joined()
        expectFitsTerminal(text, height: 9)
        try expectSnapshot(text, "progress-change-\(language.rawValue)")
    }

    @Test func `what a PC that is dealt with did not get is no longer waited for`() throws {
        let room = try SampleRoom()
        guard case .started(let start)? = room.events.first, let host = room.hosts.first?.name else { return }
        var progress = RunProgress(start, isChange: true)
        progress.apply(ByteProgress(done: .mebibytes(3), whole: .mebibytes(10)), host, at: room.at)
        progress.apply(.notReached(host, SampleRoom.off, at: room.at))
        #expect(progress.bytes == ByteProgress(done: .mebibytes(3), whole: .mebibytes(3)))
    }
}
