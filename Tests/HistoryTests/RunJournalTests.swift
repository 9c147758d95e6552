import FoundationEssentials
import History
import RoomModel
import Testing

@Suite final class RunJournalTests {
    private let folder =
        FileManager.default.temporaryDirectory.path + "/siaga-journal-\(UUID().uuidString)/lab"

    deinit {
        try? FileManager.default.removeItem(atPath: String(folder.dropLast(4)))
    }

    private func start(_ run: String, isFull: Bool) -> RunEvent {
        .started(
            RunStart(
                run: run,
                at: Timestamp(milliseconds: 1),
                room: RoomProfile(name: "lab"),
                hosts: [],
                playbook: "readiness",
                checks: ["disk.free"],
                isFull: isFull
            )
        )
    }

    private func end(_ reason: RunEnd.Reason) -> RunEvent {
        .ended(RunEnd(reason: reason, at: Timestamp(milliseconds: 2)))
    }

    private func write(_ run: String, _ events: [RunEvent]) async throws {
        let journal = RunJournal(folder: folder)
        try await journal.begin(run)
        for event in events { try await journal.append(event) }
        await journal.finish()
    }

    @Test func `gives back the newest completed full run and what came after it`() async throws {
        try await write("1", [start("1", isFull: true), end(.completed)])
        try await write("2", [start("2", isFull: true), end(.completed)])
        try await write("3", [start("3", isFull: false), end(.completed)])
        try await write("4", [start("4", isFull: true), end(.interrupted)])
        let runs = await RunJournal(folder: folder).sinceLastFull()
        #expect(
            runs == [
                [start("2", isFull: true), end(.completed)],
                [start("3", isFull: false), end(.completed)],
                [start("4", isFull: true), end(.interrupted)],
            ]
        )
    }

    @Test func `a line cut off by a crash is left out`() async throws {
        try await write("1", [start("1", isFull: true), end(.completed)])
        let path = folder + "/1.ndjson"
        let whole = try #require(FileManager.default.contents(atPath: path))
        try whole.dropLast(5).write(to: URL(filePath: path))
        let runs = await RunJournal(folder: folder).sinceLastFull()
        #expect(runs == [[start("1", isFull: true)]])
    }

    @Test func `keeps its files to itself`() async throws {
        try await write("1", [start("1", isFull: true)])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/1.ndjson")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `says so when the folder cannot be made`() async throws {
        let journal = RunJournal(folder: "/proc/siaga/lab")
        await #expect(throws: JournalError.self) { try await journal.begin("1") }
    }

    @Test func `a room never scanned has no runs`() async {
        #expect(await RunJournal(folder: folder).sinceLastFull().isEmpty)
    }
}
