import RoomModel
import Testing

@Suite struct NamesTests {
    @Test(arguments: [
        "-oProxyCommand=x", "$(id)", "a;b", "a b", "a\nb", "", "рс01", ".pc",
        String(repeating: "a", count: 300),
    ])
    func `refuses what could reach a shell or look like another name`(_ text: String) {
        #expect(throws: InvalidName.self) { try HostName(text) }
    }

    @Test func `counts as people do`() throws {
        let names = try ["pc10", "pc2", "pc01", "pc1"].map(HostName.init).sorted()
        #expect(names.map(\.description) == ["pc01", "pc1", "pc2", "pc10"])
    }

    @Test(arguments: ["07:30", "07.30", "7.30"])
    func `reads a time of day as text`(_ text: String) {
        #expect(TimeOfDay(text)?.minutes == 450)
    }

    @Test(arguments: ["7:3", "24:00", "12:60", "0730", "07:30:00", "a:30", ":30"])
    func `refuses what is no time of day`(_ text: String) {
        #expect(TimeOfDay(text) == nil)
    }
}
