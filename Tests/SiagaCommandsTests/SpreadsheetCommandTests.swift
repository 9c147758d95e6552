import TestRoom
import Testing

/// Lists of PCs from a spreadsheet, vaults and patterns, as people use them; nobody is contacted.
@Suite(.timeLimit(.minutes(2))) struct SpreadsheetCommandTests {
    private static let list = """
        nama;alamat;kursi;grup;cadangan;merk
        pc01;192.168.0.1;1;lab1;;Acer
        pc02;192.168.0.2;2;lab1;;Acer
        pc03;192.168.0.3;;lab1;ya;Axioo

        """

    @Test(arguments: ["id", "en"])
    func `import shows what it understood, and replaces nothing unasked`(_ language: String) async throws {
        try await Program.with { program in
            try program.folder.write(Self.list, to: "lab1.csv")
            let outcome = try await program("inventory", "import", "lab1.csv", "--lang", language)
            #expect(outcome.exitCode == 0)
            try outcome.expectSnapshot("import-\(language)")
            let written = try program.folder.read("lab1/hosts.yaml")
            let again = try await program("inventory", "import", "lab1.csv", "--lang", language)
            #expect(again.exitCode == 64)
            try again.expectSnapshot("import-again-\(language)")
            #expect(try program.folder.read("lab1/hosts.yaml") == written)
            #expect(try await program("inventory", "import", "lab1.csv", "--force").exitCode == 0)
            #expect(try await program("-i", "lab1").exitCode == 0)
        }
    }

    @Test
    func `the room's data beside a spreadsheet speak its language, and are named where they do not hold`()
        async throws
    {
        try await Program.with { program in
            _ = try await program.shell("mkdir group_vars")
            try program.folder.write(Self.list, to: "lab1.csv")
            try program.folder.write(
                "{ room_name: Lab 1, seats: 2, language: id }\n",
                to: "group_vars/all.yml"
            )
            let scan = try await program("scan", "-i", "lab1.csv")
            #expect(scan.exitCode == 78)
            #expect(scan.notes.contains("tidak menyebut moda ujian"), "\(scan)")
            let outcome = try await program("inventory", "import", "lab1.csv")
            #expect(outcome.output.contains("Berikutnya:"), "\(outcome)")
            #expect(outcome.notes.contains("cp -r ./group_vars lab1/"), "\(outcome)")
            _ = try await program.shell("cp -r ./group_vars lab1/")
            let again = try await program("inventory", "import", "lab1.csv", "--force")
            #expect(!again.notes.contains("cp -r"), "\(again)")
            // What stands beside the list counts: its seats are said, its mode is not.
            #expect(again.notes.contains("belum disebut: moda ujian"), "\(again)")
            #expect(!again.notes.contains("jumlah kursi"), "\(again)")
            let words = ["inventory", "import", "lab1.csv", "--force"]
            for typed in [words + ["--lang", "en"], ["--lang", "en"] + words] {
                let english = try await program(typed)
                #expect(english.output.contains("Next:"), "\(english)")
            }
        }
    }

    /// As schools keep it: numbered, with a mark of Excel's, other words in the titles, and more than Siaga needs.
    private static let school = """
        \u{FEFF}No;Nama Komputer;IP Address;MAC Address;No. Kursi;Merk/Tipe
        1;PC-01;192.168.0.1;3C-52-82-0A-11-01;1;Acer
        2;PC-02;192.168.0.2;3C-52-82-0A-11-02;2;

        """

    @Test func `every column is taken or named, and the last line works`() async throws {
        try await Program.with { program in
            try program.folder.write(Self.school, to: "daftar.csv")
            let words = [
                "--mode", "semi-online", "--seats", "2", "--user", "siaga", "--key", "keys/room one",
            ]
            let outcome = try await program(
                ["inventory", "import", "daftar.csv", "--output", "Lab 1", "--lang", "en"] + words
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(
                outcome.output == """
                    daftar.csv -> Lab 1/hosts.yaml
                    2 PCs, 2 seats

                    COLUMN  TITLE          TAKEN AS
                    A       No             variable No
                    B       Nama Komputer  name
                    C       IP Address     address
                    D       MAC Address    network card (MAC)
                    E       No. Kursi      seat
                    F       Merk/Tipe      (not used)

                    Next: ssh-keygen -t ed25519 -f 'keys/room one'
                          siaga enroll -i 'Lab 1'

                    """
            )
            #expect(outcome.notes.contains("note: the column \"Merk/Tipe\" is not used"), "\(outcome)")
            #expect(!outcome.notes.contains("not said yet"), "\(outcome)")
            let list = try await program("inventory", "list", "-i", "Lab 1", "--lang", "en")
            #expect(list.output.contains("2 hosts, 2 seats, semi-online"), "\(list)")
            let host = try await program("inventory", "host", "PC-02", "-i", "Lab 1", "--format", "json")
            #expect(host.output.contains("\"ansible_ssh_private_key_file\": \"keys/room one\""), "\(host)")
            #expect(host.output.contains("\"ansible_user\": \"siaga\""), "\(host)")
        }
    }

    @Test func `what the room needs is asked for where somebody can answer`() async throws {
        try await Program.with { program in
            try program.folder.write(Self.school, to: "daftar.csv")
            let shown = try await ScreenAndKeyboard.run(
                program,
                ["inventory", "import", "daftar.csv", "--user", "guru", "--lang", "en"],
                dialogue: [
                    ("online): ", #"offline\n"#), ("online): ", #"semi-online\n"#), ("[2]: ", #"\n"#),
                    ("[~/.ssh/siaga_room]: ", #"\n"#),
                ]
            )
            #expect(shown.exitCode == 0, "\(shown.screen)")
            #expect(!shown.screen.contains("not said yet"), "\(shown.screen)")
            #expect(shown.screen.contains("siaga enroll -i daftar"), "\(shown.screen)")
            let written = try program.folder.read("daftar/hosts.yaml")
            for line in [
                "room_mode: semi-online", "seats: 2", "ansible_user: guru",
                "ansible_ssh_private_key_file: '~/.ssh/siaga_room'",
            ] { #expect(written.contains("    \(line)\n"), "\(written)") }
            #expect(try await program("playbook", "show", "-i", "daftar").exitCode == 0)
        }
    }

    @Test(arguments: [["--seats", "0"], ["--user", "a;b"], ["--mode", "offline"]])
    func `what no room can have is refused`(_ words: [String]) async throws {
        try await Program.with { program in
            try program.folder.write(Self.school, to: "daftar.csv")
            let outcome = try await program(["inventory", "import", "daftar.csv"] + words)
            #expect(outcome.exitCode == 64, "\(outcome)")
            #expect(try await program.shell("test ! -e daftar").exitCode == 0)
        }
    }

    @Test(arguments: ["id", "en"])
    func `a wrong spreadsheet contacts nobody`(_ language: String) async throws {
        try await Program.with { program in
            try program.folder.write(
                Self.list.replacing("kursi", with: "kursii").replacing("192.168.0.3", with: "192.168.0.2"),
                to: "daftar-pc.csv"
            )
            let outcome = try await program("scan", "-i", "daftar-pc.csv", "--lang", language)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            try outcome.expectSnapshot("bad-spreadsheet-\(language)")
        }
    }

    @Test func `a vault password comes from a file that only its owner can read`() async throws {
        try await Program.with { program in
            try program.folder.write("all:\n  hosts:\n    pc01:\n", to: "hosts.yaml")
            try program.folder.write("#!/bin/sh\necho x\n", to: "program")
            let outcome = try await program("scan", "-i", "hosts.yaml", "--vault-password-file", "program")
            #expect(outcome.exitCode == 64)
            #expect(outcome.notes.contains("program is a program, and Siaga runs none for a password"))
            let loose = try await program.shell(
                "umask 022; echo x > word; $SIAGA scan -i hosts.yaml --vault-id a@word"
            )
            #expect(loose.exitCode == 64)
            #expect(loose.notes.contains("word can be read by others"))
        }
    }

    @Test func `a file of patterns that cannot be read is an error`() async throws {
        try await Program.with { program in
            try program.folder.write("all:\n  hosts:\n    pc01:\n", to: "hosts.yaml")
            let outcome = try await program("scan", "-i", "hosts.yaml", "--limit", "@nothing")
            #expect(outcome.exitCode == 64)
            #expect(outcome.notes.contains("cannot read @nothing: there is no such file"))
        }
    }
}
