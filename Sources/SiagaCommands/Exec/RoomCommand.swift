import Remoting
import Reports
import RoomModel
import Runs
import Synchronization

/// One command on some PCs of a room, with rows for the report.
struct RoomCommand: Sendable {
    let access: RoomAccess
    let line: String
    /// When nothing may be run.
    let sessions: RoomSessions

    /// Runs the command, timetable and interlock first; a signal stops it with a row for every PC.
    func run(on hosts: [Host]) async throws(CommandFailure) -> Interruptible<[ExecRow]> {
        let processes = try ExamProcesses(for: access.room, hosts: hosts, language: access.language)
        let (options, sessions, language) = (access.options, sessions, access.language)
        let width = access.fittingWidth()
        return try await access.withConnector(for: hosts) { _, connector in
            let run = CommandRun(
                line: line,
                connector: connector,
                settings: ScanSettings(width: width, hostTimeout: options.timeout.duration),
                now: { .now },
                isSession: { sessions.isRunning(at: $0) },
                examProcesses: { processes[$0] }
            )
            let rows = Mutex<[ExecRow]>([])
            await run.run(on: hosts.map(access.named)) { host, outcome in
                rows.withLock { $0.append(ExecRow(host: host, outcome: .init(outcome, in: language))) }
            }
            return rows.withLock { $0 }
        }
    }
}

extension ExecRow.Outcome {
    /// The run's outcome as the report shows it.
    fileprivate init(_ outcome: CommandRun.Outcome, in language: Language) {
        switch outcome {
        case .examOpen: self = .examOpen
        case .inSession: self = .inSession
        case .brokenOff(let hindrance): self = .brokenOff(hindrance)
        case .leftRunning(let hindrance): self = .leftRunning(hindrance)
        case .notReached(let unreached): self = .notReached(unreached)
        case .ended(let after): self = .overran(after)
        case .mayStillRun(let unreached): self = .mayStillRun(unreached)
        case .finished(let result):
            let output = result.standardOutput.text(in: language)
            let errors = result.standardError.text(in: language)
            self =
                switch result.exit {
                case .code(let code): .exited(code: code, output: output, errors: errors)
                case .signal(let signal): .signalled(signal, output: output, errors: errors)
                case .unknown: .unknownEnd(output: output, errors: errors)
                }
        }
    }
}
