import TestRoom
import Testing

/// Runs that were cut off anywhere, and damaged records: every command that reads the record still does its work.
@Suite(.timeLimit(.minutes(10))) struct CutRecordTests {
    /// The commands, and the exit codes each may have over a whole record.
    private static let commands: [(words: String, codes: Set<Int32>)] = [
        ("scan pc01 -F none", [3]), ("scan --rerun -F none", [3]), ("scan --rerun=failed -F none", [3]),
        ("history", [0]), ("history pc01", [0]), ("history --format json", [0]), ("history --verify", [0]),
        ("report", [3]), ("report $RUN", [3]), ("report --format json", [3]), ("report --format html", [3]),
        ("", [0]), ("install --plan -F none", [78]), ("fix --plan -F none", [0]),
        ("rollback --plan -F none", [78]), ("scan -F none", [3]),
    ]

    /// What a run that was cut off, or a damaged record, may make of a command besides: nothing to show, or a sentence.
    private static let orderly: Set<Int32> = [0, 1, 2, 3, 64, 78]

    /// Two whole runs of five events each (the start, the laptop, two PCs, the end), then these.
    static let cuts: [String] =
        ["SELECT 1"] + (6...10).map { "DELETE FROM event WHERE sequence = \($0)" }
        + (5...9).map {
            """
            DELETE FROM event WHERE sequence > \($0); DELETE FROM result WHERE run = 2;
            UPDATE run SET ended = NULL, reason = NULL, verdict = NULL, ready = NULL, needed = NULL WHERE id = 2
            """
        }
        + [
            // The only run there is was cut off.
            """
            DELETE FROM event WHERE sequence NOT BETWEEN 6 AND 8; DELETE FROM result; DELETE FROM run WHERE id = 1;
            UPDATE run SET ended = NULL, reason = NULL, verdict = NULL, ready = NULL, needed = NULL
            """,
            "DELETE FROM event", "UPDATE event SET bytes = CAST('{' AS BLOB)",
            "UPDATE event SET bytes = x'00ff' WHERE sequence = 6",
            "UPDATE run SET title = NULL, reason = 7, kind = x'00', asked = 'x', began = 1e300",
            "UPDATE run SET name = x'fffe' WHERE id = 2", "UPDATE result SET state = 7, at = 'x'",
            "UPDATE controller SET sequence = 'x'", "DELETE FROM controller", "DROP TABLE result",
        ]

    @Test(arguments: cuts) func `every command ends with its exit code`(_ statements: String) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            try program.folder.write(statements, to: "cut.sql")
            let calls = Self.commands.indices.map { index in
                """
                put_back
                $SIAGA \(Self.commands[index].words) -i room </dev/null >out 2>notes
                echo "\(index) $?"
                grep -n 'Fatal error\\|Crash' out notes && exit 9
                """
            }
            let outcome = try await program.shell(
                """
                STATE=home/.local/state/siaga
                $SIAGA scan -F none -i room >/dev/null 2>&1; [ $? = 3 ] || exit 1
                $SIAGA scan -F none -i room >/dev/null 2>&1; [ $? = 3 ] || exit 2
                RUN=$(python3 -c 'import sqlite3
                db = sqlite3.connect("home/.local/state/siaga/siaga.db")
                print(db.execute("SELECT name FROM run WHERE id = 2").fetchone()[0])
                db.executescript(open("cut.sql").read())
                db.commit()
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")') || exit 3
                cp -r $STATE kept
                put_back() { rm -rf $STATE && cp -r kept $STATE; }
                \(calls.joined(separator: "\n"))
                exit 0
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            let codes = outcome.output.split(separator: "\n").compactMap { line in
                line.split(separator: " ").last.flatMap { Int32($0) }
            }
            #expect(codes.count == Self.commands.count, "\(outcome)")
            for (command, code) in zip(Self.commands, codes) {
                let allowed = statements == "SELECT 1" ? command.codes : command.codes.union(Self.orderly)
                #expect(allowed.contains(code), "siaga \(command.words): \(code)")
            }
            // Scanning the room does not need the record.
            #expect(codes.first == 3 && codes.last == 3)
        }
    }

    @Test func `a damaged record is said in the report, in both languages`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                """
                $SIAGA scan -F none -i room >/dev/null 2>&1; [ $? = 3 ] || exit 1
                python3 -c 'import sqlite3
                db = sqlite3.connect("home/.local/state/siaga/siaga.db")
                db.execute("UPDATE event SET bytes = ? WHERE sequence = 3", (b"{",))
                db.commit()' || exit 2
                $SIAGA report -i room --lang en; $SIAGA report -i room --lang id; true
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(outcome.notes.contains("1 record is damaged and was left out"), "\(outcome)")
            #expect(outcome.notes.contains("1 catatan di "), "\(outcome)")
            #expect(outcome.notes.contains("rusak dan dilewati"), "\(outcome)")
        }
    }
}
