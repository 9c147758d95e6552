import TestRoom
import Testing

/// What is said of the last result where the record cannot be read.
@Suite(.timeLimit(.minutes(2))) struct UnreadableRecordTests {
    @Test(
        arguments: [
            (
                "id",
                "catatan tidak bisa dibaca: [file] dibuat oleh Siaga yang lebih baru "
                    + "-> pasang Siaga yang terbaru; periksa tetap bisa: siaga scan -i room",
                "PC mana yang belum siap: [file] dibuat oleh Siaga yang lebih baru\n"
                    + "  saran: periksa semua, tanpa --rerun: siaga scan -i room -F none; "
                    + "atau pasang Siaga yang terbaru\n"
            ),
            (
                "en",
                "the record cannot be read: [file] was made by a newer Siaga "
                    + "-> install the newest Siaga; checking works all the same: siaga scan -i room",
                "which PCs were not ready: [file] was made by a newer Siaga\n"
                    + "  hint: scan all, without --rerun: siaga scan -i room -F none; "
                    + "or install the newest Siaga\n"
            ),
        ]
    )
    func `a record that cannot be read is told with its reason, and what works without it`(
        _ language: String,
        _ screen: String,
        _ error: String
    ) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                """
                $SIAGA scan -F none -i room >/dev/null || [ $? = 3 ] || exit 1
                python3 -c 'import sqlite3
                db = sqlite3.connect("home/.local/state/siaga/siaga.db")
                db.execute("PRAGMA user_version = 99")'
                $SIAGA -i room --lang \(language) | tr -s ' \\n' ' '
                $SIAGA scan -F none -i room --rerun --lang \(language)
                """
            )
            let file = "\(program.stateFolder)/siaga/siaga.db"
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.replacing(file, with: "[file]").contains(screen), "\(outcome)")
            #expect(outcome.notes.replacing(file, with: "[file]").contains(error), "\(outcome)")
        }
    }

    @Test func `a record that another program holds is told on the start screen`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                """
                $SIAGA scan -F none -i room >/dev/null || [ $? = 3 ] || exit 1
                mkfifo held done
                python3 -c 'import sqlite3
                db = sqlite3.connect("home/.local/state/siaga/siaga.db", isolation_level=None)
                db.execute("PRAGMA locking_mode = EXCLUSIVE")
                db.execute("BEGIN EXCLUSIVE")
                db.execute("UPDATE run SET asked = asked")
                open("held", "w").write("held")
                open("done").read()' &
                read -r held <held
                $SIAGA -i room --lang en | tr -s ' \n' ' '
                $SIAGA scan -F none -i room --rerun --lang en
                echo "exit code $?" >done
                wait
                """
            )
            #expect(!outcome.output.contains("never checked"))
            #expect(outcome.output.contains("siaga.db is in use by another program"), "\(outcome)")
            #expect(outcome.notes.contains("the last result cannot be read, so nobody knows"), "\(outcome)")
            #expect(
                outcome.notes.contains("without --rerun: siaga scan -i room -F none; or wait"),
                "\(outcome)"
            )
        }
    }
}
