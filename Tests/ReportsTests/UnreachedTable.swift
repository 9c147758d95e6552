import RoomModel

/// The table itself: every cause, in the phases that make a difference.
extension UnreachedTableTests {
    fileprivate static let on = NeighbourEvidence.answers(card: "3c:52:82:0a:11:07")
    fileprivate static let off = "switch it on, check the cable of pc01"
    fileprivate static let again = "again in a minute: siaga scan"
    fileprivate static let install = "technician: siaga enroll --install-key pc01"
    fileprivate static let enroll = "technician: siaga enroll pc01"
    fileprivate static let slow = "once more: siaga scan; still slow: use a spare"
    fileprivate static let booting = "System is booting up. Please come back later."

    static let rows: [Row] = [
        Row(
            cause: .nameNotFound,
            phase: .resolving,
            sentence: "The PC's name has no address",
            action: "check its name and address in the inventory"
        ),
        Row(
            cause: .nameTimedOut,
            phase: .resolving,
            sentence: "No address for the PC within 5 seconds",
            action: "check its name and address in the inventory"
        ),
        Row(cause: .noRoute, phase: .connecting, sentence: "No route to the PC's address", action: off),
        Row(
            cause: .noRoute,
            phase: .connecting,
            neighbour: on,
            sentence: "The PC is on and lets nobody in",
            action: "technician: let SSH from this laptop through its firewall"
        ),
        Row(
            cause: .connectTimedOut,
            phase: .connecting,
            sentence: "No sign of it on the network",
            action: off
        ),
        Row(
            cause: .connectTimedOut,
            phase: .connecting,
            neighbour: on,
            sentence: "The PC is on and lets nobody in",
            action: "technician: let SSH from this laptop through its firewall"
        ),
        Row(
            cause: .jumpFailed,
            phase: .connecting,
            sentence: "A jump host on the way cannot be used",
            action: "technician: check the jump host from here; not known yet? siaga enroll"
        ),
        Row(
            cause: .jumpRefused,
            phase: .connecting,
            sentence: "A jump host does not forward to it",
            action: "technician: check the jump host from here"
        ),
        Row(
            cause: .connectionRefused,
            phase: .connecting,
            sentence: "The PC is on, its SSH service is not running",
            action: "technician: start its SSH service"
        ),
        Row(
            cause: .noIdentification,
            phase: .identification,
            sentence: "The PC accepts, then says nothing for 5 seconds",
            action: slow
        ),
        Row(
            cause: .notSSH,
            phase: .identification,
            sentence: "What answers is not SSH",
            action: "technician: check its address and port"
        ),
        Row(
            cause: .busy,
            phase: .identification,
            sentence: "SSH on this PC turns calls away for now",
            action: again
        ),
        Row(
            cause: .noCommonAlgorithm,
            phase: .keyExchange,
            words: "Ciphers aes256-ctr; MACs hmac-sha2-256",
            sentence: "SSH on this PC wants only what Siaga lacks",
            action: "technician: in its sshd_config add to the line: Ciphers aes256-ctr; MACs hmac-sha2-256"
        ),
        Row(
            cause: .serverTooOld,
            phase: .keyExchange,
            words: "Ciphers aes256-ctr",
            sentence: "SSH on this PC is too old",
            action: "technician: update OpenSSH on it"
        ),
        Row(
            cause: .protocolViolation,
            phase: .keyExchange,
            sentence: "Damaged SSH traffic",
            action: "technician: try another cable or switch port; still so: reinstall its SSH service"
        ),
        Row(
            cause: .bannerTooLong,
            phase: .login,
            sentence: "The Banner of its SSH service is too long",
            action: "technician: shorten Banner in its sshd_config, to 30 kB at most"
        ),
        Row(
            cause: .hostKeyUnknown,
            phase: .keyExchange,
            sentence: "This PC is not known yet",
            action: enroll
        ),
        Row(
            cause: .hostKeyUnverifiable,
            phase: .keyExchange,
            sentence: "The key on file (RSA) cannot be checked",
            action: enroll
        ),
        Row(
            cause: .hostKeyUnverifiable,
            phase: .keyExchange,
            words: "ssh-ed25519-cert-v01@openssh.com",
            sentence: "The key on file (ssh-ed25519-cert-v01@openssh.com) cannot be checked",
            action: enroll
        ),
        Row(
            cause: .hostKeyCertified,
            phase: .keyExchange,
            sentence: "Only an authority is on file for it, and Siaga does not check certificates",
            action: enroll
        ),
        Row(
            cause: .hostKeyLineDamaged,
            phase: .keyExchange,
            sentence: "Its line in known_hosts is damaged",
            action: "technician: put the line right, or: siaga enroll --rotate PC-NAME"
        ),
        Row(
            cause: .hostKeyRevoked,
            phase: .keyExchange,
            sentence: "The key of this PC was revoked",
            action: "use a spare; technician: siaga enroll --rotate pc01"
        ),
        Row(
            cause: .hostKeyChanged,
            phase: .keyExchange,
            sentence: "The host key changed",
            action: "use a spare; technician: siaga enroll --rotate pc01"
        ),
        Row(
            cause: .authenticationRejected,
            phase: .login,
            sentence: "The PC refuses Siaga's login",
            action: install
        ),
        Row(
            cause: .passwordExpired,
            phase: .login,
            sentence: "The account's password on it has expired",
            action: "technician: give the account a new password on it"
        ),
        Row(
            cause: .noCredentials,
            phase: .login,
            sentence: "Siaga has no key for this room",
            action: "technician: give this laptop the room's key"
        ),
        Row(
            cause: .keyUnusable,
            phase: .login,
            sentence: "The room's key file cannot be used",
            action: "technician: check the key file on this laptop"
        ),
        Row(
            cause: .timedOut,
            phase: .keyExchange,
            sentence: "More than 5 seconds while checking who it is",
            action: slow
        ),
        Row(
            cause: .timedOut,
            phase: .login,
            sentence: "More than 5 seconds while asking for access",
            action: slow
        ),
        Row(
            cause: .timedOut,
            phase: .running,
            sentence: "More than 5 seconds while running the command",
            action: slow
        ),
        Row(
            cause: .hungUp,
            phase: .identification,
            sentence: "The PC is on, its SSH service hangs up",
            action: again + "; still so: technician, check its SSH service"
        ),
        Row(
            cause: .hungUp,
            phase: .keyExchange,
            words: "Too many users",
            sentence: "The PC is on, its SSH service hangs up: \"Too many users\"",
            action: again + "; still so: technician, check its SSH service"
        ),
        Row(
            cause: .hungUp,
            phase: .login,
            words: booting,
            sentence: "The PC hangs up when Siaga asks for access: \"\(booting)\"",
            action: again
        ),
        Row(
            cause: .hungUp,
            phase: .login,
            words: "Your account has expired",
            sentence: "The PC hangs up when Siaga asks for access: \"Your account has expired\"",
            action: again + "; still so: technician, check the account on it"
        ),
        Row(
            cause: .hungUp,
            phase: .measuring,
            sentence: "The PC lets Siaga in, then hangs up",
            action: again + "; still so: technician, check the account on it"
        ),
        Row(
            cause: .hungUp,
            phase: .running,
            sentence: "The PC hung up while running the command",
            action: again + "; still so: technician, check the account on it"
        ),
        Row(
            cause: .hungUp,
            phase: .measuring,
            neighbour: .silent,
            sentence: "The PC hung up, and is gone from the network",
            action: off
        ),
        Row(
            cause: .connectionLost,
            phase: .measuring,
            sentence: "Connection lost while being measured",
            action: off
        ),
        Row(
            cause: .connectionLost,
            phase: .running,
            neighbour: .silent,
            sentence: "Connection lost while running the command",
            action: off
        ),
        Row(
            cause: .connectionLost,
            phase: .running,
            neighbour: on,
            sentence: "No more sign of life while running the command; its network card answers",
            action: slow
        ),
        Row(
            cause: .channelRefused,
            phase: .running,
            sentence: "The PC lets Siaga in and opens no session",
            action: "technician: check MaxSessions and ForceCommand in its sshd_config"
        ),
        Row(
            cause: .nothingRan,
            phase: .measuring,
            words: "This account is currently not available.",
            sentence: "The account on it runs nothing: \"This account is currently not available.\"",
            action: "technician: give the account a usual shell on it (sh, bash)"
        ),
        Row(
            cause: .nothingRan,
            phase: .measuring,
            words: "Password change required but no TTY available.",
            sentence: "The account on it runs nothing: \"Password change required but no TTY available.\"",
            action: "technician: give the account a new password on it"
        ),
        Row(
            cause: .nothingRan,
            phase: .measuring,
            words: "Under maintenance",
            sentence: "The account on it runs nothing: \"Under maintenance\"",
            action: again
        ),
        Row(
            cause: .checksRefused,
            phase: .measuring,
            sentence: "The PC refuses to run the checks",
            action: "technician: see why scripts do not run on it"
        ),
        Row(
            cause: .fileRefused,
            phase: .running,
            sentence: "The PC takes no file from Siaga",
            action: "technician: check the rights and the space of the account's folder on it"
        ),
        Row(
            cause: .sudoNeedsPassword,
            phase: .login,
            sentence: "sudo on this PC wants a password",
            action: "technician: run it again with -K"
        ),
        Row(
            cause: .sudoPasswordRefused,
            phase: .login,
            sentence: "sudo does not take the password",
            action: "technician: check the sudo password (-K)"
        ),
        Row(
            cause: .sudoPasswordExpired,
            phase: .login,
            sentence: "sudo on this PC wants a new password first",
            action: "technician: give the account a new password on it"
        ),
        Row(
            cause: .sudoMissing,
            phase: .login,
            sentence: "This PC has no sudo",
            action: "technician: install sudo on it"
        ),
        Row(
            cause: .sudoDenied,
            phase: .login,
            sentence: "The account may not use sudo",
            action: "technician: check sudoers on it"
        ),
        Row(
            cause: .sudoNeedsTerminal,
            phase: .login,
            sentence: "sudo on this PC wants a terminal (requiretty)",
            action: "technician: check sudoers on it"
        ),
        Row(
            cause: .sudoFailed,
            phase: .login,
            sentence: "sudo on this PC does not work",
            action: "technician: check sudoers on it"
        ),
        Row(cause: .cancelled, phase: .waiting, sentence: "The run was stopped", action: nil),
        Row(
            cause: .controllerExhausted,
            phase: .connecting,
            sentence: "This laptop ran out of resources",
            action: "close other programs on this laptop, then: siaga scan"
        ),
        Row(
            cause: .controllerFile,
            phase: .running,
            sentence: "A file on this laptop cannot be used",
            action: "check the disk of this laptop and its free space, then: siaga scan"
        ),
    ]
}
