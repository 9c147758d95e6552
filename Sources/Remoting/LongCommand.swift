/// How a command gets to a PC whose server takes no line as long as that: by way of its input.
///
/// dropbear ends the connection at a line of more than 9,000 bytes (`MAX_CMD_LEN`, sysoptions.h), OpenSSH takes 256 KiB.
enum LongCommand {
    /// Reads a number of lines, and these, as ``SudoConversation/preamble(_:)`` makes them, and becomes their shell.
    ///
    /// `read` takes no byte behind its line from a pipe (POSIX.1-2017, read), so the rest is the command's own input. All
    /// on one line, for login shells that take no newline in quotes.
    static let line =
        "exec "
        + ShellCommand([
            "sh", "-c",
            #"IFS= read -r left || exit 65; end=$(printf "\n."); end=${end%.}; line=; "#
                + #"while [ "$left" -gt 0 ]; do IFS= read -r part || exit 65; line=$line$part$end; "#
                + #"left=$((left - 1)); done; exec sh -c "$line""#,
        ]).posixLine
}
