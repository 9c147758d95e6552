import TestRoom
import Testing

/// PCs that answer with what cannot be: nobody is called ready for it, nobody else's row suffers, and no screen shows it raw.
@Suite(.timeLimit(.minutes(4))) struct LyingPCTests {
    /// A PC whose answer passes through sed(1).
    private struct Lie: Sendable {
        let name: String
        /// What sed does to each line of the answer.
        let edit: String
        /// The check that must not pass by it.
        let check: String
    }

    private static let lies = [
        Lie(
            name: "huge-memory",
            edit: "s/MemTotal:.*/MemTotal: 99999999999999999999999 kB/",
            check: "ram.total"
        ),
        Lie(name: "negative-memory", edit: "s/MemTotal:.*/MemTotal: -8 kB/", check: "ram.total"),
        Lie(name: "no-number", edit: "s/MemTotal:.*/MemTotal: NaN kB/", check: "ram.total"),
        Lie(name: "other-number", edit: "s/MemTotal:.*/MemTotal: 1e99 kB/", check: "ram.total"),
        Lie(name: "memory-twice", edit: "/MemTotal:/{ p; s/[0-9]* kB/9 kB/; }", check: "ram.total"),
        Lie(name: "huge-disk", edit: disk("99999999999999999999999"), check: "disk.free"),
        Lie(name: "negative-disk", edit: disk("-80035592"), check: "disk.free"),
        Lie(name: "no-disk", edit: disk("NaN"), check: "disk.free"),
        Lie(name: "two-disks", edit: "/[0-9]% /{ p; p; }", check: "disk.free"),
        // 9.9 </td>, then ESC [2J, then RIGHT-TO-LEFT OVERRIDE: what a version file may hold.
        Lie(name: "markup", edit: version("39 2e 39 20 3c 2f 74 64 3e 0a"), check: "app.version"),
        Lie(name: "escapes", edit: version("1b 5b 32 4a 32 36 2e 30 32 32 32 0a"), check: "app.version"),
        Lie(name: "backwards", edit: version("e2 80 ae 32 36 2e 30 32 32 32 0a"), check: "app.version"),
        Lie(name: "formula", edit: version("3d 31 2b 31 0a"), check: "app.version"),
        Lie(name: "version-twice", edit: "/:hex /{ p; s/hex .*/hex 39 0a/; }", check: "app.version"),
    ]

    private static let checks = """
          - ram.total: { fail_below: 1 MiB }
          - disk.free: { path: /, fail_below: 1 MiB }

        """

    /// Puts another number where df(1) tells what is free.
    private static func disk(_ number: String) -> String {
        "s/ [0-9][0-9]* *\\([0-9]*%\\)/ \(number) \\1/"
    }

    /// Puts other bytes where the version file's are.
    private static func version(_ bytes: String) -> String { "s/:hex .*/:hex \(bytes)/" }

    @Test func `a PC that reports what cannot be is not ready, and no screen shows it raw`() async throws {
        try await FaultyRoom.with { faulty in
            try faulty.admit(
                Self.lies.map { lie in
                    FaultyRoom.Patient(
                        name: lie.name,
                        shell: "/bin/sh -c \"$SSH_ORIGINAL_COMMAND\" | sed -e '\(lie.edit)'; exit 0"
                    )
                },
                checks: Self.checks
            )
            let outcome = try await faulty.room.scan("-F", "none", "--format", "json")
            #expect(outcome.exitCode == 2 || outcome.exitCode == 3, "\(outcome.notes)")
            let report = try FaultReport(outcome)
            try report.expectOthersUnaffected()
            for lie in Self.lies {
                let row = try report.row(lie.name)
                #expect(!row.isReady, "\(row)")
                #expect(row.unreached == nil, "it was measured, in part: \(row)")
                #expect(["unknown", "fail"].contains(row.status(of: lie.check) ?? ""), "\(row)")
                // The lie touches no other check of the same PC.
                for result in row.results ?? [] where result.check != lie.check {
                    #expect(result.status == "pass", "\(row)")
                }
            }
            for format in ["table", "csv", "html", "markdown", "junit", "tap", "json"] {
                for language in ["id", "en"] {
                    let shown = try await faulty.room.program(
                        "report",
                        "-i",
                        "room",
                        "--lang",
                        language,
                        "--format",
                        format
                    )
                    #expect(shown.exitCode == outcome.exitCode, "\(format): \(shown.notes)")
                    if ["html", "junit"].contains(format) { #expect(!shown.output.contains("9.9 </td>")) }
                    for scalar in shown.output.unicodeScalars {
                        let isSafe = scalar.value >= 32 || "\n\r\t".unicodeScalars.contains(scalar)
                        #expect(isSafe && scalar.value != 0x202E, "\(format), \(language): \(scalar.value)")
                    }
                    if format == "csv" { #expect(!shown.output.contains(",=1+1")) }
                }
            }
        }
    }
}
