import RoomModel
import Testing

@testable import Facts

struct WindowsReadingTests {
    private func version(_ build: JSONValue, role: JSONValue) throws(Unmeasured) -> WindowsVersion {
        try WindowsVersion(.object(["build": build, "revision": .null, "release": .null, "role": role]))
    }

    @Test(
        arguments: [
            ("7601", "WinNT", "windows-7"), ("9200", "WinNT", "windows-8"), ("9600", "WinNT", "windows-8.1"),
            ("10240", "WinNT", "windows-10"), ("19045", "WinNT", "windows-10"),
            ("21999", "WinNT", "windows-10"),
            ("22000", "WinNT", "windows-11"), ("26100", "WinNT", "windows-11"),
            ("26200", "WinNT", "windows-11"),
            ("7601", "ServerNT", "windows-server-2008-r2"), ("17763", "LanmanNT", "windows-server-2019"),
            ("20348", "ServerNT", "windows-server-2022"), ("26100", "ServerNT", "windows-server-2025"),
        ]
    )
    func `the build and the role name the Windows`(_ build: String, _ role: String, _ name: String) throws {
        #expect(try version(.string(build), role: .string(role)).name == name)
    }

    @Test(
        arguments: [
            (JSONValue.string("2600"), JSONValue.string("WinNT")), (.string("9601"), .string("WinNT")),
            (.string("30000"), .string("WinNT")), (.string("-7601"), .string("WinNT")),
            (.string("99999999999999999999"), .string("WinNT")), (.string("19045 "), .string("WinNT")),
            (.number(19_045), .string("WinNT")), (.null, .string("WinNT")), (.string("19045"), .null),
            (.string("19045"), .string("ServerNT")), (.string("19045"), .string("winnt")),
        ]
    )
    func `an unknown build or role is no version`(_ build: JSONValue, _ role: JSONValue) {
        #expect(throws: Unmeasured.self) { try version(build, role: role) }
    }

    @Test func `the number is written as Windows writes it`() throws {
        let value = JSONValue.object([
            "build": .string("22631"), "revision": .number(3_007), "release": .string("23H2"),
            "role": .string("WinNT"),
        ])
        let version = try WindowsVersion(value)
        #expect(version.number == "10.0.22631.3007")
        #expect(version.title == "Windows 11 23H2")
        #expect(
            try self.version(.string("7601"), role: .string("ServerNT")).title == "Windows Server 2008 R2"
        )
        #expect(try self.version(.string("9600"), role: .string("WinNT")).number == "6.3.9600")
    }

    @Test(
        arguments: [
            JSONValue.null, .string("8371625984"), .number(0), .number(-8_371_625_984), .number(1_048_576),
            .number(1e300), .number(8_371_625_984.5), .bool(true), .array([.number(8_371_625_984)]),
        ]
    )
    func `memory that no PC has is refused`(_ value: JSONValue) {
        #expect(throws: Unmeasured.self) { try RAMTotalFact().read(value) }
    }

    @Test(
        arguments: [
            (JSONValue.number(2), JSONValue.number(1)), (.number(-1), .number(1)), (.null, .number(1)),
            (.string("1"), .number(2)), (.number(1), .number(1e17)), (.number(1.5), .number(2)),
        ]
    )
    func `a drive that cannot be is refused`(_ free: JSONValue, _ size: JSONValue) {
        #expect(throws: Unmeasured.self) { try DiskFreeFact().read(.object(["free": free, "size": size])) }
    }

    @Test(
        arguments: [
            ["build": JSONValue.string("19045"), "role": .string("WinNT")],
            [
                "build": .string("19045"), "message": .string("Denied"), "release": .string("22H2"),
                "role": .string("WinNT"),
            ],
            [
                "build": .string("19045"), "revision": .number(3_803), "release": .string("22H2"),
                "role": .string("WinNT"), "x": .number(1),
            ],
        ]
    )
    func `a version with a part missing or another's is no version`(_ parts: [String: JSONValue]) {
        #expect(throws: Unmeasured.self) { try OSVersionFact().read(.object(parts)) }
    }

    @Test(
        arguments: [
            ["free": JSONValue.number(1)], ["size": .number(1)],
            ["free": .number(1), "size": .number(2), "x": .number(1)],
            ["free": .number(1), "size": .number(2), "absent": .string("Q:")],
        ]
    )
    func `a drive with a part missing or another's is refused`(_ parts: [String: JSONValue]) {
        let error = #expect(throws: Unmeasured.self) { try DiskFreeFact().read(.object(parts)) }
        #expect(error == Unmeasured(.unreadable("a drive without size or free space")))
    }

    @Test func `a full drive has no room, which is a measurement`() throws {
        let value = JSONValue.object([
            "free": .number(0), "size": .number(1_073_741_824),
        ])
        #expect(try DiskFreeFact().read(value) == ByteCount(bytes: 0))
    }
}
