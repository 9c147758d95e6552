import Foundation
import Glibc
import RoomModel
import TestNeeds
import TestRoom
import Testing

/// Records the runs in `Runs` anew: `SIAGA_RECORD_RUNS=1 swift test --filter RunRecordingTests`, as root.
///
/// Like the recording of snapshots it writes the files and fails, so that recording never passes for testing.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["SIAGA_RECORD_RUNS"] == "1",
        "records only with SIAGA_RECORD_RUNS=1"
    ),
    .needs(.networkNamespace),
    .timeLimit(.minutes(8)),
    .serialized
) struct RunRecordingTests {
    @Test func `the exam morning, and what may happen on it`() async throws {
        try await PlayedRoom.with { room in
            try room.write(
                "room",
                name: "lab1",
                title: "Lab 1",
                pcs: PlayedRoom.pcs,
                seats: 27,
                variables: ["seats: 27", "language: id", "sessions: [\"07:30-09:30\", \"10:30-12:30\"]"]
            )
            try await Self.recordMorning(in: room)
            try await Self.recordTroubles(in: room)
            try await Self.recordDistrict(in: room)
        }
        Issue.record("recorded Runs/*.ndjson: read the difference, then record the snapshots")
    }

    @Test func `a first look at a room, and a PC that was installed anew`() async throws {
        try await PlayedRoom.with { room in try await Self.recordEnrolment(in: room) }
        Issue.record("recorded Runs/{first-look,reinstalled}.ndjson: read the difference, then the snapshots")
    }

    /// One morning, run after run in one record.
    private static func recordMorning(in room: PlayedRoom) async throws {
        try await record("day-before", .examMorning(16, 12, daysBefore: 1), PlayedRoom.Scene(), in: room)

        try await room.stage([
            ("pc04", .hasApp("25.0525")), ("pc19", .clock(-217_665_000)), ("pc11", .off),
            ("pc22", .off), ("pc29", .takes(address: "192.168.0.22")),
            ("pc07", .off), ("pc07-anew", .on),
        ])
        try await record("first-scan", .examMorning(6, 51), PlayedRoom.Scene(), in: room)
        try await record(
            "changed-pc",
            .examMorning(6, 52),
            PlayedRoom.Scene(words: ["pc07", "-i", "room"]),
            in: room
        )

        try await room.stage([
            ("pc04", .hasApp("26.0222")), ("pc19", .recovers),
            ("pc29", .takes(address: "192.168.0.29")), ("pc22", .on),
        ])
        try await record(
            "rerun",
            .examMorning(7, 1),
            PlayedRoom.Scene(words: ["--rerun", "-i", "room"]),
            in: room
        )

        try await room.stage([("pc15", .off)])
        let open = PlayedRoom.pcs.map(\.name).filter { !["pc07", "pc11", "pc15"].contains($0) }.prefix(23)
        try await record(
            "ten-minutes",
            .examMorning(7, 20),
            PlayedRoom.Scene(examOpen: Array(open)),
            in: room
        )
        try await room.stage([("pc15", .on), ("pc11", .on), ("pc07-anew", .off), ("pc07", .on)])
    }

    /// What may happen instead of the first scan, each with an empty record.
    private static func recordTroubles(in room: PlayedRoom) async throws {
        var room = room
        room.program.environment["XDG_STATE_HOME"] = "\(room.program.folder.path)/other"
        try await room.stage([("pc11", .off)])
        try await record(
            "one-cause",
            .examMorning(6, 51),
            PlayedRoom.Scene(hasExamServer: false),
            in: room
        )
        try await room.stage([("pc11", .on)])

        let all = PlayedRoom.pcs.map(\.name)
        try await room.stage(all, .clock(13_140))
        try await record("laptop-clock", .examMorning(6, 51), PlayedRoom.Scene(), in: room)
        try await room.stage(all, .recovers)

        try await room.stage([("laptop", .off)])
        try await record("blocked", .examMorning(6, 51), PlayedRoom.Scene(), in: room)
        try await room.stage([("laptop", .on)])

        let slow = ["pc04", "pc11", "pc19", "pc25", "pc26", "pc29"]
        try await room.stage(slow, .hangs)
        try await room.stage([("pc07", .off), ("pc07-anew", .on)])
        try await record("interrupted", .examMorning(6, 51), PlayedRoom.Scene(stopsAfter: 23), in: room)
        try await room.stage(slow, .recovers)
        try await room.stage([("pc07-anew", .off), ("pc07", .on)])
    }

    /// Three schools in one command, one of them behind a jump host.
    private static func recordDistrict(in room: PlayedRoom) async throws {
        let pcs = PlayedRoom.pcs
        mkdir("\(room.program.folder.path)/district", 0o700)
        typealias School = (
            name: String, pcs: ArraySlice<PlayedRoom.Machine>, seats: Int, gateway: PlayedRoom.Machine?
        )
        let schools: [School] = [
            (name: "smpn_017", pcs: pcs[0..<10], seats: 9, gateway: nil),
            (name: "sdn_044", pcs: pcs[10..<20], seats: 10, gateway: nil),
            (name: "smpn_031", pcs: pcs[20..<30], seats: 10, gateway: PlayedRoom.gateway),
        ]
        for school in schools {
            try room.write(
                "district/\(school.name)",
                name: school.name,
                pcs: Array(school.pcs),
                seats: school.seats,
                gateway: school.gateway,
                variables: ["seats: \(school.seats)"]
            )
        }
        try await room.stage(["pc02", "pc11", "pc12", "pc13"], .hasApp("25.0525"))
        try await room.stage(pcs[22..<30].map(\.name), .off)
        try await record(
            "district",
            .examMorning(6, 51),
            PlayedRoom.Scene(words: ["-i", "district"]),
            in: room
        )
    }

    /// The first look at a room of which three PCs are clones, and pc07 after it was installed anew.
    private static func recordEnrolment(in room: PlayedRoom) async throws {
        let all = PlayedRoom.pcs.map(\.name)
        let cloned = PlayedRoom.clones.map(\.name)
        let originals = cloned.map { $0.replacing("-cloned", with: "") }
        try room.write(
            "new",
            name: "lab1",
            title: "Lab 1",
            pcs: PlayedRoom.pcs,
            seats: 27,
            isKnown: false,
            variables: ["seats: 27", "language: id"]
        )
        try await room.stage(all, .on)
        try await room.stage(originals, .off)
        try await room.stage(cloned, .on)
        let first = try await room.enroll("--yes", in: "new")
        try SurveyFixture("first-look", rows: first).write()
        try await room.stage(cloned, .off)
        try await room.stage(originals, .on)
        try await room.stage([("pc07", .off), ("pc07-anew", .on)])
        let seen = try await room.enroll("--rotate pc07", in: "new")
        try SurveyFixture("reinstalled", rows: seen).known(since: "2026-11-20").write()
        try await room.stage([("pc07-anew", .off), ("pc07", .on)])
    }

    /// Plays a scene and keeps its runs under a name, moved to the exam morning.
    private static func record(
        _ name: String,
        _ begin: Timestamp,
        _ scene: PlayedRoom.Scene,
        in room: PlayedRoom
    ) async throws {
        let runs = try RunFixture.runs(in: try await room.play(scene))
        try #require(!runs.isEmpty, "\(name): no run")
        try RunFixture(
            name,
            runs: runs.enumerated().map { index, run in
                run.beginning(at: begin.advanced(by: .seconds(index * 20)), tail: "a\(index)")
            }
        ).write()
    }
}
