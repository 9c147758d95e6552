import RoomModel
import Testing

@testable import SSHRemoting

@Suite(.timeLimit(.minutes(1))) struct PasswordGateTests {
    @Test func `lets two in and the rest only when one accepted`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .seconds(50))
        let (first, second, third) = (try HostName("pc1"), try HostName("pc2"), try HostName("pc3"))
        #expect(await gate.admit(first))
        #expect(await gate.admit(second))
        async let isAdmitted = gate.admit(third)
        await gate.refuse(first)
        await gate.accept(second)
        #expect(await isAdmitted)
    }

    @Test func `a PC that a key let in makes room for one other`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .seconds(50))
        let hosts = try (1...20).map { try HostName("pc\($0)") }
        let admitted = await withTaskGroup(of: Bool.self) { group in
            for host in hosts {
                group.addTask {
                    let isAdmitted = await gate.admit(host)
                    await gate.withdraw(host)
                    return isAdmitted
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(admitted == 20)
    }

    @Test func `ends the wait when cancelled`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .seconds(50))
        for number in 1...2 { #expect(await gate.admit(try HostName("pc\(number)"))) }
        let third = try HostName("pc3")
        let isAdmitted = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await gate.admit(third) }
            group.cancelAll()
            return await group.next() ?? true
        }
        #expect(!isAdmitted)
    }

    @Test func `turns those away that wait when two refused`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .seconds(50))
        let hosts = try (1...40).map { try HostName("pc\($0)") }
        let admitted = await withTaskGroup(of: Bool.self) { group in
            for host in hosts {
                group.addTask {
                    guard await gate.admit(host) else { return false }
                    await gate.refuse(host)
                    return true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(admitted == 2)
    }

    @Test func `does not wait for ever for the first two`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .milliseconds(20))
        for number in 1...3 { #expect(await gate.admit(try HostName("pc\(number)"))) }
    }

    @Test func `a stuck PC lets one other try, not all`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .milliseconds(100))
        #expect(await gate.admit(try HostName("stuck")))
        let hosts = try (1...40).map { try HostName("pc\($0)") }
        let admitted = await withTaskGroup(of: Bool.self) { group in
            for host in hosts {
                group.addTask {
                    guard await gate.admit(host) else { return false }
                    await gate.refuse(host)
                    return true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(admitted == 2)
    }

    @Test func `never sends a PC the password it refused`() async throws {
        let gate = PasswordGate(clock: ContinuousClock(), patience: .seconds(50))
        let host = try HostName("pc1")
        #expect(await gate.admit(host))
        await gate.refuse(host)
        #expect(await !gate.admit(host))
    }
}
