import Foundation
import Reports
import RoomModel
import Testing

/// What people did, in every report: who sits where, and whose word it is that a PC can be used.
@Suite struct ActReportTests {
    private func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `the screen says who sits where, what is out of use, and who looked`() throws {
        let report = try ActedSample.report()
        #expect(report.verdict?.kind == .readyWithSpares)
        let screens = [
            (
                Language.indonesian,
                [
                    "SIAP DENGAN CADANGAN   Lab 1: 27 PC siap, perlu 27. Cadangan habis.",
                    "SUDAH DICEK (2)  pc[09,12]  diperiksa proktor, bukan Siaga",
                    "      - pc09: 06.56, Bu Sari; Siaga: BELUM LENGKAP",
                    "      - pc12: 06.56, Bu Sari; Siaga: PC BERBEDA",
                    "Kursi yang berubah  7 memakai pc28, 11 memakai pc30, 22 memakai pc29",
                    "Tidak dipakai  pc07 (SSH MATI), pc11 (MATI/KABEL), pc22 (diganti)",
                    "  [x] layar    ukuran layar, gambar utuh            06.52, Bu Sari",
                    "  [ ] ups      UPS menyala di PC proktor dan modem",
                ]
            ),
            (
                .english,
                [
                    "READY WITH SPARES   Lab 1: 27 PCs ready, 27 needed. No spare left.",
                    "SEEN OK (2)  pc[09,12]  checked by the proctor, not by Siaga",
                    "      - pc09: 06:56, Bu Sari; Siaga: NOT COMPLETE",
                    "Seats that changed  7 has pc28, 11 has pc30, 22 has pc29",
                    "Out of use  pc07 (NO SSH), pc11 (OFF OR CABLE), pc22 (replaced)",
                    "  [x] screen   screen size, the whole picture         06:52, Bu Sari",
                ]
            ),
        ]
        for (language, lines) in screens {
            let text = SampleRoom.table(report, language)
            expectFitsTerminal(text)
            let shown = Set(text.split(separator: "\n").map(String.init))
            for line in lines { #expect(shown.contains(line), "\(line)\n\(text)") }
        }
        let ready = try #require(
            SampleRoom.table(report, .english).split(separator: "\n").first { $0.hasPrefix("READY (") }
        )
        #expect(ready.hasPrefix("READY (25)"), "who was only looked at is not among the ready ones: \(ready)")
    }

    @Test func `a room that is not ready names the swaps as commands, and folds the ticks`() throws {
        var room = try ActedSample.room()
        try room.measure("pc01", as: SampleRoom.oldVersion)
        let report = try room.report().applying([ActedSample.act("1", 1, .tick(.ups))])
        for (language, swaps, tick, left) in [
            (
                Language.indonesian, "Cadangan siaga swap 7 pc28, siaga swap 9 pc29, siaga swap 12 pc30",
                "[x] ups 06.52, Bu Sari",
                "[ ] Belum dicentang: layar, sinkron, kartu, denah -> siaga confirm NAMA"
            ),
            (
                .english, "Spares siaga swap 7 pc28, siaga swap 9 pc29, siaga swap 12 pc30",
                "[x] ups 06:52, Bu Sari", "[ ] Not ticked: screen, sync, cards, seating -> siaga confirm NAME"
            ),
        ] {
            let text = SampleRoom.table(report, language, page: Page(height: 20))
            #expect(words(text).contains(swaps), "\(text)")
            #expect(words(text).contains(tick), "\(text)")
            #expect(words(text).contains(left), "\(text)")
        }
    }

    @Test func `before a session that is near, a ready room shows what is to be ticked, and no other does`()
        throws
    {
        var room = try SampleRoom()
        room.session = ActedSample.session
        let ready = try room.report().applying([])
        #expect(SampleRoom.table(ready, .english).contains("LOOK YOURSELF, THEN TICK"))
        var unready = room
        try unready.measure("pc01", "pc02", "pc03", "pc04", as: SampleRoom.oldVersion)
        let text = SampleRoom.table(try unready.report().applying([]), .english)
        #expect(text.hasPrefix("NOT READY") && !text.contains("THEN TICK") && !text.contains("Not ticked"))
        room.profile.sessions = []
        #expect(try !SampleRoom.table(room.report().applying([]), .english).contains("THEN TICK"))
        // A run of before sessions were told, shown by this version.
        #expect(try !SampleRoom.table(SampleRoom().report(), .english).contains("THEN TICK"))
    }

    @Test func `the next steps no longer speak of a PC whose seat another has`() throws {
        let report = try ActedSample.report()
        let text = SampleRoom.table(report, .english)
        #expect(!text.contains("start its SSH service"), "\(text)")
        #expect(text.contains("Check once more before the session: siaga scan"), "\(text)")
    }

    @Test(arguments: [ReportFormat.html, .markdown])
    func `documents name who looked, and what was ticked and noted`(_ format: ReportFormat) throws {
        let document = RoomDocument(wording: SampleRoom.wording(.indonesian), now: SampleRoom.scanned)
        let text = try document.render([ActedSample.report()], events: [], as: format)
        for part in [
            "diperiksa proktor, bukan Siaga", "06.56, Bu Sari", "memakai pc28", "06.52, Bu Sari", "mouse",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("<diganti>") && !text.contains("<mati>"))
        if format == .html {
            #expect(text.contains("☑ layar"))
            #expect(text.contains("<h3>Diganti</h3>"))
            #expect(text.components(separatedBy: "data-pc=\"pc22\"").count == 2, "each PC is on the map once")
        }
    }

    @Test func `the JSON has states, seats and people, and holds to its schema`() async throws {
        let document = RoomDocument(wording: SampleRoom.wording(.english), now: SampleRoom.scanned)
        let text = try document.render([ActedSample.report()], events: [], as: .json)
        let answer = try await Oracle.python(
            """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(open(sys.argv[2]))
            def close(part):
                if isinstance(part, dict):
                    if part.get("type") == "object" and "properties" in part: part["additionalProperties"] = False
                    for value in part.values(): close(value)
                elif isinstance(part, list):
                    for value in part: close(value)
            close(schema)
            room = json.load(open(sys.argv[1]))
            Draft202012Validator(schema).validate(room)
            rows = {row["host"]: row for row in room["rows"]}
            print(rows["pc09"]["state"], rows["pc09"]["look"]["by"], rows["pc09"]["look"]["found"])
            print(rows["pc29"]["seat"], rows["pc29"]["swap"]["replaced"], rows["pc29"]["swap"]["reason"])
            print(rows["pc22"].get("seat"), rows["pc22"]["replaced"]["host"], rows["pc22"]["fillsSeat"])
            acts = room["acts"]
            print(acts["day"], acts["session"], [tick["duty"] for tick in acts["ticks"]], acts["notes"][0]["text"])
            """,
            text,
            "json",
            [Oracle.document("docs/report.schema.json")]
        )
        #expect(
            answer == """
                seen-ok Bu Sari not-complete
                22 pc22 layar <mati>
                None pc29 False
                2026-11-24 1 ['screen'] mouse <diganti>

                """
        )
    }

    @Test func `build servers see what was not measured as skipped, with whose word it is`() throws {
        let document = RoomDocument(wording: SampleRoom.wording(.english), now: SampleRoom.scanned)
        let report = try ActedSample.report()
        let tap = try document.render([report], events: [], as: .tap)
        let lines = tap.split(separator: "\n")
        let looked = lines.filter {
            $0.contains("lab1 pc12 ssh.reach") || $0.contains("lab1 pc09 net.server")
        }
        #expect(looked.count == 2)
        for line in looked {
            #expect(line.hasPrefix("ok "), "\(line)")
            #expect(line.contains("# SKIP"), "\(line)")
            #expect(line.contains("checked by the proctor, not by Siaga (06:56, Bu Sari)"), "\(line)")
        }
        let csv = try document.render([report], events: [], as: .csv)
        #expect(csv.contains(",Bu Sari,2026-11-24T06:56:00+07:00,\r\n"))
        #expect(csv.split(separator: "\r\n").contains { $0.contains(",pc29,") && $0.hasSuffix(",pc22") })
        let metrics = try document.render([report], events: [], as: .prometheus)
        #expect(metrics.contains(#"siaga_pc_state{room="lab1",pc="pc09",seat="9",state="seen-ok"} 1"#))
        #expect(metrics.contains(#"pc="pc29",seat="22""#))
    }
}
