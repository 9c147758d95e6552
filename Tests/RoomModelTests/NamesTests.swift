import FoundationEssentials
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

    @Test(arguments: [
        (#".\guru"#, "guru"), (#"SEKOLAH\guru"#, #"SEKOLAH\guru"#), ("guru@sekolah.id", "guru@sekolah.id"),
        ("Administrator", "Administrator"), ("kepala lab", "kepala lab"),
    ])
    func `takes accounts as Windows writes them; one of the PC itself goes by its name`(
        _ text: String,
        _ name: String
    ) throws {
        #expect(try UserName(text).description == name)
    }

    @Test(arguments: [#".\"#, #".\-oProxyCommand=x"#, #"\guru"#, ".guru", "-x", "a;b"])
    func `refuses an account that could be an option or a command`(_ text: String) {
        #expect(throws: InvalidName.self) { try UserName(text) }
    }

    @Test(arguments: [
        "192.168.0.7", "pc07", "pc07.lab.sch.id", "fe80::1%eth0", "::1", "2001:db8::7", "::ffff:192.0.2.1",
        "FE80::A",
    ])
    func `takes an address`(_ text: String) throws {
        #expect(try NetworkAddress(text).description == text)
    }

    @Test(arguments: [
        "192.168.0.2:22", "pc07:2222", "192.168.0.1/24", "http://192.168.0.3", "[::1]", "[::1]:22",
        "fe80::1%",
        "pc07%eth0", "fe80:::1", "1:2:3",
    ])
    func `refuses an address with more in it`(_ text: String) {
        #expect(throws: InvalidName.self) { try NetworkAddress(text) }
    }

    @Test func `an address on record is read as it was taken then`() throws {
        let json = Data(#"["192.168.0.2:22"]"#.utf8)
        let addresses = try JSONDecoder().decode([NetworkAddress].self, from: json)
        #expect(addresses.map(\.description) == ["192.168.0.2:22"])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([NetworkAddress].self, from: Data(#"["$(id)"]"#.utf8))
        }
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
