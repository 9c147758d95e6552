import Glibc
import TestRoom
import Testing

/// What Siaga writes where nobody closes a file to others by himself (`umask 000`).
@Suite(.timeLimit(.minutes(4))) struct OwnFilesTests {
    /// Every command that writes, in a shell whose umask takes no right away.
    private static func everything(_ room: ServedRoom) -> String {
        """
        umask 000
        set -e
        "$SIAGA" enroll -i room --yes
        "$SIAGA" scan -i room -o r.html -o r.json -o r.csv -o r.xml -o r.tap -o r.prom -o r.md -o r.ndjson
        mkdir -m 700 exam
        echo 26.0301 >exam/version.txt
        "$SIAGA" bundle add exam --name exambrowser --version 26.0301
        "$SIAGA" bundle export given.siaga exambrowser-26.0301 --unsigned
        "$SIAGA" pull -i room all '\(room.account.privateKeyPath).pub' --to pulled
        printf 'nama,alamat,kursi\\npc01,127.0.0.1,1\\n' >list.csv
        "$SIAGA" inventory import list.csv
        "$SIAGA" install -i room -p steps.yaml --yes
        "$SIAGA" history --verify
        # A database that cannot be written: the run goes into a file of its own.
        python3 -c '
        import sqlite3, subprocess, sys
        held = sqlite3.connect(sys.argv[1], isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
        subprocess.run([sys.argv[2], "scan", "-i", "room"])
        ' home/.local/state/siaga/siaga.db "$SIAGA"
        """
    }

    @Test func `nothing is open to others, whatever the umask`() async throws {
        try await ServedRoom.withSeparatePCs(2) { room in
            try room.program.folder.write(
                "name: App\nhosts: all\nsteps:\n  - app: { version: \"26.0301\" }\n",
                to: "steps.yaml"
            )
            let outcome = try await room.program.shell(Self.everything(room))
            #expect(outcome.exitCode == 0, "\(outcome)")
            // Its own: record, spool, locks, bundles, the room's known keys.
            let own = try await room.program.shell(
                "find home room/known_hosts \\( -type f ! -perm 600 -o -type d ! -perm 700 \\) -printf '%m %p\\n'"
            )
            #expect(own.output.isEmpty, "\(own.output)")
            let kept = try await room.program.shell("find home -type f | sed 's/.*[.]//' | sort -u")
            #expect(
                ["db", "lock", "ndjson"].allSatisfy { kept.output.contains("\($0)\n") },
                "\(kept.output)"
            )
            // What somebody asked for under a name of his own: never for others to write.
            let given = try await room.program.shell(
                "find . -path ./home -prune -o -path ./exam -prune -o ! -type l -perm /022 ! -name steps.yaml ! -name list.csv -printf '%m %p\\n'"
            )
            #expect(given.output.isEmpty, "\(given.output)")
            let made = try await room.program.shell(
                "ls r.html r.ndjson given.siaga pulled/pc02/client_ed25519.pub list"
            )
            #expect(made.exitCode == 0, "\(made)")
        }
    }

    @Test func `nothing is left in the folder for temporary files`() async throws {
        try await ServedRoom.with(2) { room in
            var program = room.program
            program.environment["TMPDIR"] = "\(program.folder.path)/temporary"
            mkdir("\(program.folder.path)/temporary", 0o777)
            #expect(try await program("enroll", "-i", "room", "--yes").exitCode == 0)
            let locked = try await program.shell(
                "cp '\(room.account.privateKeyPath)' locked && ssh-keygen -q -p -P '' -N canary-pass -f locked && "
                    + "(umask 077 && echo canary-pass >passphrase)"
            )
            #expect(locked.exitCode == 0)
            let scan = try await program(
                "scan",
                "-i",
                "room",
                "--private-key",
                "locked",
                "--password-file",
                "passphrase"
            )
            #expect(scan.exitCode == 0, "\(scan)")
            let left = try await program.shell("find temporary -mindepth 1")
            #expect(left.output.isEmpty, "\(left.output)")
        }
    }
}
