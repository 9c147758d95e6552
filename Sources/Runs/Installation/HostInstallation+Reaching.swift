import Facts
import Playbooks
import Provisioning
import Remoting
import RoomModel

extension HostInstallation {
    /// What came of trying to reach and measure the PC.
    enum Reach: Sendable {
        case reached(any Connection, StepMeasurement.Outcome)
        case not(Unreached)
        case stopped
    }

    /// Connects and measures, in the time a PC has for that; the signal to stop ends it at once.
    func reach() async -> Reach {
        let outcome: Reach?? = await stop.unlessGiven { () async -> Reach? in
            await within(patience, of: clock) { () async -> Reach in
                do throws(TransportError) {
                    let connection = try await connector.connect(to: host) { log.enter($0, host.name) }
                    do throws(TransportError) {
                        return .reached(
                            connection,
                            try await measure(steps, over: connection, withChecks: true)
                        )
                    } catch {
                        await connection.close()
                        throw error.whileMeasuring
                    }
                } catch {
                    return .not(Unreached(error, unspoken: host.unspoken))
                }
            }
        }
        switch outcome {
        case nil: return .stopped
        case .some(nil): return .not(tooSlow)
        case .some(let reach?): return reach
        }
    }

    var tooSlow: Unreached {
        Unreached(
            state: .tooSlow,
            phase: .measuring,
            cause: TransportError.Code.timedOut.rawValue,
            elapsed: patience
        )
    }

    /// How long the PC may take to say what is to be done there.
    private var patience: Duration { settings.hostTimeout + StepMeasurement.slowest(of: steps) }

    func measure(
        _ steps: [PlannedStep],
        over connection: any Connection,
        withChecks: Bool
    ) async throws(TransportError) -> StepMeasurement.Outcome {
        log.enter(.measuring, host.name)
        return try await StepMeasurement.measure(
            steps,
            withChecks ? target.checks : [],
            examProcesses: target.examProcesses,
            over: { account in self.connection(connection, as: account) },
            isPrivileged: { [settings, host] in settings.privilege(host, $0) != nil },
            within: settings.probeTimeout,
            now: now
        )
    }

    /// The PC as the account that the inventory names.
    func ownConnection(_ base: any Connection) -> any Connection { connection(base, as: nil) }

    /// The connection whose commands run as an account.
    func connection(_ base: any Connection, as account: PlannedStep.Account?) -> any Connection {
        guard base.platform == .posix, let privilege = settings.privilege(host, account) else { return base }
        return PrivilegedConnection(base: base, privilege: privilege)
    }

    /// Tries to reach the PC until it answers from another start than `boot`.
    ///
    /// - Parameters:
    ///   - boot: The start that is over; nil: any will do.
    ///   - limit: The longest it may take.
    /// - Returns: The connection; nil where it did not come back.
    func comeBack(from boot: String?, within limit: Duration) async -> (any Connection)? {
        let end = now().advanced(by: limit)
        while now() < end {
            let found: (any Connection)?? = await within(settings.hostTimeout, of: clock) {
                () async -> (any Connection)? in
                guard
                    let connection = try? await connector.connect(
                        to: host,
                        observe: { log.enter($0, host.name) }
                    )
                else { return nil }
                let probe = Probe(facts: [RestartFact()], examProcesses: [], deadline: settings.probeTimeout)
                if case .measured(let readings)? = try? await probe.measure(over: connection, now: now),
                    let start = try? readings.reading(of: RestartFact()), start.boot != boot
                {
                    return connection
                }
                await connection.close()
                return nil
            }
            if case .some(let connection?) = found { return connection }
            // Whoever wants to stop still gets to know whether the PC came back.
            guard (try? await clock.sleep(for: .seconds(3))) != nil else { return nil }
        }
        return nil
    }

    /// Whether nobody can log in to the PC any longer, twice in a row: one try may fail for another reason.
    ///
    /// - Parameter limit: The longest it may take.
    /// - Returns: false behind it.
    func fallsSilent(within limit: Duration) async -> Bool {
        let end = now().advanced(by: limit)
        var silences = 0
        while now() < end {
            if let connection = try? await connector.connect(to: host, observe: { _ in }) {
                await connection.close()
                silences = 0
            } else {
                silences += 1
                if silences == 2 { return true }
            }
            guard (try? await clock.sleep(for: .seconds(3))) != nil else { break }
        }
        return false
    }

    /// Switches the PC on where the steps say so, and waits until it answers.
    func wakeIfAsked() async -> Unreached? {
        for step in steps {
            guard case .wake(within: let limit) = step.step.work else { continue }
            if let connection = try? await connector.connect(to: host, observe: { log.enter($0, host.name) })
            {
                await connection.close()
                return nil
            }
            await log.record(host.name, .began(step.name))
            guard await settings.wake(host), let connection = await comeBack(from: nil, within: limit) else {
                await log.record(host.name, .ended(step.name, StepFailure(.notBack)))
                return Unreached(state: .offOrCable, phase: .waiting, cause: "not-woken", elapsed: limit)
            }
            await connection.close()
            await log.record(host.name, .ended(step.name, nil))
        }
        return nil
    }
}
