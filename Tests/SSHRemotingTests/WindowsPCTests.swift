import Facts
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import SSHRemoting

/// The whole way to a Windows PC: libssh2, SFTP, `cscript`.
@Suite(
    .timeLimit(.minutes(25)),
    .needs(.file(WinePC.program))
)
struct WindowsPCTests {
    @Test func `a Windows PC is known by its banner, gets the script once and is measured`() async throws {
        try await WinePC.with { pc in
            try await withConnector(to: pc.server) { connector, host in
                for _ in 1...2 {
                    try await connector.withConnection(to: host) { connection in
                        #expect(connection.platform == .windows)
                        let disk = DiskFreeFact(path: #"C:\anbk"#)
                        let probe = Probe(
                            facts: [OSVersionFact(), RAMTotalFact(), disk, TimeZoneFact()],
                            examProcesses: ["ExamBrowser.exe"],
                            deadline: .seconds(120)
                        )
                        let outcome = try await probe.measure(
                            over: connection,
                            now: { Timestamp(milliseconds: 0) }
                        )
                        guard case .measured(let readings) = outcome else {
                            Issue.record("\(outcome)")
                            return
                        }
                        #expect(try readings.reading(of: OSVersionFact()).matches("windows-10"))
                        #expect(try readings.reading(of: RAMTotalFact()) > .mebibytes(512))
                        #expect(try readings.reading(of: disk) > .mebibytes(1))
                        #expect(throws: Unmeasured(.notYetOnWindows)) {
                            try readings.reading(of: TimeZoneFact())
                        }
                    }
                }
            }
        }
    }

    @Test func `the interlock sees the exam program on a Windows PC`() async throws {
        try await WinePC.with { pc in
            try await withConnector(to: pc.server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let interlock = Interlock(examProcesses: ["Notepad"], deadline: .seconds(120))
                    let state = try await interlock.state(
                        over: connection,
                        now: { Timestamp(milliseconds: 0) }
                    )
                    #expect(state == .examOpen(evidence: "Notepad"))
                }
            }
        }
    }
}
