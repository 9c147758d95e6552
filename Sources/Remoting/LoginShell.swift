/// How a command gets past a PC's login shell, whichever that is, and past whatever the login prints.
///
/// An account may log in to fish, tcsh, csh, rbash or busybox. Each has quotes of its own, some take no line end in them,
/// and csh takes no word of more than 1,024 bytes (`BUFSIZ`, csh.h). All of them read ``line`` alike; it starts a POSIX
/// `sh`, which reads the command from its input.
///
/// A login may also print: a greeting without a line end, colours, a window title, a line of `.bashrc` or of a
/// ForceCommand. So the first thing that `sh` prints, on both outputs, is a line that nobody can know beforehand;
/// the command's own output stands behind it, and what stands before it is the login's.
enum LoginShell {
    /// The text for the login shell, the same for every command.
    ///
    /// `exec` leaves no shell between the command and the server, whose end a guarded command has to see. rbash forbids
    /// it, says so, and goes on to what follows.
    static let line = "exec \(reader); \(reader)"

    /// Does what the first line of its input says; `read` takes no byte behind its line from a pipe (POSIX.1-2017, read).
    private static let reader = #"sh -c 'read -r siaga; eval "$siaga"'"#

    /// What ``line`` reads before the command's own input.
    ///
    /// - Parameters:
    ///   - line: A line of `sh`, of any length.
    ///   - mark: What the command's own output stands behind.
    /// - Returns: The bytes.
    static func input(_ line: String, behind mark: Nonce) -> [UInt8] {
        Array("\(beginning(mark))\n".utf8) + counted(line)
    }

    /// A text whose lines are counted in front, for whoever reads it from the command's input.
    static func counted(_ text: String) -> [UInt8] {
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        return Array("\(lines)\n\(text)\n".utf8)
    }

    /// Where the command's own output begins.
    static func start(_ mark: Nonce) -> CommandStart {
        CommandStart(output: "\(mark) 1\n", error: "\(mark) 2\n")
    }

    /// Prints the marks, reads a number of lines, and does what these say.
    ///
    /// stderr's goes first: a login that sends both to stdout then has stdout's behind it. The command has no variable of
    /// this shell's.
    private static func beginning(_ mark: Nonce) -> String {
        #"printf '\n%s 2\n' \#(mark) >&2; printf '\n%s 1\n' \#(mark); "#
            + #"IFS= read -r siaga_left || exit 65; siaga_end=$(printf '\n.'); siaga_end=${siaga_end%.}; siaga=; "#
            + #"while [ "$siaga_left" -gt 0 ]; do IFS= read -r siaga_part || exit 65; "#
            + #"siaga=$siaga$siaga_part$siaga_end; siaga_left=$((siaga_left - 1)); done; eval "$siaga""#
    }
}
