import ArgumentParser
import Reports
import Testing

@testable import SiagaCommands

@Suite struct TypedCommandTests {
    @Test(arguments: [
        (
            "install pc07 -p a.yaml --plan", "siaga install pc07 -p a.yaml",
            "siaga install pc07 -p a.yaml --rerun"
        ),
        ("install --rerun --yes -b", "siaga install --rerun -b", "siaga install --rerun -b"),
        ("install -yb", "siaga install -b", "siaga install -b --rerun"),
        (
            "install -p y.yaml -- pc07", "siaga install -p y.yaml -- pc07",
            "siaga install -p y.yaml --rerun -- pc07"
        ),
        (
            "exec all -- apt-get -y update --dry-run", "siaga exec all -- apt-get -y update --dry-run",
            "siaga exec all --rerun -- apt-get -y update --dry-run"
        ),
    ])
    func `says what was typed, without its question`(typed: String, run: String, rest: String) {
        TypedCommand.$words.withValue(typed.split(separator: " ").map(String.init)) {
            #expect(TypedCommand.line() == run)
            #expect(TypedCommand.line(adding: "--rerun") == rest)
        }
    }

    @Test(arguments: [
        (
            "scan pc0[1-5] -i lab-1 -b -K -p other.yaml --anyway --only disk.free",
            "siaga scan 'pc0[1-5]' --rerun -p other.yaml --anyway -i lab-1 -b -K",
            "siaga scan -p other.yaml --anyway -i lab-1 -b -K", "siaga report -i lab-1"
        ),
        (
            "scan -i a -i b --limit lab-1 --rerun=failed --private-key key -F none",
            "siaga scan --limit lab-1 --rerun -i a -i b -F none --private-key key",
            "siaga scan -i a -i b -F none --private-key key", "siaga report -i a -i b"
        ),
        (
            "scan --ask-vault-pass --vault-id x@f --vault-password-file g --password-file h -k",
            "siaga scan --rerun --vault-id x@f --vault-password-file g --ask-vault-pass -k --password-file h",
            "siaga scan --vault-id x@f --vault-password-file g --ask-vault-pass -k --password-file h",
            "siaga report --vault-id x@f --vault-password-file g --ask-vault-pass"
        ),
        (
            "enroll pc07 -i lab-1", "siaga scan --rerun -i lab-1", "siaga scan -i lab-1",
            "siaga report -i lab-1"
        ),
        (
            "fix pc07 -i lab-1 -bK --yes", "siaga scan --rerun -i lab-1 -b -K", "siaga scan -i lab-1 -b -K",
            "siaga report -i lab-1"
        ),
        (
            "report -i lab-1 --format json", "siaga scan --rerun -i lab-1", "siaga scan -i lab-1",
            "siaga report -i lab-1"
        ),
        (
            "inventory list -i lab-1", "siaga scan --rerun -i lab-1", "siaga scan -i lab-1",
            "siaga report -i lab-1"
        ),
        ("demo", "siaga scan --rerun", "siaga scan", "siaga report"),
    ])
    func `names further commands with what they need to mean the same rooms, and to reach them`(
        _ typed: String,
        _ rerun: String,
        _ scan: String,
        _ report: String
    ) throws {
        let command = try SiagaCommand.parseAsRoot(typed.split(separator: " ").map(String.init))
        TypedCommand.$invocation.withValue((command as? any AboutRooms)?.invocation ?? Invocation()) {
            #expect(TypedCommand.invocation.rerun == rerun)
            #expect(TypedCommand.invocation.scan == scan)
            #expect(TypedCommand.next("report") == report)
        }
    }

    @Test func `a PC of one room of several is named with its room`() {
        let invocation = Invocation(
            rooms: [["-i", "schools"]],
            access: [["-b"]],
            selection: [["pc01"]],
            room: "Lab 3"
        )
        #expect(
            invocation.line(["fix", "pc[01-02]"]) == "siaga fix 'pc[01-02]' -i schools --limit 'Lab 3' -b"
        )
        #expect(invocation.line(["scan", "-b", "-K"]) == "siaga scan -b -K -i schools --limit 'Lab 3'")
        #expect(invocation.rerun == "siaga scan pc01 --rerun -i schools -b")
        #expect(invocation.line(["bundle", "add", "FILE"]) == "siaga bundle add FILE")
    }

    @Test(arguments: [
        ("", "siaga -i 'Lab 1'"), ("scan --rerun", "siaga scan --rerun -i 'Lab 1'"),
        ("scan -i a --inventory b --inventory=c pc07", "siaga scan pc07 -i 'Lab 1'"),
        ("exec all -- ls -i x", "siaga exec all -i 'Lab 1' -- ls -i x"),
    ])
    func `says the same command with the room that is meant`(typed: String, line: String) {
        TypedCommand.$words.withValue(typed.split(separator: " ").map(String.init)) {
            #expect(TypedCommand.line(choosing: ["-i", "Lab 1"]) == line)
        }
    }

    @Test func `is one line for a shell and safe for a terminal`() {
        TypedCommand.$words.withValue(["install", "pc0[1-9]", "-i", "Lab 1\u{1b}[2J"]) {
            let line = TypedCommand.line()
            #expect(line.hasPrefix("siaga install 'pc0[1-9]' -i 'Lab 1"))
            #expect(!line.contains("\u{1b}"))
        }
    }
}
