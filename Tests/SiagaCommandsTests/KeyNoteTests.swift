import RoomModel
import Testing

@testable import SiagaCommands

/// What is noted behind a host key.
@Suite struct KeyNoteTests {
    @Test(arguments: ["", "OpenSSH_9.2p1", "OpenSSH_for_Windows_9.5", "OpenSSH_9.2p1 Debian-2+deb12u10"])
    func `comes back as it was written`(_ service: String) throws {
        let note = KeyNote(since: try #require(CalendarDate("2026-11-20")), service: service)
        #expect(KeyNote(note.text) == note)
        #expect(note.text.hasPrefix("siaga 2026-11-20"))
    }

    @Test(arguments: ["", "siaga", "root@pc07", "siaga yesterday x", "Siaga 2026-11-20"])
    func `another's comment is none`(_ comment: String) {
        #expect(KeyNote(comment) == nil)
    }

    @Test func `a server's name ends no line`() throws {
        let note = KeyNote(since: try #require(CalendarDate("2026-11-20")), service: "a\nb\r\u{1B}[2J")
        #expect(note.text.allSatisfy { !$0.isNewline })
        #expect(!note.text.contains("\u{1B}"))
    }
}
