import FoundationEssentials
import NIOPosix
import OpenSSHFiles
import Remoting
import RoomModel
import Testing

@testable import SSHRemoting

@Suite(.timeLimit(.minutes(2))) struct AgentTests {
    private static let kinds = [
        (["-t", "ed25519"], "ssh-ed25519"), (["-t", "ecdsa", "-b", "384"], "ecdsa-sha2-nistp384"),
        (["-t", "rsa", "-b", "2048"], "rsa-sha2-512"), (["-t", "ecdsa", "-m", "PEM"], "ecdsa-sha2-nistp256"),
        (["-t", "rsa", "-b", "2048", "-m", "PKCS8"], "rsa-sha2-512"),
    ]

    @Test(arguments: kinds)
    func `signs with an encrypted key that was decrypted once`(_ words: [String], _ type: String) async throws
    {
        try await KeyWorkshop.with { workshop in
            let path = try await workshop.key("id", words, passphrase: "kata rahasia 'x' $y")
            let file = try PrivateKeyFile(text: String(contentsOfFile: path, encoding: .utf8))
            let signature = await PrivateAgent.withAgent(group: MultiThreadedEventLoopGroup.singleton) {
                agent in
                await Self.sign(agent, path, file.publicKey, Secret("kata rahasia 'x' $y"), workshop)
            }
            let signed = try #require(signature)
            #expect(signed.loginType == type)
            #expect(try await workshop.verifies(signed.signature, by: signed.blob))
        }
    }

    private struct Signed: Sendable {
        let signature: [UInt8]
        let blob: [UInt8]
        let loginType: String?
    }

    private static func sign(
        _ agent: PrivateAgent?,
        _ path: String,
        _ publicKey: PublicKey?,
        _ passphrase: Secret,
        _ workshop: KeyWorkshop
    ) async -> Signed? {
        guard let agent, let identity = await agent.add(path, publicKey: publicKey, passphrase: passphrase),
            let signer = AgentSigner(client: agent.client, identity: identity),
            let data = try? await workshop.signedData(), let signature = try? await signer.sign(data)
        else { return nil }
        var reader = WireReader(signer.publicKeyBlob)
        return Signed(signature: signature, blob: identity.blob, loginType: reader.text())
    }

    @Test func `takes no key with the wrong passphrase, and asks no second time`() async throws {
        try await KeyWorkshop.with { workshop in
            let path = try await workshop.key("id", passphrase: "benar")
            let identity = await PrivateAgent.withAgent(group: MultiThreadedEventLoopGroup.singleton) {
                agent in
                await agent?.add(path, publicKey: nil, passphrase: Secret("salah"))
            }
            #expect(identity == nil)
        }
    }

    @Test func `leaves neither process nor folder behind, cancelled or not`() async throws {
        for isCancelled in [false, true] {
            let socket = await withTaskGroup(of: String?.self) { group in
                let (up, isUp) = AsyncStream.makeStream(of: Void.self)
                group.addTask {
                    await PrivateAgent.withAgent(group: MultiThreadedEventLoopGroup.singleton) { agent in
                        isUp.finish()
                        if isCancelled { for await _ in AsyncStream<Never>.makeStream().stream {} }
                        return agent?.socketPath
                    }
                }
                for await _ in up {}
                if isCancelled { group.cancelAll() }
                return await group.next() ?? nil
            }
            let path = try #require(socket)
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(!FileManager.default.fileExists(atPath: String(path.dropLast("/agent".count))))
            let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc")
            for process in processes where process.allSatisfy(\.isNumber) {
                let words = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
                #expect(words?.contains(path) != true)
            }
        }
    }

    @Test func `answers many at once, each with its own signature`() async throws {
        try await KeyWorkshop.with { workshop in
            let paths = [try await workshop.key("a"), try await workshop.key("b")]
            let data = try await workshop.signedData()
            let signed = await PrivateAgent.withAgent(group: MultiThreadedEventLoopGroup.singleton) { agent in
                var signers: [AgentSigner] = []
                for path in paths {
                    if let agent, let identity = await agent.add(path, publicKey: nil, passphrase: nil),
                        let signer = AgentSigner(client: agent.client, identity: identity)
                    {
                        signers.append(signer)
                    }
                }
                return await withTaskGroup(of: (Int, [UInt8]?, [UInt8]).self) { group in
                    for round in 0..<40 where !signers.isEmpty {
                        let signer = signers[round % signers.count]
                        group.addTask { (round % 2, try? await signer.sign(data), signer.publicKeyBlob) }
                    }
                    return await group.reduce(into: [(Int, [UInt8]?, [UInt8])]()) { $0.append($1) }
                }
            }
            #expect(signed.count == 40)
            for key in 0..<2 {
                // Ed25519 signs the same data the same way each time (RFC 8032 §5.1.6).
                let signatures = Set(signed.filter { $0.0 == key }.map(\.1))
                #expect(signatures.count == 1)
                let (_, signature, blob) = try #require(signed.first { $0.0 == key })
                let first = try #require(signature)
                #expect(try await workshop.verifies(first, by: blob))
            }
        }
    }

    /// Replies, whether the agent hangs up after them, and what must be said.
    private static let hostile: [(answer: [UInt8], hangsUp: Bool, words: String)] = [
        ([], true, "hung up"),
        ([0, 0, 0, 9, 12, 0, 0], true, "hung up"),
        ([0, 0], true, "hung up"),
        ([0xFF, 0xFF, 0xFF, 0xFF, 12], false, "does not speak the agent protocol"),
        ([0, 0, 0, 0], false, "does not speak the agent protocol"),
        ([0, 4, 0, 1, 12], false, "does not speak the agent protocol"),
        (Array("HTTP/1.1 400 Bad Request\r\n".utf8), false, "does not speak the agent protocol"),
        ([0, 0, 0, 5, 12, 0xFF, 0xFF, 0xFF, 0xFF], false, "sent a damaged reply"),
        ([0, 0, 0, 9, 12, 0, 0, 0, 1, 0, 0, 0, 200], false, "sent a damaged reply"),
        ([0, 0, 0, 6, 12, 0, 0, 0, 0, 7], false, "sent a damaged reply"),
        ([0, 0, 0, 1, 99], false, "sent a damaged reply"),
        ([0, 0, 0, 1, 5], false, "refuses to list its keys"),
        ([], false, "did not answer within 0 s"),
        ([0, 0, 0, 9, 12], false, "did not answer within 0 s"),
    ]

    @Test(arguments: hostile.indices)
    func `survives an agent that misbehaves`(_ index: Int) async throws {
        let (answer, hangsUp, words) = Self.hostile[index]
        try await KeyWorkshop.with { workshop in
            let path = workshop.path + "/agent"
            try await HostileAgent.with(answer: answer, hangsUp: hangsUp, at: path) {
                let client = AgentClient(
                    socketPath: path,
                    group: MultiThreadedEventLoopGroup.singleton,
                    patience: words.hasPrefix("did not answer") ? .milliseconds(50) : .seconds(50)
                )
                // Twice: the second request finds a new connection, not a stuck one.
                for _ in 0..<2 {
                    let error = await #expect(throws: TransportError.self) { try await client.identities() }
                    #expect(error?.code == .keyUnusable)
                    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
                }
                await client.close()
            }
        }
    }

    @Test func `goes on without an agent of its own where none can be started`() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let isThere = await PrivateAgent.withAgent(group: group, program: "siaga-no-such-agent") { $0 != nil }
        #expect(!isThere)
        // Something that starts and never listens is no agent either; it ends with the scope.
        #expect(await !PrivateAgent.withAgent(group: group, program: "false") { $0 != nil })
        try await KeyWorkshop.with { workshop in
            let paths = [
                try await workshop.key("rsa", ["-t", "rsa", "-b", "2048"]),
                try await workshop.key("locked", passphrase: "rahasia"),
            ]
            var ring = await KeyRing.read(named: paths, defaults: [])
            await ring.unlock(with: nil, where: { _ in true }, passphrase: { _ in Secret("rahasia") })
            #expect(ring.fileKeys.isEmpty)
            #expect(ring.problems[paths[0]]?.message.contains("RSA key") == true)
            #expect(ring.problems[paths[1]]?.message.contains("could not be started to decrypt") == true)
        }
    }

    @Test func `says that there is no agent`() async throws {
        try await KeyWorkshop.with { workshop in
            let client = AgentClient(
                socketPath: workshop.path + "/none",
                group: MultiThreadedEventLoopGroup.singleton
            )
            let error = await #expect(throws: TransportError.self) { try await client.identities() }
            #expect(error?.message.contains("cannot be reached") == true)
        }
    }

    @Test func `gives up at once when cancelled`() async throws {
        try await KeyWorkshop.with { workshop in
            let path = workshop.path + "/agent"
            try await HostileAgent.with(answer: [], hangsUp: false, at: path) {
                let client = AgentClient(socketPath: path, group: MultiThreadedEventLoopGroup.singleton)
                let error = await withTaskGroup(of: TransportError?.self) { group in
                    group.addTask {
                        do throws(TransportError) {
                            _ = try await client.identities()
                            return nil
                        } catch {
                            return error
                        }
                    }
                    group.cancelAll()
                    return await group.next() ?? nil
                }
                #expect(error?.code == .cancelled)
                await client.close()
            }
        }
    }
}
