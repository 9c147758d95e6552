import Glibc
import TestNeeds
import TestRoom
import Testing

/// PCs that lie about the files they give, and folders in which a stranger has put a link.
@Suite(.timeLimit(.minutes(4))) struct HostileFilesTests {
    /// What each PC does to the list of its files; the lines are `NONCE N NAME`, `W SIZE NAME` and `H HASH *NAME`.
    private static let edits = [
        ("climbs", #"s#\./evil#./../../../evil#"#),
        ("is-rooted", #"s#\./evil#/tmp/siaga-evil#"#),
        ("has-escapes", #"s#\./evil#./\x1b[2Jevil#"#),
        ("turns-round", #"s#\./evil#./\xe2\x80\xaeevil#"#),
        ("is-vast", #"/ W /s# [0-9][0-9]* \./evil# 99999999999999999999 ./evil#"#),
        ("is-larger", #"/ W /s# [0-9][0-9]* \./evil# 900000000 ./evil#"#),
        ("is-negative", #"/ W /s# [0-9][0-9]* \./evil# -5 ./evil#"#),
        ("has-none", #"/ W /s# [0-9][0-9]* \./evil# NaN ./evil#"#),
        ("comes-twice", #"/evil/p"#),
        (
            "is-another",
            #"/ H /s#[0-9a-f]\{64\}\( .*evil\)#0000000000000000000000000000000000000000000000000000000000000000\1#"#
        ),
    ]

    /// A million names where two were asked for.
    private static let endless = #"""
        /bin/sh -c "$SSH_ORIGINAL_COMMAND" | awk '{ print; fflush() } / N \.\/evil/ { for (i = 0; i < 1000000; i++) print $1 " N ./" i }'; exit 0
        """#

    @Test func `what a PC says of its files leads nothing astray`() async throws {
        try await FaultyRoom.with { faulty in
            // Nothing else ends a `sed` that waits for the end of a line of zeros.
            var patients = Self.edits.map { name, edit in
                let filter = "LC_ALL=C timeout 60 sed -u -e '\(edit)'"
                return FaultyRoom.Patient(
                    name: name,
                    shell: "/bin/sh -c \"$SSH_ORIGINAL_COMMAND\" | \(filter); exit 0"
                )
            }
            patients.append(FaultyRoom.Patient(name: "never-ends", shell: Self.endless))
            try faulty.admit(patients)
            let made = try await faulty.room.program.shell(
                "mkdir tree && echo hi >tree/evil && echo ho >tree/good"
            )
            #expect(made.exitCode == 0)
            let before = try await Self.everything(outside: "pulled", in: faulty.room.program)
            let (pull, usage) = try await faulty.room.program.measured([
                "pull", "-i", "room", "-F", "none", "--lang", "en", "--timeout", "20s", "all",
                "\(faulty.room.program.folder.path)/tree", "--to", "pulled",
            ])
            #expect(pull.exitCode == 2 || pull.exitCode == 3, "\(pull)")
            #expect(pull.output.contains("2 of 13 PCs whole"), "\(pull)")
            for scalar in (pull.output + pull.notes).unicodeScalars {
                #expect(scalar == "\n" || scalar.value >= 32 && scalar.value != 0x202E, "\(scalar.value)")
            }
            #expect(usage.time < .seconds(80), "\(usage)")
            #expect(usage.memory < 500, "\(usage)")
            for name in FaultyRoom.healthy {
                #expect(try faulty.room.program.folder.read("pulled/\(name)/tree/evil") == "hi\n")
            }
            // Nothing but the folders of the PCs themselves has changed, and nothing in them is what was not asked for.
            #expect(try await Self.everything(outside: "pulled", in: faulty.room.program) == before)
            let names = try await faulty.room.program.shell(
                "find pulled -type f ! -path '*/.siaga-part/*' -printf '%f\\n' | sort -u; find pulled -type l"
            )
            #expect(Set(names.output.split(separator: "\n")).isSubset(of: ["evil", "good"]), "\(names)")
            #expect(access("/tmp/siaga-evil", F_OK) != 0)
        }
    }

    /// Every file of the program's folder but those below `folder`, its record and its figures.
    private static func everything(outside folder: String, in program: Program) async throws -> String {
        try await program.shell(
            "find . -path ./\(folder) -prune -o -path ./home -prune -o -name figures -o -name meter.py "
                + "-o -type f -print | sort"
        ).output
    }

    @Test(.needs(.root))
    func `a link that a stranger planted where files go is refused by name`() async throws {
        try await FaultyRoom.with { faulty in
            try faulty.admit([FaultyRoom.Patient(name: "planted")])
            let victim = "\(faulty.folder.path)/victim"
            let planted = try await faulty.room.program.shell(
                "mkdir -p '\(victim)' '\(faulty.home(0))/exam' && ln -s '\(victim)' '\(faulty.home(0))/exam/app' && "
                    + "chown -h 65534 '\(faulty.home(0))/exam' '\(faulty.home(0))/exam/app'"
            )
            #expect(planted.exitCode == 0, "\(planted)")
            try faulty.room.program.folder.write("new\n", to: "file")
            for language in ["en", "id"] {
                let push = try await faulty.room.program(
                    "push",
                    "file",
                    "-i",
                    "room",
                    "-F",
                    "none",
                    "all",
                    "--to",
                    "exam/app",
                    "--yes",
                    "--lang",
                    language
                )
                #expect(push.exitCode == 2, "\(push)")
                #expect(push.output.contains("planted"), "\(push)")
                #expect(push.output.contains("pc[02-03]"), "\(push)")
            }
            let left = try await faulty.room.program.shell(
                "ls -A '\(victim)'; cat '\(faulty.folder.path)'/home-*/exam/app/file"
            )
            #expect(left.output == "new\nnew\n", "\(left)")
        }
    }
}
