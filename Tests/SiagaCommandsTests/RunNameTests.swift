import RoomModel
import Testing

@testable import SiagaCommands

@Suite struct RunNameTests {
    @Test func `names sort by time, to the thousandth of a second`() {
        let moments = [0, 1, 2, 999, 1_000, 1_001, 59_999, 3_600_000].map {
            Timestamp(milliseconds: 1_795_615_555_283 + $0)
        }
        let names = moments.map { RunName.make(at: $0) }
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        #expect(names[0].hasPrefix("20261125T"))
        #expect(names.allSatisfy { $0.utf8.count == "20261124T065108-283a7".utf8.count })
    }
}
