import Foundation
import Reports
import RoomModel
import Testing

/// Everything about one PC: every check now and before, its states, what people did about it.
@Suite struct HostScreenTests {
    /// pc07 was below its version the day before, and is replaced this morning; pc28 took its seat.
    private static func dossier(_ name: String) throws -> HostDossier {
        var before = try SampleRoom()
        before.at = SampleRoom.scanned.advanced(by: .seconds(-86_400))
        try before.measure("pc07", as: SampleRoom.oldVersion, SampleRoom.lowDisk)
        var now = try ActedSample.room()
        try now.measure("pc07", as: SampleRoom.pass, SampleRoom.lowDisk)
        let acts =
            try ActedSample.acts() + [
                ActedSample.act("8", 7, .note(RoomNote(seat: "7", host: nil, text: "kursi patah"))),
                ActedSample.act(
                    "9",
                    8,
                    .note(RoomNote(seat: nil, host: HostName("pc07"), text: "salah tulis"))
                ),
                ActedSample.act("10", 9, by: "Pak Budi", .withdrawal(of: "9")),
            ]
        let host = try HostName(name)
        let runs = [before.events, now.events]
        return try #require(
            HostDossier(
                host,
                in: now.report().applying(acts),
                runs: runs,
                timeline: HostTimeline(host, in: runs),
                acts: acts
            )
        )
    }

    @Test func `every check has its newest result, and the one before that said otherwise`() throws {
        let dossier = try Self.dossier("pc07")
        #expect(dossier.checks.map(\.now.check.description) == ["app.version", "disk.free"])
        #expect(dossier.checks.map(\.now.status) == [.pass, .warn])
        #expect(dossier.checks.map(\.before?.status) == [.fail, nil])
        #expect(dossier.checks[0].beforeAt == SampleRoom.scanned.advanced(by: .seconds(4 - 86_400)))
    }

    @Test func `acts about the PC and its seat are told, with what was taken back`() throws {
        let own = try Self.dossier("pc07")
        #expect(own.acts.map(\.act.stamp.id) == ["2", "8", "9"])
        #expect(own.acts.map { $0.withdrawal?.by } == [nil, nil, "Pak Budi"])
        #expect(try Self.dossier("pc28").acts.map(\.act.stamp.id) == ["2"])
        #expect(try Self.dossier("pc09").acts.map(\.act.stamp.id) == ["5"])
        #expect(try Self.dossier("pc01").acts.isEmpty)
    }

    @Test func `the screen tells all of it, in either language`() throws {
        for (language, parts) in [
            (
                Language.indonesian,
                [
                    "pc07   Lab 1\n", "kursi 7: pc28 menggantikan pc07", "[memenuhi]", "[catatan]",
                    "    sebelumnya (23-11-2026 06.51): ", "24-11-2026 06.53, Bu Sari: kursi 7: pc28",
                    "kursi 7: kursi patah", "salah tulis - dibatalkan", "Terakhir diperiksa",
                ]
            ),
            (
                .english,
                [
                    "pc07   Lab 1\n", "seat 7: pc28 in the place of pc07", "[met]", "[note]",
                    "    before (2026-11-23 06:51): ", "2026-11-24 06:53, Bu Sari: seat 7: pc28",
                    "seat 7: kursi patah", "salah tulis - taken back", "Last checked",
                ]
            ),
        ] {
            let screen = HostScreen(wording: SampleRoom.wording(language))
            let text = try screen.render(Self.dossier("pc07"), room: "Lab 1")
            expectFitsTerminal(text, height: 60)
            for part in parts { #expect(text.contains(part), "\(part)\n\(text)") }
        }
        let looked = try HostScreen(wording: SampleRoom.wording(.english)).render(
            Self.dossier("pc09"),
            room: "Lab 1"
        )
        #expect(looked.contains("checked by the proctor, not by Siaga (06:56, Bu Sari)"), "\(looked)")
    }

    @Test func `the JSON holds the same`() throws {
        let text = try HistoryJSON().render([("Lab 1", Self.dossier("pc07"))])
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let host = try #require((object["hosts"] as? [[String: Any]])?.first)
        #expect(host["host"] as? String == "pc07")
        #expect((host["checks"] as? [Any])?.count == 2)
        #expect((host["acts"] as? [[String: Any]])?.count == 3)
        #expect((host["states"] as? [Any])?.isEmpty == false)
    }

    @Test func `a PC that the room does not have has no dossier`() throws {
        let report = try ActedSample.report()
        #expect(try HostDossier(HostName("pc99"), in: report, runs: [], timeline: nil, acts: []) == nil)
    }
}
