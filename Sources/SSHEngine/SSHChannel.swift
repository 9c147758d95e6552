/// One channel of a session (RFC 4254 §5), by its number on our side: a command or a subsystem.
package struct SSHChannel: Hashable, Sendable {
    /// 0, 1, 2… in the order of opening.
    let number: UInt32
}
