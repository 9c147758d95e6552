import RoomModel

extension TransportError {
    /// The error of an account that may log in and runs nothing of what it is asked to, with what it printed instead.
    ///
    /// Its shell refuses (nologin), or the server first wants something else: a new password, a forced command.
    ///
    /// - Parameter result: How the command ended that did not begin.
    public init(nothingRan result: CommandResult) {
        // What a login shell says of itself is short; a menu or a greeting is cut.
        func words(_ output: CapturedOutput) -> String? {
            String(decoding: output.head.prefix(4 << 10), as: UTF8.self).words()
        }
        self.init(
            .nothingRan,
            in: .running,
            "it lets Siaga in and runs nothing",
            hint: "log in with `ssh` as the same account, and see what it says",
            words: words(result.standardError) ?? words(result.standardOutput)
        )
    }
}
