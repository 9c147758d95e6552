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
            #expect(again.notes.isEmpty, "\(again)")
            let words = ["inventory", "import", "lab1.csv", "--force"]
            for typed in [words + ["--lang", "en"], ["--lang", "en"] + words] {
                let english = try await program(typed)
                #expect(english.output.contains("Next:"), "\(english)")
            }
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
