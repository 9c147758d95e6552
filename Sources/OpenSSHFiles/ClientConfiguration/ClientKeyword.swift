/// The keywords of a client configuration (`ssh_config(5)`).
enum ClientKeyword {
    /// What decides how a PC is reached and is followed; the raw value is the spelling in lower case.
    enum Followed: String, CaseIterable {
        case addressFamily = "addressfamily"
        case connectTimeout = "connecttimeout"
        case globalKnownHostsFile = "globalknownhostsfile"
        case hostKeyAlias = "hostkeyalias"
        case hostName = "hostname"
        case identitiesOnly = "identitiesonly"
        case identityAgent = "identityagent"
        case identityFile = "identityfile"
        case port
        case proxyCommand = "proxycommand"
        case proxyJump = "proxyjump"
        case serverAliveInterval = "serveraliveinterval"
        case strictHostKeyChecking = "stricthostkeychecking"
        case user
        case userKnownHostsFile = "userknownhostsfile"

        /// The spelling of the manual page.
        var title: String {
            switch self {
            case .addressFamily: "AddressFamily"
            case .connectTimeout: "ConnectTimeout"
            case .globalKnownHostsFile: "GlobalKnownHostsFile"
            case .hostKeyAlias: "HostKeyAlias"
            case .hostName: "HostName"
            case .identitiesOnly: "IdentitiesOnly"
            case .identityAgent: "IdentityAgent"
            case .identityFile: "IdentityFile"
            case .port: "Port"
            case .proxyCommand: "ProxyCommand"
            case .proxyJump: "ProxyJump"
            case .serverAliveInterval: "ServerAliveInterval"
            case .strictHostKeyChecking: "StrictHostKeyChecking"
            case .user: "User"
            case .userKnownHostsFile: "UserKnownHostsFile"
            }
        }

        /// The keyword spelt `word` (lower case), obsolete spellings too.
        init?(word: String) {
            self.init(rawValue: word == "identityfile2" ? "identityfile" : word)
        }
    }

    /// Keywords that change how a PC is reached or trusted and are not followed: worth a note where they hold.
    static let missed: [String: String] = [
        "bindaddress": "BindAddress", "bindinterface": "BindInterface", "certificatefile": "CertificateFile",
        "canonicalizehostname": "CanonicalizeHostname", "knownhostscommand": "KnownHostsCommand",
        "pkcs11provider": "PKCS11Provider", "proxyusefdpass": "ProxyUseFdpass",
        "revokedhostkeys": "RevokedHostKeys",
    ]

    /// All others that OpenSSH knows, Debian's own and retired ones too; they make no difference here.
    static let others: Set<String> = Set(
        """
        addkeystoagent afstokenpassing batchmode canonicaldomains canonicalizefallbacklocal canonicalizemaxdots
        canonicalizepermittedcnames casignaturealgorithms challengeresponseauthentication channeltimeout checkhostip
        cipher ciphers clearallforwardings compression compressionlevel connectionattempts controlmaster controlpath
        controlpersist dsaauthentication dynamicforward enableescapecommandline enablesshkeysign escapechar
        exitonforwardfailure fallbacktorsh fingerprinthash forkafterauthentication forwardagent forwardx11
        forwardx11timeout forwardx11trusted gatewayports globalknownhostsfile2 gssapiauthentication
        gssapiclientidentity gssapidelegatecredentials gssapikexalgorithms gssapikeyexchange
        gssapirenewalforcesrekey gssapiserveridentity gssapitrustdns hashknownhosts hostbasedacceptedalgorithms
        hostbasedauthentication hostbasedkeytypes hostkeyalgorithms ignoreunknown ipqos kbdinteractiveauthentication
        kbdinteractivedevices keepalive kerberosauthentication kerberostgtpassing kexalgorithms localcommand
        localforward loglevel logverbose macs nohostauthenticationforlocalhost numberofpasswordprompts
        obscurekeystroketiming passwordauthentication permitlocalcommand permitremoteopen preferredauthentications
        protocol protocolkeepalives pubkeyacceptedalgorithms pubkeyacceptedkeytypes pubkeyauthentication
        refuseconnection rekeylimit remotecommand remoteforward requesttty requiredrsasize rhostsauthentication
        rhostsrsaauthentication rsaauthentication securitykeyprovider sendenv serveralivecountmax sessiontype setenv
        setuptimeout skeyauthentication smartcarddevice stdinnull streamlocalbindmask streamlocalbindunlink
        syslogfacility tag tcpkeepalive tisauthentication tunnel tunneldevice updatehostkeys useprivilegedport
        userknownhostsfile2 useroaming usersh verifyhostkeydns versionaddendum visualhostkey warnweakcrypto
        xauthlocation
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// Whether OpenSSH knows the word (lower case).
    static func isKnown(_ word: String) -> Bool {
        ["host", "match", "include"].contains(word) || Followed(word: word) != nil || missed[word] != nil
            || others.contains(word)
    }
}
