public import RoomModel

/// The host keys that known_hosts files hold, and what they say about a key that a server shows.
///
/// Accepts what `ssh` accepts with strict checking. Any key on file for a host that does not fit makes it changed, of
/// whatever type; only where nothing on file could be compared at all is it unverifiable.
///
/// - SeeAlso: `sshd(8)`, SSH_KNOWN_HOSTS FILE FORMAT.
public struct KnownHosts: Sendable {
    /// What a host's keys are looked up by.
    public enum Name: Hashable, Sendable {
        /// The name alone, whatever the port, as with `HostKeyAlias`.
        case alias(String)
        /// The address as `ssh` was given it, with the port.
        case address(String, port: Int)

        /// The name as a line spells it: `[host]:port` unless the port is 22.
        var spelling: String {
            switch self {
            case .alias(let name): name.lowercased()
            case .address(let host, 22): host.lowercased()
            case .address(let host, let port): "[\(host.lowercased())]:\(port)"
            }
        }

        /// The plain name that holds where no line names the port.
        var fallback: String? {
            if case .address(let host, let port) = self, port != 22 { host.lowercased() } else { nil }
        }
    }

    /// What the files say about a key.
    public enum Verdict: Hashable, Sendable {
        /// This very key is on file.
        case known
        /// Nothing is on file for the host.
        case unknown
        /// Other keys are on file, this one is not.
        case changed(trusted: [Fingerprint])
        /// The key is marked `@revoked` for the host.
        case revoked
        /// Only keys are on file that this build cannot check: their types, in file order.
        case unverifiable(types: [String])
        /// Nothing on file for the host can be read: what is there is damaged.
        case damaged(at: SourceLocation)
    }

    /// The files, in the order they were given.
    public let files: [KnownHostsFile]

    /// Every line of every file, in order.
    private let lines: [KnownHostsLine]
    /// The lines found by a name in lower case: most lines of a room's file name one PC each.
    private var plain: [String: [Int]] = [:]
    /// The lines whose pattern has to be tried: hashed, wildcards, negations.
    private var others: [Int] = []

    /// Reads `files`; a bad line becomes a problem and is skipped.
    public init(files: [(path: String, text: String)]) {
        self.files = files.map { KnownHostsFile(path: $0.path, text: $0.text) }
        lines = self.files.flatMap(\.lines)
        for (index, line) in lines.enumerated() {
            if let names = line.pattern.onlyPlainNames {
                for name in names { plain[name, default: []].append(index) }
            } else {
                others.append(index)
            }
        }
    }

    /// What is wrong with single lines, in the order of the files.
    public var problems: [Problem] { files.flatMap(\.problems) }

    /// Judges the key that a server shows.
    ///
    /// Revoked goes before known, known before changed, changed before unknown. Where no key is on file for
    /// the port, the plain name's key is accepted; a plain name's *other* key says nothing about another port.
    ///
    /// - Parameters:
    ///   - name: Who the server should be.
    ///   - keyType: The type of the key: `ssh-ed25519`.
    ///   - blob: The key as it went over the wire.
    /// - Returns: What to think of it.
    public func judge(name: Name, keyType: String, blob: [UInt8]) -> Verdict {
        let own = lines(for: name.spelling)
        let plain = name.fallback.map(lines) ?? []
        if (own + plain).contains(where: { $0.marker == .revoked && $0.key.blob == blob }) { return .revoked }

        let trusted = own.filter { $0.marker == .trusted }.map(\.key)
        let accepted = trusted.isEmpty ? plain.filter { $0.marker == .trusted }.map(\.key) : trusted
        if accepted.contains(where: { $0.blob == blob }) { return .known }
        let isComparable = trusted.contains {
            $0.type == keyType || PublicKey.verifiableTypes.contains($0.type)
        }
        if isComparable { return .changed(trusted: trusted.map(\.fingerprint)) }
        let types = own.compactMap(\.unverifiableType)
        if !types.isEmpty { return .unverifiable(types: types) }
        // A line nobody can read is no proof that the host is new.
        let place = damagedLine(for: name.spelling) ?? name.fallback.flatMap(damagedLine)
        return place.map { .damaged(at: $0) } ?? .unknown
    }

    /// Whether a line of any host revokes this key: such a key is bad wherever it is shown.
    public func revokes(_ blob: [UInt8]) -> Bool {
        lines.contains { $0.marker == .revoked && $0.key.blob == blob }
    }

    private func damagedLine(for spelling: String) -> SourceLocation? {
        files.lazy.flatMap(\.damaged).first { $0.pattern.matches(spelling) }?.place
    }

    /// The types of the keys on file for a host, each once, in file order; what a client asks the server for first.
    public func keyTypes(for name: Name) -> [String] {
        var types = trustedTypes(name.spelling)
        if types.isEmpty, let plain = name.fallback { types = trustedTypes(plain) }
        return types
    }

    /// Whether any key is on file for the host, one of an authority too; a revoked one is none, a damaged line is one.
    public func mentions(_ name: Name) -> Bool {
        lines(for: name.spelling).contains { $0.marker != .revoked } || damagedLine(for: name.spelling) != nil
    }

    /// The names in clear text that a key is filed under, each once; answers whose key it is.
    public func owners(of blob: [UInt8]) -> [String] {
        files.flatMap(\.lines).filter { $0.marker == .trusted && $0.key.blob == blob }
            .flatMap(\.pattern.plainNames).unique()
    }

    /// What stands behind the keys on file for a host, in file order; lines without a comment are left out.
    public func comments(for name: Name) -> [String] {
        lines(for: name.spelling).filter { $0.marker == .trusted }.map(\.comment).filter { !$0.isEmpty }
    }

    private func lines(for spelling: String) -> [KnownHostsLine] {
        let found = plain[spelling, default: []] + others.filter { lines[$0].pattern.matches(spelling) }
        return found.sorted().map { lines[$0] }
    }

    private func trustedTypes(_ spelling: String) -> [String] {
        lines(for: spelling).filter { $0.marker == .trusted }.map(\.key.type).unique()
    }
}

extension KnownHostsLine {
    /// How a report names what this build cannot check; nil for a revoked line.
    fileprivate var unverifiableType: String? {
        switch marker {
        case .trusted: key.type
        case .revoked: nil
        case .certificateAuthority: "@cert-authority \(key.type)"
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it stands first.
    fileprivate func unique() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
