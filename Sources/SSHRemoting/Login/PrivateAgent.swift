import NIOCore
import OpenSSHFiles
import Remoting
import RoomModel
import Subprocess
import Synchronization

/// An ssh-agent of this run's own: it decrypts a key once, and signs for every PC.
///
/// It lives in a folder of mode 0700, is a child of this process, and ends with the scope that started it.
struct PrivateAgent: Sendable {
    /// What signs.
    let client: AgentClient
    /// Where it listens.
    let socketPath: String
    private let askPass: String

    /// How long keys stay in an agent that outlives a killed Siaga: an hour.
    private static let lifetime = "3600"

    /// Hands a passphrase on from standard input, which `ssh-add` leaves to its helper.
    ///
    /// So it is in no argument, no environment and no file. A second question (the first answer was wrong) finds the
    /// input empty and ends the matter.
    private static let askPassProgram = """
        #!/bin/sh
        IFS= read -r passphrase && printf '%s\\n' "$passphrase"

        """

    /// Runs `body` with an agent and ends it afterwards, also when the task is cancelled.
    ///
    /// - Parameters:
    ///   - group: Where the client's event loop comes from.
    ///   - program: What is started (default `ssh-agent`).
    ///   - body: Gets nil where no agent could be started.
    /// - Returns: What `body` returned.
    static func withAgent<Result: Sendable>(
        group: any EventLoopGroup,
        program: String = "ssh-agent",
        _ body: @escaping @Sendable (PrivateAgent?) async -> Result
    ) async -> Result {
        guard let folder = PrivateFolder() else { return await body(nil) }
        defer { folder.remove(["agent", "askpass"]) }
        guard let askPass = folder.writeProgram("askpass", askPassProgram) else { return await body(nil) }
        let socketPath = folder.path + "/agent"
        let client = AgentClient(socketPath: socketPath, group: group)
        let agent = PrivateAgent(client: client, socketPath: socketPath, askPass: askPass)

        var options = PlatformOptions()
        options.createSession = true  // Ctrl-C in the terminal ends Siaga, which ends the agent.
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        let teardown = options.teardownSequence
        let outcome = Mutex<Result?>(nil)
        _ = try? await Subprocess.run(
            .name(program),
            arguments: ["-D", "-t", lifetime, "-a", socketPath],
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            let result = await body(await agent.answers() ? agent : nil)
            outcome.withLock { $0 = result }
            await client.close()
            await execution.teardown(using: teardown)
        }
        if let result = outcome.withLock({ $0 }) { return result }
        return await body(nil)
    }

    /// Decrypts the key in `path` into the agent.
    ///
    /// - Parameters:
    ///   - path: The private key file.
    ///   - publicKey: Its public half, where the file tells it.
    ///   - passphrase: Nil for a key without one.
    /// - Returns: The key as the agent names it; nil where the passphrase is wrong or the key of no use to `ssh-add`.
    func add(_ path: String, publicKey: PublicKey?, passphrase: Secret?) async -> AgentIdentity? {
        let before = Set((try? await client.identities()) ?? [])
        let environment = Environment.inherit.updating([
            "SSH_AUTH_SOCK": socketPath, "SSH_ASKPASS": askPass, "SSH_ASKPASS_REQUIRE": "force",
        ])
        let input = passphrase?.reveal { Array($0.utf8) + [UInt8(ascii: "\n")] } ?? []
        let added = try? await Subprocess.run(
            .name("ssh-add"),
            arguments: ["-q", "--", path],
            environment: environment,
            input: .array(input),
            output: .discarded,
            error: .discarded
        )
        guard case .exited(0) = added?.terminationStatus, let now = try? await client.identities() else {
            return nil
        }
        return now.first { $0.blob == publicKey?.blob } ?? now.first { !before.contains($0) }
            ?? now.first { $0.comment == path }
    }

    /// Whether the agent is up, which takes it some milliseconds (waits at most 5 s).
    private func answers() async -> Bool {
        for _ in 0..<250 where !Task.isCancelled {
            if (try? await client.identities()) != nil { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
