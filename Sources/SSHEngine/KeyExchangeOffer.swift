/// The methods that a server offers in its first packet, SSH_MSG_KEXINIT (RFC 4253 §7.1).
struct KeyExchangeOffer: Hashable, Sendable {
    /// A list in which both sides must have something in common.
    enum List: Hashable, Sendable, CaseIterable {
        case keyExchanges
        case hostKeyTypes
        case ciphers
        case macs

        /// Where the list stands in the packet: ciphers and MACs are there for both directions.
        fileprivate var positions: [Int] {
            switch self {
            case .keyExchanges: [0]
            case .hostKeyTypes: [1]
            case .ciphers: [2, 3]
            case .macs: [4, 5]
            }
        }

        /// What to add to which line of sshd_config(5), where a server offers nothing of ours.
        var remedy: String {
            switch self {
            case .keyExchanges: "KexAlgorithms curve25519-sha256"
            case .hostKeyTypes: "HostKeyAlgorithms ssh-ed25519 (its key: ssh-keygen -A)"
            case .ciphers: "Ciphers aes256-ctr"
            case .macs: "MACs hmac-sha2-256"
            }
        }
    }

    /// A list in which the server has nothing of ours.
    struct Gap: Hashable, Sendable {
        let list: List
        /// Whether all that the server has there was retired years ago: SHA-1, MD5, CBC, RC4, DSA.
        let isRetired: Bool
    }

    private let lists: [[String]]

    /// Reads the packet; nil where it is cut or none.
    ///
    /// - Parameter bytes: Its name-lists, from behind the cookie; what follows them is not looked at.
    init?(_ bytes: [UInt8]) {
        var lists: [[String]] = []
        var rest = bytes[...]
        while lists.count < 6 {
            guard let count = Array(rest.prefix(4)).bigEndian32(at: 0), count <= rest.count - 4 else {
                return nil
            }
            rest = rest.dropFirst(4)
            let names = String(decoding: rest.prefix(count), as: UTF8.self)
            lists.append(names.split(separator: ",").map(String.init))
            rest = rest.dropFirst(count)
        }
        self.lists = lists
    }

    /// The lists in which nothing of ours is there, in at least one direction.
    ///
    /// - Parameter preferences: What we offer.
    /// - Returns: None, where something else was the matter.
    func gaps(to preferences: MethodPreferences) -> [Gap] {
        List.allCases.compactMap { list in
            let ours = preferences.names(in: list)
            let missing = list.positions.map { lists[$0] }.first { theirs in
                !theirs.contains(where: ours.contains)
            }
            return missing.map { names in
                let real = names.filter { !$0.isMarker }
                return Gap(list: list, isRetired: !real.isEmpty && real.allSatisfy(\.isRetired))
            }
        }
    }
}

extension MethodPreferences {
    fileprivate func names(in list: KeyExchangeOffer.List) -> [String] {
        switch list {
        case .keyExchanges: Self.keyExchanges
        case .hostKeyTypes: hostKeyTypes
        case .ciphers: Self.ciphers
        case .macs: Self.macs
        }
    }
}

extension SSHFailure {
    /// Says which side is limited, and what the server would have to add.
    ///
    /// - Parameters:
    ///   - code: libssh2's number.
    ///   - gaps: Where nothing is in common.
    init(code: Int32, _ gaps: [KeyExchangeOffer.Gap]) {
        guard !gaps.isEmpty else {
            self.init(.noCommonAlgorithm, code: code, "the key exchange came to nothing")
            return
        }
        let remedies = gaps.map(\.list.remedy).joined(separator: "; ")
        if gaps.allSatisfy(\.isRetired) {
            self.init(
                .serverTooOld,
                code: code,
                "the server has nothing but methods that were retired years ago",
                words: remedies
            )
        } else {
            self.init(
                .noCommonAlgorithm,
                code: code,
                "the server takes only methods that this libssh2 lacks",
                words: remedies
            )
        }
    }
}

extension String {
    /// Whether this is no method but says something of the side that sends it (RFC 8308 §2.1; PROTOCOL, kex-strict).
    fileprivate var isMarker: Bool { hasPrefix("ext-info-") || hasPrefix("kex-strict-") }

    /// Whether this rests on SHA-1, MD5, RIPEMD, CBC, RC4 or DSA; OpenSSH has had better in every list since 6.5 (2014).
    fileprivate var isRetired: Bool {
        hasSuffix("-sha1") || hasPrefix("hmac-sha1") || hasPrefix("hmac-md5") || hasPrefix("hmac-ripemd")
            || contains("-cbc") || hasPrefix("arcfour") || self == "ssh-dss" || self == "ssh-rsa"
    }
}
