import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// The most attempts at one PC: sshd's `MaxAuthTries` is 6, and accounts lock.
    private static let attemptLimit = 3

    /// Logs in with the first method the server takes.
    ///
    /// - Parameters:
    ///   - user: The account.
    ///   - source: What there is to log in with.
    ///   - identification: What the server calls itself.
    /// - Throws: ``TransportError`` `.noCredentials`, `.authenticationRejected`, `.keyUnusable`, `.timedOut` or worse.
    func login(
        as user: UserName,
        with source: any LoginSource,
        identification: String
    ) async throws(TransportError) {
        let late = place.late(.timedOut, in: .login, "logging in", settings.loginDeadline)
        do throws(TransportError) {
            try await timekeeper.within(settings.loginDeadline, late: late) {
                () async throws(TransportError) in
                let methods = try await source.methods(
                    for: self.place.host,
                    serverIdentification: identification
                )
                try await self.tryAll(methods, as: user, source)
            }
        } catch {
            // Others may wait for what this PC says of the password.
            await source.passwordUndecided(by: place.host.name)
            throw error
        }
    }

    private func tryAll(
        _ methods: [LoginMethod],
        as user: UserName,
        _ source: any LoginSource
    ) async throws(TransportError) {
        guard !methods.isEmpty else {
            throw place.error(
                .noCredentials,
                in: .login,
                "there is no key and no password for \(place.named(user))",
                hint:
                    "name a key with `ansible_ssh_private_key_file`, load one into ssh-agent, or ask for a password with -k"
            )
        }
        var refused: [String] = []
        var unusable: TransportError?
        for method in methods.prefix(Self.attemptLimit) {
            do throws(TransportError) {
                if case .password = method, try await !takesPasswords(user) {
                    refused.append("a password (it takes none)")
                    continue
                }
                try await attempt(method, as: user)
                await source.loggedIn(to: place.host.name, by: method)
                return
            } catch {
                switch error.code {
                case .authenticationRejected:
                    refused.append(method.name)
                    if case .password = method { await source.passwordRefused(by: place.host.name) }
                case .keyUnusable: unusable = error
                case .hungUp where !refused.isEmpty, .connectionLost where !refused.isEmpty:
                    throw rejection(of: refused, user, error.message)
                case .protocolViolation: throw await reason(behind: error, user)
                default: throw error
                }
            }
        }
        if refused.isEmpty, let unusable { throw unusable }
        let offered = try? await perform(in: .login) { session throws(SSHFailure) in
            try session.loginMethods(for: user)
        }
        throw rejection(of: refused, user, offered.map { "it takes: \($0.safe())" })
    }

    /// Why libssh2 gave up: of a packet that it does not take it says during a login only that the answer never came, and
    /// which one it was when it is asked something else.
    private func reason(behind error: TransportError, _ user: UserName) async -> TransportError {
        do throws(TransportError) {
            _ = try await perform(in: .login) { session throws(SSHFailure) in
                try session.loginMethods(for: user)
            }
            return error
        } catch let reason {
            return reason.code == .bannerTooLong ? reason : error
        }
    }

    /// Whether the server would look at a password at all; one that takes keys only says nothing about it.
    private func takesPasswords(_ user: UserName) async throws(TransportError) -> Bool {
        let methods = try await perform(in: .login) { session throws(SSHFailure) in
            try session.loginMethods(for: user)
        }
        return methods.isEmpty || methods.split(separator: ",").contains("password")
    }

    private func attempt(_ method: LoginMethod, as user: UserName) async throws(TransportError) {
        switch method {
        case .privateKey(let text, _):
            try await perform(in: .login) { session throws(SSHFailure) -> Void? in
                try session.login(as: user, privateKey: text) ? () : nil
            }
        case .password(let password):
            try await perform(in: .login) { session throws(SSHFailure) -> Void? in
                try session.login(as: user, password: password) ? () : nil
            }
        case .signer(let signer):
            let blob = signer.publicKeyBlob
            let question = try await perform(in: .login) { session throws(SSHFailure) -> [UInt8]? in
                try session.login(as: user, publicKey: blob) ? [] : session.dataToSign
            }
            guard !question.isEmpty else { return }
            let signature = try await signer.sign(question)
            do throws(SSHFailure) {
                try session.provide(signature: signature)
            } catch {
                throw place.error(error, in: .login)
            }
            try await perform(in: .login) { session throws(SSHFailure) -> Void? in
                try session.login(as: user, publicKey: blob) ? () : nil
            }
        }
    }

    private func rejection(of refused: [String], _ user: UserName, _ detail: String?) -> TransportError {
        place.error(
            .authenticationRejected,
            in: .login,
            "the server refused \(refused.joined(separator: ", ")) for \(place.named(user))"
                + (detail.map { " (\($0))" } ?? ""),
            hint: "check the account, or place the key with `siaga enroll --install-key \(place.host.name)`"
        )
    }
}

extension LoginMethod {
    /// What messages call it.
    var name: String {
        switch self {
        case .privateKey(_, let name): "the key `\(name.safe())`"
        case .signer(let signer): "the key `\(signer.name.safe())`"
        case .password: "the password"
        }
    }
}
