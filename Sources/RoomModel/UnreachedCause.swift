/// Why a PC was not reached, or a command's result did not come back; the raw values are the codes in events.
///
/// One list for everybody: the transport throws it, runs record it, reports word it. Whose errand it is depends on the
/// phase too: ``state(in:neighbour:isOfAnotherPC:)``.
public enum UnreachedCause: String, Hashable, Sendable, CaseIterable {
    // MARK: On the way

    /// The name has no address.
    case nameNotFound = "name-not-found"
    /// The name's look-up took too long.
    case nameTimedOut = "name-timed-out"
    /// No way to the network.
    case noRoute = "no-route"
    /// Nothing answered on TCP in time.
    case connectTimedOut = "connect-timed-out"
    /// A jump host on the way cannot be used: off, unknown, changed, or it lets nobody in.
    case jumpFailed = "jump-failed"
    /// A jump host forwards no connection to the PC.
    case jumpRefused = "jump-refused"

    // MARK: What answers

    /// The port is closed.
    case connectionRefused = "connection-refused"
    /// TCP was accepted, no identification came in time.
    case noIdentification = "no-identification"
    /// Something else than SSH 2 answers on the port.
    case notSSH = "not-ssh"
    /// The server turns connections away for now (MaxStartups, penalties).
    case busy
    /// The server and this libssh2 share no method, and it is this libssh2 that is limited.
    case noCommonAlgorithm = "no-common-algorithm"
    /// The server has nothing but methods that were retired years ago.
    case serverTooOld = "server-too-old"
    /// The server broke the protocol, or bytes were damaged on the way.
    case protocolViolation = "protocol-violation"
    /// What the server says before the login is longer than libssh2 takes.
    case bannerTooLong = "banner-too-long"

    // MARK: The host key

    /// No key is on file for the PC.
    case hostKeyUnknown = "host-key-unknown"
    /// Another key is on file for the PC.
    case hostKeyChanged = "host-key-changed"
    /// The key is marked `@revoked`.
    case hostKeyRevoked = "host-key-revoked"
    /// Only key types this libssh2 cannot check are on file (RSA, certificates).
    case hostKeyUnverifiable = "host-key-unverifiable"
    /// Only an authority is on file (`@cert-authority`), whose certificates are not checked.
    case hostKeyCertified = "host-key-certified"
    /// The line that names the PC in known_hosts cannot be read.
    case hostKeyLineDamaged = "host-key-line-damaged"

    // MARK: The login

    /// The server refused every key and password offered.
    case authenticationRejected = "authentication-rejected"
    /// The account's password has expired, and the server wants a new one first.
    case passwordExpired = "password-expired"
    /// There is nothing to log in with.
    case noCredentials = "no-credentials"
    /// The key file cannot be used: missing, open to others, encrypted without passphrase, of a kind libssh2 lacks.
    case keyUnusable = "key-unusable"

    // MARK: At any time

    /// A phase took longer than its deadline.
    case timedOut = "timed-out"
    /// The PC ended the connection in the middle: it is on, or was a moment ago.
    case hungUp = "hung-up"
    /// No sign of life came any more, or the connection was dropped on this side.
    case connectionLost = "connection-lost"

    // MARK: What is asked

    /// The server refused to open a channel, run the command or start SFTP.
    case channelRefused = "channel-refused"
    /// The account may log in, and whatever it is asked to run is not run.
    case nothingRan = "nothing-ran"
    /// The PC ran something, and what came back is no answer that can be trusted.
    case checksRefused = "checks-refused"
    /// A file could not be written or read over SFTP.
    case fileRefused = "file-refused"
    /// `sudo` wants a password and there is none.
    case sudoNeedsPassword = "sudo-needs-password"
    /// `sudo` did not take the password, or the PC was not sent it because others had not.
    case sudoPasswordRefused = "sudo-password-refused"
    /// `sudo` starts nothing before the account has a new password.
    case sudoPasswordExpired = "sudo-password-expired"
    /// The PC has no `sudo`.
    case sudoMissing = "sudo-missing"
    /// The account may not use `sudo` for this.
    case sudoDenied = "sudo-denied"
    /// `sudo` works only on a terminal there (requiretty).
    case sudoNeedsTerminal = "sudo-needs-terminal"
    /// `sudo` said something else, or nothing.
    case sudoFailed = "sudo-failed"

    // MARK: On this side

    /// The run was stopped.
    case cancelled
    /// The controller itself is short of something: descriptors, memory, a program.
    case controllerExhausted = "controller-exhausted"
    /// A file of the controller itself could not be read or written while its bytes went to or from a PC.
    case controllerFile = "controller-file"

    /// The codes that speak of a name, not of the PC behind it.
    public static let ofNames: Set<String> = [nameNotFound.rawValue, nameTimedOut.rawValue]

    /// Whether the connection is over, whoever ended it: nothing can be asked over it any more, another one may be.
    public var endsConnection: Bool { self == .hungUp || self == .connectionLost }
}
