import Foundation
import Remoting
import RoomModel
import Subprocess
import TestNeeds
import Testing

@testable import Facts

/// The interlock: an exam that is open is seen, and what cannot be seen counts as open.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct InterlockTests {
    /// Says what the interlock of `shell` says while `program` runs with `arguments`; a fact is measured too.
    private func outcome(
        _ names: [String],
        _ shell: Shell,
        deadline: Duration = .seconds(30),
        altering: @escaping @Sendable (String) -> String = { $0 }
    ) async throws -> ProbeOutcome {
        let probe = Probe(facts: [EvalFact(text: "echo ran")], examProcesses: names, deadline: deadline)
        return try await probe.measure(over: ShellConnection(shell: shell, altering: altering)) { .now }
    }

    /// Runs `body` while a program sleeps: a copy of `sleep` named `file`, called `argv0`.
    private func whileRunning(
        file: String,
        argv0: String? = nil,
        arguments: [String] = [],
        _ body: () async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: file).path
        try FileManager.default.copyItem(atPath: "/usr/bin/tail", toPath: program)
        _ = try await Subprocess.run(
            .name(file),
            arguments: Arguments(
                executablePathOverride: argv0 ?? program,
                remainingValues: ["-f", "/dev/null"] + arguments
            ),
            environment: .custom(["PATH": folder.path]),
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            var outcome: Result<Void, any Error> = .success(())
            do { try await body() } catch { outcome = .failure(error) }
            try execution.send(signal: .kill)
            try outcome.get()
        }
    }

    private func expectOpen(_ outcome: ProbeOutcome, _ evidence: String, _ comment: Comment? = nil) {
        guard case .examOpen(evidence) = outcome else {
            Issue.record("\(outcome), not an open exam: \(evidence). \(comment ?? "")")
            return
        }
    }

    private func expectMeasured(_ outcome: ProbeOutcome) throws {
        guard case .measured(let readings) = outcome else {
            Issue.record("not measured: \(outcome)")
            return
        }
        #expect(try readings.reading(of: EvalFact(text: "echo ran")) == ["ran"])
    }

    @Test(arguments: Shell.allCases)
    func `a running exam is seen by its file, whatever its case and ending`(_ shell: Shell) async throws {
        let name = "Exam\(Int.random(in: 1_000...9_999))"
        try await whileRunning(file: "\(name).exe") {
            for asked in [
                name, "\(name).exe", "\(name.lowercased()).EXE", "/opt/\(name)", #"C:\Exam\"# + name,
            ] {
                expectOpen(try await outcome(["other", asked], shell), "\(name).exe", "\(asked)")
            }
            try expectMeasured(try await outcome(["\(name)x", "x\(name)", String(name.dropLast())], shell))
        }
    }

    @Test(arguments: Shell.allCases)
    func `a name longer than comm keeps is seen, and its beginning alone is not`(_ shell: Shell) async throws
    {
        let name = "ElectronicBrowserOfExams\(Int.random(in: 1_000...9_999))"
        try await whileRunning(file: name, argv0: "harmless") {
            expectOpen(try await outcome([name], shell), String(name.prefix(15)))
            try expectMeasured(try await outcome([String(name.prefix(14))], shell))
        }
    }

    @Test(arguments: Shell.allCases)
    func `a running exam is seen by argv0, as Windows programs write it`(_ shell: Shell) async throws {
        let name = "Browser\(Int.random(in: 1_000...9_999)).exe"
        try await whileRunning(file: "preloader", argv0: #"C:\Program Files\Exam\"# + name) {
            expectOpen(try await outcome([name], shell), name)
        }
    }

    @Test(arguments: Shell.allCases)
    func `a program that only mentions the exam is none`(_ shell: Shell) async throws {
        let name = "Exam\(Int.random(in: 1_000...9_999)).exe"
        try await whileRunning(file: "reader", arguments: ["/opt/\(name)", name]) {
            try expectMeasured(try await outcome([name], shell))
        }
    }

    /// Runs `body` while `file` has ended and nobody has fetched its end: a zombie.
    private func whileEnded(file: String, _ body: () async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (program, gate) = (folder.appending(path: file).path, folder.appending(path: "gate").path)
        try FileManager.default.copyItem(atPath: "/usr/bin/cat", toPath: program)
        #expect(try await Shell.dash.run("-c", "mkfifo '\(gate)'").code == 0)
        _ = try await Subprocess.run(
            .name("sh"),
            arguments: ["-c", "'\(program)' <'\(gate)' & exec tail -f /dev/null"],
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            var outcome: Result<Void, any Error> = .success(())
            do {
                let parent = execution.processIdentifier.value
                let waited = try await Shell.dash.run(
                    "-c",
                    """
                    n=0
                    until grep -qx tail /proc/\(parent)/comm || [ $n = 100 ]; do sleep 0.1; n=$((n + 1)); done
                    timeout 10 sh -c "echo go >'\(gate)'"
                    read -r child </proc/\(parent)/task/\(parent)/children
                    until grep -q '^State:.Z' "/proc/${child% }/status" || [ $n = 100 ]; do
                        sleep 0.1
                        n=$((n + 1))
                    done
                    grep '^State:' "/proc/${child% }/status"
                    """
                )
                #expect(
                    waited.text.contains("Z (zombie)"),
                    "no zombie, so nothing is proved: \(waited.errors)"
                )
                try await body()
            } catch { outcome = .failure(error) }
            try execution.send(signal: .kill)
            try outcome.get()
        }
    }

    @Test(arguments: Shell.allCases)
    func `an exam that has ended is not open because nobody fetched its end`(_ shell: Shell) async throws {
        let name = "Exam\(Int.random(in: 1_000...9_999))"
        try await whileEnded(file: name) { try expectMeasured(try await outcome([name], shell)) }
    }

    @Test(arguments: Shell.allCases)
    func `where a process's state cannot be read it runs`(_ shell: Shell) async throws {
        let name = "Exam\(Int.random(in: 1_000...9_999))"
        try await whileEnded(file: name) {
            let blind = try await outcome([name], shell) { $0.replacing("/status; do", with: "/none; do") }
            expectOpen(blind, name)
        }
    }

    /// What the interlock of a script says that `altering` changed.
    private func interlock(
        _ shell: Shell,
        command: String? = nil,
        _ altering: @escaping @Sendable (String) -> String = { $0 }
    ) async throws -> ExamRunningFact.Reading? {
        let probe = Probe(facts: [], examProcesses: ["no-such-exam"])
        let connection = ShellConnection(shell: shell, command: command, altering: altering)
        guard case .measured(let readings) = try await probe.measure(over: connection, now: { .now }) else {
            return nil
        }
        #expect(
            try readings.reading(of: ExamRunningFact(processes: ["no-such-exam"])) == readings.interlock
        )
        return readings.interlock
    }

    @Test(arguments: Shell.allCases)
    func `who sees every program's file says so, who sees names alone says that`(_ shell: Shell) async throws
    {
        let own = try await interlock(shell) {
            $0.replacing("for link in /proc/[0-9]*/exe", with: "for link in /proc/self/exe /proc/none/exe")
        }
        #expect(own == ExamRunningFact.Reading.none)
        let other = try await interlock(shell) { $0.replacing("[ -e \"$link\" ]", with: "false") }
        #expect(other == .noneByName)
        let listed = try await interlock(shell) { $0.replacing("-d /proc/self", with: "-d /proc/none") }
        #expect(listed == .noneByName)
    }

    @Test(.needs(.otherAccount), arguments: Shell.allCases)
    func `an account without rights sees names alone, and is measured`(_ shell: Shell) async throws {
        let command = "exec setpriv --reuid=65534 --clear-groups -- \(shell.command) -s"
        #expect(try await interlock(.dash, command: command) == .noneByName)
    }

    @Test(.needs(.mountNamespace), arguments: Shell.allCases)
    func `a PC whose list of processes is not there counts as an open exam`(_ shell: Shell) async throws {
        let command = "exec unshare -m sh -c 'mount -t tmpfs none /proc && exec \(shell.command) -s'"
        let probe = Probe(facts: [], examProcesses: ["no-such-exam"])
        let connection = ShellConnection(shell: .dash, command: command)
        expectOpen(
            try await probe.measure(over: connection) { .now },
            "the list of programs cannot be seen whole"
        )
    }

    @Test func `busybox alone sees a running exam`() async throws {
        let name = "Exam\(Int.random(in: 1_000...9_999))"
        try await Shell.withNothingButBusybox { (altering) async throws in
            try await whileRunning(file: "\(name).exe", argv0: "harmless") { () async throws in
                expectOpen(try await outcome([name], .busybox, altering: altering), "\(name).exe")
            }
            try await whileRunning(file: "loader", argv0: #"Z:\exam\"# + name) { () async throws in
                expectOpen(try await outcome([name], .busybox, altering: altering), name)
            }
        }
    }

    @Test(.needs(.mountNamespace), arguments: ["invisible", "noaccess", "ptraceable"])
    func `a kernel that really hides processes counts as an open exam`(_ hiding: String) async throws {
        let probe = Probe(facts: [], examProcesses: ["no-such-exam"])
        func outcome(_ hiding: String) async throws -> ProbeOutcome {
            let mount = "mount -t proc -o hidepid=\(hiding) proc /proc"
            let command = "exec unshare -m sh -c '\(mount) && exec runuser -u nobody -- sh -s'"
            return try await probe.measure(over: ShellConnection(shell: .dash, command: command)) { .now }
        }
        expectOpen(try await outcome(hiding), "the list of programs cannot be seen whole")
        guard case .measured = try await outcome("off") else {
            Issue.record("without hiding nothing is measured")
            return
        }
    }

    @Test(arguments: Shell.allCases)
    func `processes hidden by the kernel count as an open exam`(_ shell: Shell) async throws {
        let hidden = try await outcome(["no-such-exam"], shell) {
            $0.replacing("/proc/1/comm", with: "/proc/none/comm")
        }
        expectOpen(hidden, "the list of programs cannot be seen whole")
    }

    @Test(arguments: Shell.allCases)
    func `a PC without the tools to look counts as an open exam`(_ shell: Shell) async throws {
        for tool in ["tr", "ls", "grep"] where shell != .busybox {
            let blind = try await outcome(["no-such-exam"], shell) {
                $0.replacing("\(tool) ", with: "no-\(tool) ")
            }
            expectOpen(blind, "the list of programs cannot be seen whole", "\(tool)")
        }
        let closed = try await outcome(["no-such-exam"], shell) {
            $0.replacing("-f /dev/fd/3", with: "-f /dev/none")
        }
        expectOpen(closed, "the list of programs cannot be seen whole", "no /dev/fd")
    }

    @Test(arguments: Shell.allCases)
    func `without proc the list of ps is used, and must be whole`(_ shell: Shell) async throws {
        let altering: @Sendable (String) -> String = { $0.replacing("-d /proc/self", with: "-d /proc/none") }
        try expectMeasured(try await outcome(["no-such-exam"], shell, altering: altering))
        let name = "Exam\(Int.random(in: 1_000...9_999))"
        try await whileRunning(file: name) {
            expectOpen(try await outcome([name], shell, altering: altering), name)
        }
        let cut = try await outcome(["no-such-exam"], shell) {
            altering($0).replacing("ps -A -o pid= -o comm=", with: "echo 77 sh")
        }
        expectOpen(cut, "the list of programs cannot be seen whole")
        let none = try await outcome(["no-such-exam"], shell) {
            altering($0).replacing("ps -A -o pid= -o comm=", with: "no-ps")
        }
        expectOpen(none, "the list of programs cannot be seen whole")
    }

    @Test(arguments: Shell.allCases)
    func `a list that cannot be read in time counts as an open exam`(_ shell: Shell) async throws {
        let slow = try await outcome(["no-such-exam"], shell, deadline: .seconds(6)) {
            $0.replacing("siaga_names() {", with: "sleep 20\nsiaga_names() {")
        }
        expectOpen(slow, "the list of programs took longer than 2 s")
    }

    @Test func `without an answer nothing is known, and nothing is measured`() async throws {
        let silent = await #expect(throws: TransportError.self) {
            try await outcome(["no-such-exam"], .dash) { _ in "" }
        }
        #expect(silent?.code == .nothingRan)
        #expect(silent?.words == nil)
        // Something of the frame came, and not what was asked.
        let mute = try await outcome(["no-such-exam"], .dash) { $0.replacing("gate 0 ", with: "fact 9 ") }
        guard case .unanswered(Unmeasured(.notReported)) = mute else {
            Issue.record("\(mute)")
            return
        }
    }

    @Test(
        arguments: [
            (
                "echo 'This account is currently not available.'; exit 1",
                "This account is currently not available."
            ),
            (
                "printf 'WARNING: Your password has expired.\nPassword change required but no TTY available.\n' >&2",
                "WARNING: Your password has expired. Password change required but no TTY available."
            ),
            ("echo menu; echo 'sh: restricted' >&2", "sh: restricted"),
            ("exit 0", nil),
        ] as [(String, String?)]
    )
    func `a PC that runs nothing of it is no open exam, and says itself why`(
        _ script: String,
        _ words: String?
    ) async throws {
        for names in [["no-such-exam"], []] {
            let error = await #expect(throws: TransportError.self) {
                try await outcome(names, .dash) { _ in script }
            }
            #expect(error?.code == .nothingRan)
            #expect(error?.words == words)
        }
    }

    @Test func `without names there is nothing to look for, and the reading says so`() async throws {
        let outcome = try await outcome(["", " "], .dash)
        try expectMeasured(outcome)
        guard case .measured(let readings) = outcome else { return }
        #expect(try readings.reading(of: ExamRunningFact(processes: [])) == .notConfigured)
    }

    @Test func `the interlock alone tells the four cases apart`() async throws {
        func state(_ names: [String], _ altering: @escaping @Sendable (String) -> String = { $0 })
            async throws
            -> Interlock.State
        {
            try await Interlock(examProcesses: names)
                .state(over: ShellConnection(shell: .dash, altering: altering)) { .now }
        }
        #expect(try await state(["no-such-exam"]) == .clear)
        #expect(try await state([]) == .notConfigured)
        #expect(try await state(["dash"]) == .examOpen(evidence: "dash"))
        let mute = Interlock.State.examOpen(evidence: "the PC did not say which programs run")
        #expect(try await state(["dash"]) { $0.replacing("gate 0 ", with: "fact 9 ") } == mute)
        let error = await #expect(throws: TransportError.self) {
            try await state(["dash"]) { _ in "echo hello" }
        }
        #expect(error?.code == .nothingRan && error?.words == "hello")
    }
}
