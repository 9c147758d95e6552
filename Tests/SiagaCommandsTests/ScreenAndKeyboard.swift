import TestRoom
import Testing

/// The program on a terminal: a screen that shows what it prints and a keyboard that answers it.
struct ScreenAndKeyboard {
    /// What a run of it left.
    struct Outcome: Sendable {
        /// Its exit code; 128 and more: the signal it died of.
        let exitCode: Int32
        /// Everything that appeared on the screen.
        let screen: String
        /// Whether the keyboard's letters show again, as before.
        let echoes: Bool
    }

    /// Waits for each text on the screen and types the answer behind it; ends when the program does.
    ///
    /// What waits for no text is typed before the program begins.
    ///
    /// Words: columns, lines, the dialogue as pairs, `--`, the program and its words. The first line it prints is the exit
    /// code and whether letters show; the rest is the screen.
    private static let driver = #"""
        import fcntl, os, pty, signal, struct, sys, termios
        columns, lines, split = int(sys.argv[1]), int(sys.argv[2]), sys.argv.index("--")
        dialogue, command = sys.argv[3:split], sys.argv[split + 1:]
        signal.alarm(60)
        screen, keyboard = pty.openpty()
        fcntl.ioctl(keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        def type_next():
            global dialogue
            os.write(screen, dialogue[1].encode().decode("unicode_escape").encode())
            dialogue = dialogue[2:]
        while dialogue and not dialogue[0]: type_next()
        child = os.fork()
        if child == 0:
            os.setsid()
            fcntl.ioctl(keyboard, termios.TIOCSCTTY, 0)
            for descriptor in range(3): os.dup2(keyboard, descriptor)
            os.close(screen)
            os.execv(command[0], command)
        seen, looked = b"", 0
        import select
        while True:
            ready = select.select([screen], [], [], 0.05)[0]
            if ready: seen += os.read(screen, 65536)
            if dialogue and dialogue[0].encode() in seen[looked:]:
                looked = len(seen)
                type_next()
            if not ready and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT): break
        status = os.waitpid(child, 0)[1]
        code = os.waitstatus_to_exitcode(status)
        shows = bool(termios.tcgetattr(keyboard)[3] & termios.ECHO)
        print(code if code >= 0 else 128 - code, shows, flush=True)
        sys.stdout.buffer.write(seen)
        """#

    /// Runs a program on a terminal.
    ///
    /// - Parameters:
    ///   - program: What is run.
    ///   - words: Its words.
    ///   - columns: How wide the screen is.
    ///   - lines: How high it is.
    ///   - dialogue: What is waited for and what is typed then, `\n` and `\x03` written out; an empty text at the
    ///     beginning: what is typed before the program runs.
    /// - Returns: What is left of it.
    /// - Throws: Why it could not be run.
    static func run(
        _ program: Program,
        _ words: [String],
        columns: Int = 80,
        lines: Int = 24,
        dialogue: [(awaited: String, typed: String)] = []
    ) async throws -> Outcome {
        try program.folder.write(driver, to: "terminal.py")
        let spoken = dialogue.flatMap { [$0.awaited, $0.typed] }
        let arguments = ["\(columns)", "\(lines)"] + spoken + ["--", Program.path] + words
        let ended = try await program.shell(
            "exec python3 terminal.py " + arguments.map { "'\($0)'" }.joined(separator: " ")
        )
        let first = try #require(ended.output.split(separator: "\n").first, "\(ended.notes)")
        let facts = first.split(separator: " ")
        return Outcome(
            exitCode: try #require(Int32(facts[0]), "\(ended.notes)"),
            screen: String(ended.output.dropFirst(first.count + 1)),
            echoes: facts.last == "True"
        )
    }
}
