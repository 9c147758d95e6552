import Reports
import RoomModel
import Testing

/// What is shown after somebody recorded something, and why something was not recorded.
@Suite struct ActScreenTests {
    private func screen(_ language: Language) -> ActScreen {
        ActScreen(wording: SampleRoom.wording(language))
    }

    private func stamped<Value>(_ act: RoomAct, _ value: Value) -> Stamped<Value> {
        Stamped(act.stamp, value)
    }

    @Test func `after a swap: why the PC is trusted, what the room is now, what is left`() throws {
        let acts = try ActedSample.acts()
        let report = try ActedSample.room().report().applying(Array(acts[..<2]))
        guard case .swap(let swap) = acts[1].content else { return }
        let seen = SampleRoom.scanned
        let text = screen(.indonesian).swapped(
            stamped(acts[1], swap),
            seen: seen,
            wasAsked: false,
            in: report
        )
        expectFitsTerminal(text)
        #expect(
            text == """
                Kursi 7: pc07 diganti pc28. Pengenal pc28 terlihat pukul 06.51, jadi PC ini
                dipercaya.
                Dicatat 06.53, Bu Sari, sesi 1. Keliru? siaga swap --undo 7

                BELUM SIAP   Lab 1: 26 PC siap, perlu 27 (kurang 1)
                Masih perlu ditukar: siaga swap 9 pc29, siaga swap 12 pc30

                """
        )
        let english = screen(.english).swapped(stamped(acts[1], swap), seen: seen, wasAsked: true, in: nil)
        #expect(english == "Recorded 06:53, Bu Sari, session 1. A mistake? siaga swap --undo 7\n")
    }

    @Test func `a PC that was swapped in and not measured is to be scanned`() throws {
        var room = try ActedSample.room()
        try room.lose("pc28", as: SampleRoom.off)
        let acts = try ActedSample.acts()
        guard case .swap(let swap) = acts[1].content else { return }
        let text = screen(.english).swapped(
            stamped(acts[1], swap),
            seen: SampleRoom.scanned,
            wasAsked: true,
            in: try room.report().applying(acts)
        )
        #expect(text.contains("pc28 is not proved ready yet: siaga scan pc28"), "\(text)")
    }

    @Test func `after a tick: the list it belongs to`() throws {
        let acts = SessionActs(try ActedSample.acts(), of: ActedSample.session)
        let before = screen(.indonesian).ticked(.screen, acts, in: .semiOnline)
        expectFitsTerminal(before)
        #expect(
            before == """
                LIHAT SENDIRI, LALU CENTANG                                   siaga confirm NAMA
                  [x] layar    ukuran layar, gambar utuh            06.52, Bu Sari
                  [ ] ups      UPS menyala di PC proktor dan modem
                  [ ] sinkron  status sinkronisasi AKTIF
                  [ ] kartu    kartu peserta sudah dicetak
                  [ ] denah    nomor kursi dan denah terpasang

                """
        )
        let after = screen(.english).ticked(.complete, acts, in: .online)
        #expect(!after.contains("upload"), "online, every PC sends its own answers: \(after)")
        #expect(after.contains("[ ] complete"))
        #expect(
            screen(.english).ticked(.sync, acts, in: .online).contains("[ ] sync"),
            "what was named is shown"
        )
    }

    @Test func `after a look, a note, and what was taken back`() throws {
        let acts = try ActedSample.acts()
        let report = try ActedSample.report()
        let looked = screen(.english).saw(
            [try HostName("pc09"), try HostName("pc12")],
            acts[4].stamp,
            in: report
        )
        #expect(
            looked == """
                pc[09,12]: checked by the proctor, not by Siaga. Recorded 06:56, Bu Sari,
                  session 1.
                A mistake? siaga confirm --undo pc09

                READY WITH SPARES   Lab 1: 27 PCs ready, 27 needed. No spare left.

                """
        )
        guard case .note(let note) = acts[6].content else { return }
        #expect(
            screen(.indonesian).noted(stamped(acts[6], note))
                == "Dicatat 06.57, Bu Sari, sesi 1.\nkursi 15, pc15: mouse <diganti>\n"
        )
        #expect(
            screen(.indonesian).undone(acts[3].content, acts[6].stamp, in: nil)
                == "Dibatalkan 06.57, Bu Sari: kursi 22: pc29 menggantikan pc22 (layar <mati>)\n"
        )
    }

    static let refusals: [ActRefusal] = {
        guard let pc = try? HostName("pc07") else { return [] }
        return [
            .noSuchPlace("pc7", near: "pc07"), .noSuchPlace("x", near: nil), .noSuchSeat("99", near: nil),
            .withoutSeat(pc), .proctor(pc), .alreadyThere(pc, seat: "7"), .withoutKey(pc),
            .keyNotSeen(pc, since: SampleRoom.scanned), .noSwap("7"), .noSwap(nil), .unfitText(0),
            .unfitText(501), .nothingToTick("upz", near: "ups"), .nothingToTick("xyzzy", near: nil),
            .notTicked("ups"), .notTicked(nil), .measuredReady(pc), .measuredBroken(pc),
            .notToBeSeen(pc, .offOrCable), .notMeasured(pc),
            .unreadable(
                Localized(id: "berkas terkunci", en: "the file is locked"),
                hint: Localized(id: "tunggu", en: "wait")
            ),
            .notKept,
        ]
    }()

    @Test(arguments: refusals)
    func `a refusal says what, and what to do, in the reader's language`(_ refusal: ActRefusal) {
        let texts = Language.allCases.map { RefusalScreen(wording: SampleRoom.wording($0)).render(refusal) }
        #expect(texts[0].hasPrefix("kesalahan: ") && texts[1].hasPrefix("error: "))
        #expect(Set(texts).count == 2)
        for text in texts {
            #expect(text.hasSuffix("\n") && !text.contains("RoomModel") && !text.hasSuffix(".\n"), "\(text)")
        }
    }

    @Test func `what was typed is shown safe`() {
        let hostile = RefusalScreen(wording: SampleRoom.wording(.english))
            .render(.noSuchPlace("a\u{1B}[2J\u{202E}" + String(repeating: "x", count: 500), near: "b\u{7}"))
        #expect(!hostile.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
        #expect(hostile.count < 300)
    }
}
