import FoundationEssentials
import NIOPosix
import Remoting
import RoomModel
import Synchronization
import Testing

@testable import SSHRemoting

@Suite(.timeLimit(.minutes(2))) struct RoomLoginTests {
    private let group = MultiThreadedEventLoopGroup.singleton
    private let openSSH = "OpenSSH_9.2p1 Debian-2+deb12u10"

    @Test func `signs with an unencrypted key in OpenSSH's format`() async throws {
        try await KeyWorkshop.with { workshop in
            for type in ["ed25519", "ecdsa"] {
                let path = try await workshop.key(type, ["-t", type])
                let host = try Host.sample("pc07", keys: [path])
                let methods = try await login([host], workshop) { login in
                    try await login.methods(for: host, serverIdentification: "dropbear_2022.83")
                }
                guard case .signer(let signer) = methods.first else {
                    Issue.record("no signer for \(type)")
                    continue
                }
                #expect(signer.name == path)
            }
        }
    }

    @Test func `hands an unencrypted key in PEM to libssh2 as it is`() async throws {
        try await KeyWorkshop.with { workshop in
            for words in [["-t", "ecdsa", "-m", "PEM"], ["-t", "ecdsa", "-m", "PKCS8"]] {
                let path = try await workshop.key(words.joined(), words)
                let host = try Host.sample("pc07", keys: [path])
                let methods = try await login([host], workshop) { login in
                    try await login.methods(for: host, serverIdentification: "dropbear_2022.83")
                }
                guard case .privateKey(let text, let name) = methods.first else {
                    Issue.record("no private key for \(words)")
                    continue
                }
                #expect(name == path)
                #expect(try text.reveal { $0 } == String(contentsOfFile: path, encoding: .utf8))
            }
        }
    }

    @Test func `uses RSA keys with OpenSSH only and says why not elsewhere`() async throws {
        try await KeyWorkshop.with { workshop in
            let path = try await workshop.key("rsa", ["-t", "rsa", "-b", "2048"])
            let host = try Host.sample("pc07", keys: [path])
            let openSSH = openSSH
            let names = try await login([host], workshop) { login in
                try await login.methods(for: host, serverIdentification: openSSH).map(\.kind)
            }
            #expect(names == ["signer"])
            let error = await #expect(throws: TransportError.self) {
                try await self.login([host], workshop) { login in
                    try await login.methods(for: host, serverIdentification: "dropbear_2022.83").map(\.kind)
                }
            }
            #expect(error?.code == .keyUnusable)
            #expect(error?.message.contains("pc07 (10.0.0.7) runs `dropbear_2022.83`") == true)
        }
    }

    @Test func `asks for a passphrase once, however many PCs need the key`() async throws {
        try await KeyWorkshop.with { workshop in
            let path = try await workshop.key("id", passphrase: "rahasia")
            let hosts = try (1...20).map { try Host.sample("pc\($0)", keys: [path]) }
            let asked = Mutex<[String]>([])
            let kinds = try await login(
                hosts,
                workshop,
                passphrase: { name in
                    asked.withLock { $0.append(name) }
                    return Secret("rahasia")
                }
            ) { login in
                var kinds: [String] = []
                for host in hosts {
                    kinds += try await login.methods(for: host, serverIdentification: "x").map(\.kind)
                }
                return kinds
            }
            #expect(kinds == Array(repeating: "signer", count: 20))
            #expect(asked.withLock { $0 } == [path])
        }
    }

    @Test func `asks again for a passphrase that was mistyped, three times at most`() async throws {
        try await KeyWorkshop.with { workshop in
            let host = try Host.sample("pc07", keys: [try await workshop.key("id", passphrase: "benar")])
            for (answers, isUsable) in [(["x", "benar"], true), (["x", "y", "z", "benar"], false)] {
                let left = Mutex(answers[...])
                let problems = try await login(
                    [host],
                    workshop,
                    passphrase: { _ in left.withLock { $0.popFirst() }.map(Secret.init) }
                ) { login in login.problems }
                #expect(problems.isEmpty == isUsable)
            }
        }
    }

    /// How a key file is spoilt, and what must be said about it.
    private static let spoilt: [(name: String, words: String)] = [
        ("missing", "there is no such key file"), ("loose", "can be read by others (mode 0644)"),
        ("public", "this is the public half of a key"), ("putty", "this is a PuTTY key"),
        ("text", "this is no private key"), ("cut", "cut or damaged"), ("folder", "this is no key file"),
        ("fifo", "this is no key file"), ("dsa", "this is a DSA key"),
        ("locked", "the key is encrypted and no passphrase was given"),
        ("wrong", "the passphrase does not fit the key"),
    ]

    @Test(arguments: spoilt.indices)
    func `refuses an unusable key before the network is touched`(_ index: Int) async throws {
        let (name, words) = Self.spoilt[index]
        try await KeyWorkshop.with { workshop in
            let good = try await workshop.key("good")
            let text = try String(contentsOfFile: good, encoding: .utf8)
            let path: String
            switch name {
            case "missing": path = workshop.path + "/missing"
            case "loose":
                path = good
                try workshop.setMode(0o644, of: good)
            case "public":
                path = try workshop.file("pub", String(contentsOfFile: good + ".pub", encoding: .utf8))
            case "putty": path = try workshop.file("key.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n")
            case "text": path = try workshop.file("hosts", "[clients]\n")
            case "cut": path = try workshop.file("cut", String(text.prefix(120)))
            case "folder": path = workshop.path
            case "fifo":
                path = workshop.path + "/fifo"
                try await workshop.run("mkfifo", [path])
            case "dsa": path = try workshop.file("dsa", DSAKey.text)
            default: path = try await workshop.key("locked", passphrase: "benar")
            }
            let host = try Host.sample("pc07", keys: [path])
            let passphrase = name == "wrong" ? Secret("salah") : nil
            let error = await #expect(throws: TransportError.self) {
                try await self.login([host], workshop, passphrase: { _ in passphrase }) { login in
                    #expect(login.problems.count == 1)
                    try await login.check(host)
                }
            }
            #expect(error?.code == .keyUnusable)
            #expect(error?.message.hasPrefix("pc07 (10.0.0.7): \(path)") == true, "\(error?.message ?? "")")
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            #expect(error?.hint != nil)
        }
    }

    @Test func `says that there is nothing to log in with`() async throws {
        try await KeyWorkshop.with { workshop in
            let host = try Host.sample("pc07")
            let error = await #expect(throws: TransportError.self) {
                try await self.login([host], workshop) { login in try await login.check(host) }
            }
            #expect(error?.code == .noCredentials)
        }
    }

    @Test func `tries the usual keys where the inventory names none, the password last, three at most`()
        async throws
    {
        try await KeyWorkshop.with { workshop in
            try FileManager.default.createDirectory(
                atPath: workshop.path + "/.ssh",
                withIntermediateDirectories: false
            )
            for name in ["id_ed25519", "id_ecdsa", "id_rsa"] {
                _ = try await workshop.key(".ssh/" + name, ["-t", String(name.dropFirst(3))])
            }
            let openSSH = openSSH
            let plain = try Host.sample("pc07")
            let withPassword = try Host.sample("pc08", password: "x")
            let kinds = try await login([plain, withPassword], workshop) { login in
                try await [plain, withPassword].asyncMap {
                    try await login.methods(for: $0, serverIdentification: openSSH).map(\.kind)
                }
            }
            #expect(
                kinds == [
                    ["key id_ed25519", "key id_ecdsa", "signer"],
                    ["key id_ed25519", "key id_ecdsa", "password"],
                ]
            )
        }
    }

    @Test func `does not ask for the passphrase of a usual key that no PC needs`() async throws {
        try await KeyWorkshop.with { workshop in
            try FileManager.default.createDirectory(
                atPath: workshop.path + "/.ssh",
                withIntermediateDirectories: false
            )
            _ = try await workshop.key(".ssh/id_ed25519", passphrase: "rahasia")
            let host = try Host.sample("pc07", password: "x")
            let asked = Mutex(0)
            let kinds = try await login(
                [host],
                workshop,
                passphrase: { _ in
                    asked.withLock { $0 += 1 }
                    return nil
                }
            ) { login in try await login.methods(for: host, serverIdentification: "x").map(\.kind) }
            #expect(kinds == ["password"])
            #expect(asked.withLock { $0 } == 0)
        }
    }

    @Test func `takes the user's agent at its word and offers no key twice`() async throws {
        try await KeyWorkshop.with { workshop in
            let path = try await workshop.key("id", passphrase: "rahasia")
            let group = group
            let kinds: [String] = try await PrivateAgent.withAgent(group: group) { agent in
                await Result {
                    guard let agent else { return [] }
                    _ = await agent.add(path, publicKey: nil, passphrase: Secret("rahasia"))
                    let host = try Host.sample("pc07", keys: [path])
                    return try await self.login([host], workshop, agentSocket: agent.socketPath) { login in
                        try await login.methods(for: host, serverIdentification: "x").map(\.kind)
                    }
                }
            }.get()
            #expect(kinds == ["signer"])
        }
    }

    @Test func `tries the usual key first that the user's agent holds`() async throws {
        try await KeyWorkshop.with { workshop in
            try await workshop.run("mkdir", [workshop.path + "/.ssh"])
            let usual = try await workshop.key(".ssh/id_ed25519", passphrase: "rahasia")
            let stranger = try await workshop.key("stranger")
            let names = try await PrivateAgent.withAgent(group: group) { agent in
                await Result {
                    let agent = try #require(agent)
                    _ = await agent.add(stranger, publicKey: nil, passphrase: nil)
                    _ = await agent.add(usual, publicKey: nil, passphrase: Secret("rahasia"))
                    let host = try Host.sample("pc07")
                    return try await self.login([host], workshop, agentSocket: agent.socketPath) { login in
                        try await login.methods(for: host, serverIdentification: "x").map { method in
                            if case .signer(let signer) = method { signer.name } else { "" }
                        }
                    }
                }
            }.get()
            #expect(names == [".ssh/id_ed25519", "stranger"])
        }
    }

    @Test func `takes a public half as the name of a key that the agent holds, whatever its mode`()
        async throws
    {
        try await KeyWorkshop.with { workshop in
            let strangers = [try await workshop.key("one"), try await workshop.key("two")]
            let key = try await workshop.key("school")
            let half = workshop.path + "/school.pub"
            try workshop.setMode(0o644, of: half)
            let (names, problems) = try await PrivateAgent.withAgent(group: group) { agent in
                await Result {
                    let agent = try #require(agent)
                    for path in strangers + [key] {
                        _ = await agent.add(path, publicKey: nil, passphrase: nil)
                    }
                    let host = try Host.sample("pc07", keys: [half])
                    return try await self.login([host], workshop, agentSocket: agent.socketPath) { login in
                        let methods = try await login.methods(for: host, serverIdentification: "x")
                        let names = methods.map { method in
                            if case .signer(let signer) = method { signer.name } else { "" }
                        }
                        return (names, login.problems)
                    }
                }
            }.get()
            #expect(names.first == "school")
            #expect(problems.isEmpty)
        }
    }

    @Test func `goes on without an agent that does not answer`() async throws {
        try await KeyWorkshop.with { workshop in
            let host = try Host.sample("pc07", keys: [try await workshop.key("id")])
            let problems = try await login([host], workshop, agentSocket: workshop.path + "/none") { login in
                try await login.check(host)
                return login.problems
            }
            #expect(problems.count == 1)
            #expect(problems.first?.message.contains("cannot be reached") == true)
        }
    }

    @Test func `sends a password that two PCs refused to nobody else`() async throws {
        try await KeyWorkshop.with { workshop in
            let hosts = try (1...5).map { try Host.sample("pc\($0)", password: "x") }
            try await login(hosts, workshop) { login in
                for host in hosts.prefix(2) {
                    let methods = try await login.methods(for: host, serverIdentification: "x")
                    #expect(methods.map(\.kind) == ["password"])
                    await login.passwordRefused(by: host.name)
                }
                for host in hosts.dropFirst(2) {
                    let error = await #expect(throws: TransportError.self) {
                        try await login.methods(for: host, serverIdentification: "x")
                    }
                    #expect(error?.message.contains("was not sent the password") == true)
                }
            }
        }
    }

    /// Gathers what `hosts` need, with the workshop as the home folder, and hands on what `body` throws.
    private func login<Value: Sendable>(
        _ hosts: [Host],
        _ workshop: KeyWorkshop,
        agentSocket: String? = nil,
        passphrase: @escaping @Sendable (String) async -> Secret? = { _ in nil },
        _ body: @escaping @Sendable (RoomLogin) async throws -> Value
    ) async throws -> Value {
        let credentials = Credentials(
            homeFolder: workshop.path,
            agentSocket: agentSocket,
            passphrase: passphrase
        )
        return try await RoomLogin.gathered(for: hosts, from: credentials, group: group) { login in
            await Result { try await body(login) }
        }.get()
    }
}

extension Result where Failure == any Error {
    /// Catches what `body` throws.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

extension LoginMethod {
    /// Which case it is.
    fileprivate var kind: String {
        switch self {
        case .privateKey(_, let name): "key \(name.split(separator: "/").last ?? "")"
        case .signer(let signer as FileSigner): "key \(signer.name.split(separator: "/").last ?? "")"
        case .signer: "signer"
        case .password: "password"
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
