import Checks
import RoomModel
import Testing

/// The catalogue rows of the system checks make the checks their words promise.
struct SystemDefinitionTests {
    private static let definitions = [
        OSVersionCheck.definition, OSArchCheck.definition, CPUCoresCheck.definition, RAMTotalCheck.definition,
        RAMFreeCheck.definition, DiskFreeCheck.definition, DiskWriteCheck.definition,
        TimeOffsetCheck.definition,
        TimeZoneCheck.definition,
    ]

    @Test func `rows have ids of their own`() {
        #expect(Set(Self.definitions.map(\.id)).count == Self.definitions.count)
    }

    @Test func `what a playbook sets reaches the check`() throws {
        let system = try OSVersionCheck.definition.make(
            ParameterValues(["pass": .texts(["windows-10"]), "warn": .texts(["windows-7"])])
        )
        #expect((system as? OSVersionCheck)?.good == ["windows-10"])
        #expect((system as? OSVersionCheck)?.tolerated == ["windows-7"])
        let any = try OSArchCheck.definition.make(ParameterValues(["expected": .text("any")]))
        #expect((any as? OSArchCheck).map { $0.bits == nil } == true)
        let bits = try OSArchCheck.definition.make(ParameterValues(["expected": .text("32")]))
        #expect((bits as? OSArchCheck)?.bits == 32)
        let cores = try CPUCoresCheck.definition.make(ParameterValues(["warn_below": .count(4)]))
        #expect((cores as? CPUCoresCheck)?.warnBelow == 4)
        let space: [String: ParameterValue] = [
            "path": .text("/opt/exam"), "warn_below": .bytes(.gibibytes(10)),
            "fail_below": .bytes(.gibibytes(1)),
        ]
        let disk = try DiskFreeCheck.definition.make(ParameterValues(space))
        #expect(disk.subject == "/opt/exam")
        #expect((disk as? DiskFreeCheck)?.limits.failBelow == .gibibytes(1))
        let write = try DiskWriteCheck.definition.make(
            ParameterValues(["path": .text("/opt/exam"), "account": .text("siswa")])
        )
        #expect((write as? DiskWriteCheck)?.account == "siswa")
        let clock = try TimeOffsetCheck.definition.make(
            ParameterValues(["warn_above": .duration(.seconds(5)), "fail_above": .duration(.seconds(9))])
        )
        #expect((clock as? TimeOffsetCheck)?.warnAbove == .seconds(5))
        #expect((clock as? TimeOffsetCheck)?.failAbove == .seconds(9))
        let zone = try TimeZoneCheck.definition.make(ParameterValues(["expected": .text("WITA")]))
        #expect((zone as? TimeZoneCheck)?.expected == "WITA")
    }

    @Test func `limits that could never hold are refused`() {
        let crossed: [String: ParameterValue] = [
            "warn_below": .bytes(.mebibytes(1)), "fail_below": .bytes(.gibibytes(1)),
        ]
        for definition in [RAMTotalCheck.definition, DiskFreeCheck.definition] {
            #expect(throws: InvalidArgument.self) { try definition.make(ParameterValues(crossed)) }
        }
        #expect(throws: InvalidArgument.self) {
            try TimeOffsetCheck.definition.make(
                ParameterValues(["warn_above": .duration(.seconds(9)), "fail_above": .duration(.seconds(5))])
            )
        }
        #expect(throws: InvalidArgument.self) {
            try CPUCoresCheck.definition.make(ParameterValues(["warn_below": .count(0)]))
        }
        #expect(throws: InvalidArgument.self) {
            try TimeZoneCheck.definition.make(ParameterValues(["expected": .text("")]))
        }
        #expect(throws: InvalidArgument.self) { try DiskWriteCheck.definition.make(ParameterValues([:])) }
    }
}
