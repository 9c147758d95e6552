import TestRoom
import Testing

/// A pipe, a device or a folder where a file of ours should be: a sentence, an exit code, and no waiting.
@Suite(.timeLimit(.minutes(5))) struct MisplacedPipeTests {
    private static let state = "home/.local/state/siaga"

    /// Where it stands, the command that meets it, the codes it may end with, and whether it is named on stderr.
    static let places: [(path: String, words: String, codes: Set<Int32>, isNamed: Bool)] = [
        ("\(state)/siaga.db", "scan -F none -i room", [3], true),
        ("\(state)/siaga.db", "report -i room", [1], true),
        ("\(state)/siaga.db", "history -i room", [1], true),
        ("\(state)/siaga.db", "-i room", [0], false),
        ("\(state)/siaga.db-wal", "scan -F none -i room", [3], true),
        ("\(state)/siaga.db-wal", "report -i room", [1], true),
        ("\(state)/siaga.db-shm", "scan pc01 -F none -i room", [3], true),
        ("\(state)/siaga.db-journal", "history -i room", [1], true),
        ("\(state)/siaga.lock", "scan -F none -i room", [3], false),
        ("\(state)/siaga.spool-1-0.ndjson", "report -i room", [3], false),
        ("\(state)/siaga.spool-1-0.ndjson", "scan -F none -i room", [3], false),
        ("room/known_hosts", "scan -F none -i room", [3, 78], true),
        ("home/.ssh/known_hosts", "scan -F none -i room", [78], true),
        ("home/.ssh/id_ed25519", "scan -F none -i room", [3], true),
        ("home/.ssh/config", "scan -i room", [3, 78], true),
        ("secret", "scan -F none -i room --password-file secret", [64], true),
        ("secret", "scan -F none -i room --become-password-file secret", [3, 64], false),
        ("home/.local/share/siaga/bundles/lock", "bundle add app --name app --version 1", [0, 1, 64], false),
        ("home/.local/share/siaga/bundles/manifests", "bundle list", [0, 1], false),
        ("app.zip", "bundle add app.zip --name app --version 1", [1, 64], true),
        ("app.siaga", "bundle import app.siaga", [1, 64], true),
        ("page.html", "report -i room --output page.html", [1], true),
    ]

    @Test(arguments: ["mkfifo -m 600", "mkdir -m 700"])
    func `a pipe or a folder in a file's place holds nobody up`(_ make: String) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let calls = Self.places.enumerated().map { index, place in
                """
                rm -rf home app app.* secret page.html room/known_hosts; cp -r kept home; mkdir app; echo a >app/a.exe
                mkdir -p $(dirname \(place.path)); rm -rf \(place.path); \(make) \(place.path)
                timeout --signal=KILL 60 $SIAGA \(place.words) --lang en </dev/null >out 2>notes
                code=$?; grep -qF '\(place.path.split(separator: "/").last ?? "")' notes; echo "\(index) $code $?"
                grep -h 'Fatal error' notes
                """
            }
            let outcome = try await program.shell(
                """
                umask 077; mkdir -p home/.ssh
                $SIAGA scan -F none -i room >/dev/null 2>&1
                mv home kept
                \(calls.joined(separator: "\n"))
                true
                """
            )
            let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ") }
            #expect(lines.count == Self.places.count, "\(outcome)")
            for (place, line) in zip(Self.places, lines) {
                let code = line.count == 3 ? Int32(line[1]) : nil
                let isPipe = make.hasPrefix("mkfifo")
                // A folder may be something else to a command: none of ours takes it for a file all the same.
                let codes = isPipe ? place.codes : [0, 1, 3, 64, 78]
                #expect(
                    code.map(codes.contains) == true,
                    "\(make) \(place.path): siaga \(place.words): \(line)"
                )
                #expect(!place.isNamed || !isPipe || line.last == "0", "\(place.path): siaga \(place.words)")
            }
        }
    }

    @Test func `a password from a shell's pipe still is one`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                """
                $SIAGA scan -F none -i room --password-file <(printf 'sec'; printf 'ret\\n') --lang en
                $SIAGA scan -F none -i room --password-file /dev/null --lang en
                """
            )
            #expect(!outcome.notes.contains("holds no password"), "\(outcome)")
            #expect(outcome.notes.contains("/dev/null is no ordinary file"), "\(outcome)")
        }
    }
}
