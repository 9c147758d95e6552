/// How a command makes a new file of what it reads, where SFTP cannot.
public enum NewFileCommand {
    /// The command: a file of mode 0600, which must not be there yet.
    ///
    /// - Parameters:
    ///   - path: The file; a relative one counts from the login folder.
    ///   - deadline: The whole time it may take.
    /// - Returns: The command, without its input.
    public static func request(_ path: String, within deadline: Duration) -> CommandRequest {
        let target = path.hasPrefix("/") ? path : "./" + path
        let command = ShellCommand(["sh", "-c", #"umask 077; set -C; cat >"$1""#, "sh", target])
        return CommandRequest(line: command.posixLine, deadline: deadline)
    }
}
