/// The causes of an unreached PC that have their own sentence; the raw values are the codes in events.
public enum UnreachedCause: String, Hashable, Sendable, CaseIterable {
    /// The name has no address.
    case nameNotFound = "name-not-found"
    /// The name's look-up took too long.
    case nameTimedOut = "name-timed-out"
    /// No way to the network.
    case noRoute = "no-route"
    /// Nothing answered on TCP in time.
    case connectTimedOut = "connect-timed-out"
    /// The port is closed.
    case connectionRefused = "connection-refused"
    /// TCP was accepted, no identification came in time.
    case noIdentification = "no-identification"
    /// Something else than SSH 2 answers on the port.
    case notSSH = "not-ssh"
    /// The server turns connections away for now.
    case busy
    /// No key exchange, cipher or MAC in common.
    case noCommonAlgorithm = "no-common-algorithm"
    /// The server broke the protocol.
    case protocolViolation = "protocol-violation"
    /// No key is on file for the PC.
    case hostKeyUnknown = "host-key-unknown"
    /// Another key is on file for the PC.
    case hostKeyChanged = "host-key-changed"
    /// The key is marked as revoked.
    case hostKeyRevoked = "host-key-revoked"
    /// Only key types that cannot be checked are on file.
    case hostKeyUnverifiable = "host-key-unverifiable"
    /// The line that names the PC in known_hosts cannot be read.
    case hostKeyLineDamaged = "host-key-line-damaged"
    /// The server refused every key and password offered.
    case authenticationRejected = "authentication-rejected"
    /// There is nothing to log in with.
    case noCredentials = "no-credentials"
    /// The key file cannot be used.
    case keyUnusable = "key-unusable"
    /// A phase took longer than its deadline.
    case timedOut = "timed-out"
    /// The connection ended in the middle.
    case connectionLost = "connection-lost"
    /// The server refused to run the command.
    case channelRefused = "channel-refused"
    /// A file could not be written or read.
    case fileRefused = "file-refused"
    /// A jump host on the way cannot be used.
    case jumpFailed = "jump-failed"
    /// A jump host forwards no connection to the PC.
    case jumpRefused = "jump-refused"
    /// `sudo` wants a password and there is none.
    case sudoNeedsPassword = "sudo-needs-password"
    /// `sudo` did not take the password.
    case sudoPasswordRefused = "sudo-password-refused"
    /// The PC has no `sudo`.
    case sudoMissing = "sudo-missing"
    /// The account may not use `sudo` for this.
    case sudoDenied = "sudo-denied"
    /// `sudo` works only on a terminal there.
    case sudoNeedsTerminal = "sudo-needs-terminal"
    /// `sudo` said something else, or nothing.
    case sudoFailed = "sudo-failed"
    /// The run was stopped.
    case cancelled
    /// The controller itself is short of something.
    case controllerExhausted = "controller-exhausted"
    /// A file of the controller itself could not be read or written.
    case controllerFile = "controller-file"

    /// The codes that speak of a name, not of the PC behind it.
    static let ofNames: Set<String> = [nameNotFound.rawValue, nameTimedOut.rawValue]
}
