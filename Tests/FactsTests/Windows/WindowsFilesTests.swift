import Testing

@testable import Facts

struct WindowsFilesTests {
    @Test(
        arguments: [
            ("", "siaga-cbf29ce484222325.x"), ("a", "siaga-af63dc4c8601ec8c.x"),
            ("foobar", "siaga-85944171f73967e8.x"),
        ]
    )
    func `a file's name is the FNV-1a hash of its contents`(_ text: String, _ name: String) {
        #expect(ContentNamedFile(text, ending: "x").name == name)
    }

    @Test func `parameters are lines of plain words`() {
        let parameters = WindowsParameters(
            examProcesses: ["ExamBrowser.exe", "Ujian 1.exe"],
            facts: [
                RAMTotalFact(), DiskFreeFact(path: "D:\\a b%\n\"é😀"), DiskFreeFact(path: ""), DiskFreeFact(),
            ]
        )
        #expect(
            String(decoding: parameters.file.bytes, as: UTF8.self) == """
                siaga 1
                exam ExamBrowser.exe Ujian%00201.exe
                fact ram.total
                fact disk.free D:%005ca%0020b%0025%000a%0022%00e9%d83d%de00
                fact disk.free\u{20}
                fact disk.free
                end

                """
        )
    }

    @Test func `the script is ASCII, holds every kind once and no data`() {
        let script = WindowsScript(kinds: [
            DiskFreeFact.self, RAMTotalFact.self, DiskFreeFact.self, TimeZoneFact.self,
        ])
        let text = String(decoding: script.file.bytes, as: UTF8.self)
        #expect(script.file.bytes.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        #expect(text.split(separator: "FACTS[\"disk.free\"] = ").count == 2)
        #expect(text.contains("FACTS[\"ram.total\"]"))
        #expect(!text.contains("time.zone"))
        #expect(WindowsScript(kinds: [RAMTotalFact.self, DiskFreeFact.self]).file == script.file)
    }

    @Test(
        arguments: [
            ("    Enabled    REG_DWORD    0x0", true), ("    Enabled    REG_SZ    0\r", true),
            ("    Enabled    REG_DWORD    0x1", false), ("    Enabled2    REG_DWORD    0x0", false),
            ("ERROR: The system was unable to find the specified registry key or value.", false), ("", false),
        ]
    )
    func `the setting of Windows Script Host is read`(_ line: String, _ isDisabled: Bool) {
        #expect(
            ScriptHostDiagnosis.saysDisabled("HKEY_LOCAL_MACHINE\\SOFTWARE\r\n\(line)\nx\r\n") == isDisabled
        )
    }
}
