import Reports
import RoomModel
import TestRoom
import Testing

/// What is shown of a list of PCs, right or wrong, as a whole program on whole files; nobody is contacted, and each
/// screen fits 80 columns and 24 lines.
@Suite(.timeLimit(.minutes(3))) struct ListScreenTests {
    private func expectScreen(
        _ outcome: Program.Outcome,
        _ name: String,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        expectFits(outcome.notes + outcome.output, sourceLocation: sourceLocation)
        try outcome.expectSnapshot(name, sourceLocation: sourceLocation)
    }

    // MARK: A school's spreadsheet

    /// Thirty PCs, and four mistakes that people make with a spreadsheet.
    private static var spreadsheet: String {
        var rows = (1...30).map { number in
            [number < 10 ? "pc0\(number)" : "pc\(number)", "192.168.0.\(number)", "\(number)"]
        }
        rows[7][1] = "192.168.0.7"
        rows[12][2] = "02-Jan"
        rows[21][1] = "192.168.0.200"
        let titles = "nama;alamat;kursi;kelompok;grupp"
        return ([titles] + rows.map { ($0 + ["", ""]).joined(separator: ";") }).joined(separator: "\r\n")
            + "\r\n"
    }

    @Test(arguments: Language.allCases)
    func `a wrong spreadsheet is told cell by cell, and the last result is not lost`(_ language: Language)
        async throws
    {
        try await RunsOnRecord.with(["first-scan"]) { program in
            var program = program
            program.environment["SIAGA_INVENTORY"] = "room/daftar-pc.csv"
            try await Subfolder.write("room/daftar-pc.csv", Self.spreadsheet, in: program.folder)
            let outcome = try await program("scan", "--lang", language.rawValue)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            try expectScreen(outcome, "list-wrong-spreadsheet-\(language.rawValue)")
            // What the last lines say to type does what they say.
            let last = try await program("report", "--lang", language.rawValue)
            #expect(last.exitCode == 2)
            #expect(last.output.contains("pc04"))
            #expect(try await program("inventory", "list", "--lang", language.rawValue).exitCode == 78)
        }
    }

    @Test(arguments: Language.allCases)
    func `a file that is still a workbook says how to save it`(_ language: Language) async throws {
        try await Program.with { program in
            // How every .xlsx begins: the mark of a ZIP file.
            try program.folder.write("PK\u{3}\u{4}\u{14}", to: "daftar-pc.xlsx")
            let outcome = try await program("scan", "-i", "daftar-pc.xlsx", "--lang", language.rawValue)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            try expectScreen(outcome, "list-workbook-\(language.rawValue)")
        }
    }

    // MARK: A district's inventory

    @Test(arguments: Language.allCases)
    func `an inventory of 120 schools, unchanged, is counted on one screen`(_ language: Language) async throws
    {
        try await Program.with { program in
            try await DistrictInventory().write(to: "inventories/prod", in: program.folder)
            let words = ["inventory", "list", "-i", "inventories/prod"]
            let outcome = try await program(words + ["--lang", language.rawValue])
            #expect(outcome.exitCode == 0)
            try expectScreen(outcome, "list-district-\(language.rawValue)")
            let opaque = try await program(words + ["--opaque"])
            #expect(opaque.output.split(separator: "\n").count == 61)
        }
    }

    @Test(arguments: Language.allCases)
    func `four mistakes in it are told at once, each with its line and what to do`(_ language: Language)
        async throws
    {
        try await Program.with { program in
            var inventory = DistrictInventory()
            inventory.files["ansible.cfg"] = nil
            inventory.files["group_vars/windows.yml"] = nil
            inventory.files["group_vars/smpn_117.yml"] = """
                # SMP Negeri 17
                seats: 33
                language: id
                time_zone: Asia/Jakarta
                sessions: ["07:30-09:30"]
                exam_app_path: "D:\\anbk"

                """
            inventory.files["group_vars/smpn_111.yml"] = "---\nseatss: 33\n"
            inventory.files["host_vars/smpn_101-pc01.yml"] = """
                # The proctor changes it every term
                seat: 1
                ansible_user: siaga
                ansible_password: "{{ lookup('env', 'PC_PW') }}"

                """
            inventory.replacements["        sdn_044-pc08: { ansible_host: 192.168.0.8 }"] =
                "        sdn_044-pc08: { ansible_host: 192.168.0.7 }"
            try await inventory.write(to: "prod", in: program.folder)
            let outcome = try await program("scan", "-i", "prod", "--lang", language.rawValue)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            try expectScreen(outcome, "list-wrong-district-\(language.rawValue)")
        }
    }
}
