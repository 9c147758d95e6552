import Checks
import Playbooks
import RoomModel
import Testing

@Suite struct CheckExampleTests {
    @Test(arguments: Catalogue.checks.map(\.id))
    func `every check of the catalogue has an example that selects it`(_ id: CheckID) throws {
        let definition = try #require(Catalogue.definition(of: id))
        let example = try CheckExample(definition)
        #expect(example.entry.hasPrefix("- \(id)"))
    }

    @Test func `knows what a check weighs`() throws {
        #expect(try CheckExample(try #require(Catalogue.definition(of: "cpu.cores"))).severity == .warn)
        #expect(try CheckExample(try #require(Catalogue.definition(of: "disk.free"))).severity == .fail)
    }
}
