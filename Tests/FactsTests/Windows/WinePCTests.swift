import Facts
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

/// End to end: the script as it is, in Wine's JScript, behind a real sshd.
@Suite(
    .serialized,
    .needs(.file(WinePC.program)),
    .onWinePC
)
struct WinePCTests {
    private let connection: StockSSHConnection

    init() async throws {
        connection = StockSSHConnection(server: try await OnWinePC.pc.server)
    }

    private func measure(
        _ facts: [any Fact] = [RAMTotalFact()],
        exam: [String] = ["ExamBrowser.exe"],
        over connection: any Connection
    ) async throws -> ProbeOutcome {
        try await Probe(facts: facts, examProcesses: exam, deadline: .seconds(120))
            .measure(over: connection, now: { Timestamp(milliseconds: 0) })
    }

    private func type(_ line: String) async throws -> String {
        try await connection.run(CommandRequest(line: line, proof: .exitStatus)).standardOutput.text
    }

    @Test(
        arguments: [
            (WinePC.Version.windows7, "windows-7"), (.windows8Point1, "windows-8.1"),
            (.windows10, "windows-10"), (.server2008R2, "windows-server-2008-r2"),
        ]
    )
    func `measures a PC with this Windows`(_ version: WinePC.Version, _ name: String) async throws {
        _ = try await type(version.command)
        let volume = DiskFreeFact(path: #"C:\anbk"#)
        let absent = DiskFreeFact(path: #"Q:\anbk "%' é"#)
        let outcome = try await measure(
            [OSVersionFact(), RAMTotalFact(), volume, absent, TimeZoneFact()],
            over: connection
        )
        guard case .measured(let readings) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try readings.reading(of: OSVersionFact()).name == name)
        #expect(try readings.reading(of: RAMTotalFact()) > .mebibytes(512))
        #expect(try readings.reading(of: volume) > .mebibytes(1))
        #expect(throws: Unmeasured(.absent(#"Q:\anbk "%' é"#))) { try readings.reading(of: absent) }
        #expect(throws: Unmeasured(.notYetOnWindows)) { try readings.reading(of: TimeZoneFact()) }
        #expect(try #require(readings.clockOffset) > .seconds(1_700_000_000))
    }

    @Test func `uploads once, then measures with one command`() async throws {
        _ = try await type("del siaga-*")
        let first = SpyingConnection(connection)
        _ = try await measure(over: first)
        #expect(await first.calls == ["run", "write", "write", "run"])

        let again = SpyingConnection(connection)
        let outcome = try await measure(over: again)
        #expect(await again.calls == ["run"])
        guard case .measured = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: ["NOTEPAD.EXE", "notepad", "Notepad.exe"])
    func `leaves a PC alone on which the exam program runs`(_ name: String) async throws {
        let outcome = try await measure(exam: ["ExamBrowser.exe", name], over: connection)
        guard case .examOpen(name) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `cut parameters and a cut script measure nothing, and the next scan heals them`() async throws
    {
        _ = try await type("del siaga-*")
        let spy = SpyingConnection(connection)
        _ = try await measure(over: spy)
        let line = try #require(await spy.lines.last)
        let files = await spy.files
        for (name, bytes) in files {
            for length in [0, bytes.count / 2, bytes.count - 4] {
                try await connection.write(Array(bytes.prefix(length)), to: name, within: .seconds(30))
                #expect(try await type(line).isEmpty, "\(name) cut at \(length)")
            }
            try await connection.write(bytes, to: name, within: .seconds(30))
        }
        #expect(try await type(line).contains("siaga-end"))

        for (name, bytes) in files {
            try await connection.write(bytes.dropLast(9), to: name, within: .seconds(30))
        }
        guard case .measured = try await measure(over: connection) else {
            Issue.record("not healed")
            return
        }
    }

    @Test func `a PC on which no script runs says whether Windows Script Host is off`() async throws {
        let key = #""HKLM\SOFTWARE\Microsoft\Windows Script Host\Settings""#
        for (line, reason) in [
            (
                "reg add \(key) /v Enabled /t REG_DWORD /d 0 /f",
                UnmeasuredReason.needs(["Windows Script Host"])
            ),
            ("reg delete \(key) /f", .notReported),
        ] {
            _ = try await type(line)
            guard case .unanswered(let unmeasured) = try await measure([BrokenFact()], over: connection)
            else {
                Issue.record("answered")
                return
            }
            #expect(unmeasured.reason == reason)
        }
    }
}
