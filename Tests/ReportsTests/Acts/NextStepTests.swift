import Reports
import RoomModel
import Testing

/// The start screen names one next step for each moment of the day, in either language.
@Suite struct NextStepTests {
    private func screen(_ language: Language, _ minutes: Int, _ acts: [RoomAct] = []) throws -> String {
        var sample = try SampleRoom()
        sample.session = ActedSample.session
        let text = StartScreen(
            wording: SampleRoom.wording(language),
            now: SampleRoom.scanned.advanced(by: .seconds(minutes * 60))
        ).render(
            Room(profile: sample.profile, hosts: sample.hosts),
            last: .known(try sample.report()),
            acts: acts
        )
        expectFitsTerminal(text)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Minutes from 06.51: T-45, T-10, running, between, after, evening.
    @Test(arguments: [
        (2, "BERIKUTNYA lihat sendiri, lalu centang (layar,", "NEXT look yourself, then tick (screen,"),
        (30, "BERIKUTNYA periksa sekali lagi: siaga scan", "NEXT check once more: siaga scan"),
        (60, "ada kejadian? catat: siaga note KURSI", "note it: siaga note SEAT"),
        (
            165, "centang (unggah, lengkap): siaga confirm unggah",
            "tick (upload, complete): siaga confirm upload"
        ),
        (
            345, "centang (unggah, lengkap): siaga confirm unggah",
            "tick (upload, complete): siaga confirm upload"
        ),
        (
            720, "BERIKUTNYA periksa ruang malam ini: siaga scan",
            "NEXT check the room this evening: siaga scan"
        ),
    ])
    func `each moment has its step`(_ minutes: Int, _ indonesian: String, _ english: String) throws {
        let screens = try (screen(.indonesian, minutes), screen(.english, minutes))
        #expect(screens.0.contains(indonesian), "\(screens.0)")
        #expect(screens.1.contains(english), "\(screens.1)")
    }

    @Test func `where nobody looked for acts no step is told`() throws {
        let sample = try SampleRoom()
        let text = StartScreen(wording: SampleRoom.wording(.english), now: SampleRoom.scanned)
            .render(Room(profile: sample.profile, hosts: sample.hosts), last: .known(try sample.report()))
        #expect(!text.contains("NEXT"))
    }
}
