/// The one state a PC is in, by who must act; the raw values are the codes in JSON.
///
/// A PC is in the *first* state that holds, in the order of ``HostState/judge``.
public enum HostState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Everything required was measured and met.
    case ready
    /// Usable; a softer check is not met or has no result.
    case readyWithNote = "ready-note"
    /// A check of severity F is not met.
    case fix
    /// Reached, nothing failed, but a required F check has no result.
    case notComplete = "not-complete"
    /// The exam app is open; the PC was left alone.
    case examOpen = "exam-open"
    /// No sign of the PC on the network.
    case offOrCable = "off-or-cable"
    /// The network card answers, TCP does not.
    case firewall
    /// The port is closed, or something else than SSH answers on it.
    case noSSH = "no-ssh"
    /// Its host key is the one of another enrolled PC.
    case otherPC = "other-pc"
    /// Its host key is not the enrolled one.
    case pcChanged = "pc-changed"
    /// Its host key was never enrolled.
    case newPC = "new-pc"
    /// The login was refused.
    case noAccess = "no-access"
    /// It took longer than a deadline.
    case tooSlow = "too-slow"
    /// Another technician is working on it.
    case inUse = "in-use"
    /// It has no SSH by design; a person looks at it.
    case lookYourself = "look-yourself"
    /// A person has looked at it and ticked it.
    case seenOK = "seen-ok"
    /// Not looked at in this run: it was stopped first.
    case notChecked = "not-checked"
}
