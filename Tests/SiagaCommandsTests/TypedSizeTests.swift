import RoomModel
import Testing

@testable import SiagaCommands

/// Amounts of bytes as people type them.
@Suite struct TypedSizeTests {
    @Test(arguments: [
        ("0", ByteCount.zero), ("0G", .zero), ("100K", .kibibytes(100)), ("500M", .mebibytes(500)),
        ("500 MB", .mebibytes(500)), ("20g", .gibibytes(20)), ("20GiB", .gibibytes(20)),
    ])
    func `a number and a unit are an amount`(_ text: String, _ size: ByteCount) {
        #expect(TypedSize(argument: text)?.size == size)
    }

    @Test(arguments: [
        "", "G", "20", "-1G", "1.5G", "1T", "G20", "20GG", "99999999999999999999G", "9000000000G",
    ])
    func `anything else is none`(_ text: String) {
        #expect(TypedSize(argument: text) == nil)
    }

    @Test func `the help says what it is where nothing is typed`() {
        #expect(TypedSize(.gibibytes(10)).defaultValueDescription == "10G")
        #expect(TypedSize(.mebibytes(500)).defaultValueDescription == "500M")
    }
}
