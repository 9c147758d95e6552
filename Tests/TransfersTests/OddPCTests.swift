import Glibc
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import Transfers

/// PCs whose settings, programs or disks are odd: the cause is named, and what is no fault changes nothing.
@Suite(.timeLimit(.minutes(2))) struct OddPCTests {
    /// Options that nobody sees, and a library that is not there: every program of the PC warns of it.
    private static let settings = [
        "TAR_OPTIONS=--strip-components=1 GZIP=-v CDPATH=/ BLOCK_SIZE=1; export TAR_OPTIONS GZIP CDPATH BLOCK_SIZE",
        "LD_PRELOAD=/usr/lib/gone.so; export LD_PRELOAD",
    ]

    @Test(arguments: settings)
    func `what the PC's environment says to tools neither hinders nor names files`(_ settings: String)
        async throws
    {
        try await TransferRig.with { rig in
            try rig.write("one", to: "here/app/one")
            try rig.write("two", to: "here/app/deep/two")
            try rig.write("log", to: "there/logs/log")
            let pushed = try await rig.push(["app"]) { OddConnection(base: $0, before: settings) }
            #expect(pushed.isComplete, "\(pushed.outcome)")
            #expect(rig.text("there/app/deep/two") == "two")
            let pulled = try await rig.pull("logs") { OddConnection(base: $0, before: settings) }
            #expect(pulled.isComplete, "\(pulled.outcome)")
            #expect(rig.text("here/pc07/logs/log") == "log")
        }
    }

    /// Pushes two files to a PC on which these tools are others.
    private func push(with tools: [String: String]) async throws -> TransferRig.Outcome {
        try await TransferRig.with { rig in
            for (name, text) in tools {
                try rig.write("#!/bin/sh\n\(text)\n", to: "bin/\(name)")
                chmod(rig.path("bin/\(name)"), 0o755)
            }
            try rig.write("one", to: "here/app/one")
            try rig.write("two", to: "here/app/two")
            let before = "PATH=\(rig.path("bin")):$PATH; export PATH"
            let outcome = try await rig.push(["app"]) { OddConnection(base: $0, before: before) }
            #expect(try rig.files("there").filter { $0.hasPrefix("app/") } == [])
            return outcome
        }
    }

    @Test func `what tar says is the reason, not the bytes`() async throws {
        let tar =
            "echo 'ERROR: ld.so: object x' >&2; echo 'tar: app/one: Cannot open: Operation not permitted' >&2; exit 2"
        let outcome = try await push(with: ["tar": "cat >/dev/null; \(tar)"])
        let reason = FileProblem.Reason.unwritable("tar: app/one: Cannot open: Operation not permitted")
        #expect(outcome.problems.map(\.reason) == [reason, reason])
    }

    @Test func `a disk that takes no more files is refused with both numbers before anything moves`()
        async throws
    {
        let df = "case $1 in -Pi) echo 'tmpfs 14 8 6 57% /home' ;; *) exec /bin/df \"$@\" ;; esac"
        let outcome = try await push(with: ["df": df])
        guard case .refused(.noInodes(let needs, let has)) = outcome.outcome else {
            Issue.record("\(outcome.outcome)")
            return
        }
        #expect(has == 6 && needs > 6 && needs < 20)
        #expect(outcome.movedBytes == 0)
    }

    @Test func `a disk that counts no files takes any number`() async throws {
        try await TransferRig.with { rig in
            try rig.write(
                "#!/bin/sh\ncase $1 in -Pi) echo 'btrfs 0 0 0 - /' ;; *) exec /bin/df \"$@\" ;; esac\n",
                to: "bin/df"
            )
            chmod(rig.path("bin/df"), 0o755)
            try rig.write("one", to: "here/one")
            let before = "PATH=\(rig.path("bin")):$PATH; export PATH"
            let outcome = try await rig.push(["one"]) { OddConnection(base: $0, before: before) }
            #expect(outcome.isComplete, "\(outcome.outcome)")
        }
    }

    @Test func `a disk that is read-only is called so`() async throws {
        let rmdir = "echo \"rmdir: failed to remove '$1': Read-only file system\" >&2; exit 1"
        let outcome = try await push(with: ["rmdir": rmdir])
        guard case .refused(.disk(.readOnly, let path)) = outcome.outcome else {
            Issue.record("\(outcome.outcome)")
            return
        }
        #expect(path.hasSuffix("/there"))
    }

    @Test(
        arguments: [
            ("E full /home/x", TransferRefusal.disk(.full, "/home/x")),
            ("E no-inodes /home/x y", .disk(.noInodes, "/home/x y")),
            ("E folder", .folder), ("E full", .folder), ("E odd /x", .folder),
        ]
    )
    func `why a PC refuses is read word by word`(_ line: String, _ refusal: TransferRefusal) {
        let nonce = Nonce("4f2a")
        let output = CapturedOutput(head: Array("4f2a \(line)\n".utf8))
        #expect(TaggedLines(output, nonce: nonce).pushRefusal == refusal)
    }

    @Test(
        arguments: [
            ("U ./deep/closed\n4f2a R", ["logs/deep/closed"]), ("U .", ["logs/"]), ("R", ["logs"]),
            ("X ./a", []),
        ]
    )
    func `a folder that cannot be looked into is told by its name`(_ line: String, _ names: [String]) {
        let output = "4f2a K folder\n4f2a \(line)\n4f2a O 0\n"
        let survey = PullSurvey(
            CommandResult(
                exit: .code(0),
                standardOutput: CapturedOutput(head: Array(output.utf8)),
                standardError: CapturedOutput(head: Array("find: './other': Input/output error\n".utf8))
            ),
            nonce: Nonce("4f2a"),
            source: "logs"
        )
        #expect(survey.refusal == nil)
        #expect(survey.problems == names.map { FileProblem(path: $0, reason: .unreadable) })
    }
}

/// A PC on which every command has something before it.
private struct OddConnection: ForwardingConnection {
    let base: any Connection
    let before: String

    private func changed(_ request: CommandRequest) -> CommandRequest {
        var request = request
        request.line = "\(before); \(request.line)"
        return request
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await base.run(changed(request))
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(changed(request), input: input, output: output, silence: silence)
    }
}
