import Glibc
import RoomModel

/// The proctor's screen and keyboard: stdout is the result and nothing else, everything said besides goes to stderr.
struct Terminal: Sendable {
    /// Whether stdout is a screen.
    var showsResult: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether stderr is a screen, so that progress may move its cursor.
    var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && !isDumb }

    /// Whether somebody can answer a question.
    var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Whether colour is welcome on stdout (no-color.org).
    var usesColour: Bool { showsResult && !isDumb && (environment("NO_COLOR") ?? "").isEmpty }

    /// Columns of the screen; 80 where there is none.
    var width: Int { size?.columns ?? 80 }

    /// Lines of the screen; 24 where there is none.
    var height: Int { size?.lines ?? 24 }

    private var isDumb: Bool { environment("TERM") == "dumb" }

    private var size: (columns: Int, lines: Int)? {
        var window = winsize()
        for descriptor in [STDOUT_FILENO, STDERR_FILENO]
        where ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 {
            return (Int(window.ws_col), Int(window.ws_row))
        }
        return nil
    }

    /// Writes the result; a reader that went away (`| head`) is no error.
    func write(_ text: String) {
        emit(text, to: STDOUT_FILENO)
    }

    /// Writes a result made of bytes.
    func write(_ bytes: [UInt8]) {
        emit(bytes, to: STDOUT_FILENO)
    }

    /// Writes what is said besides the result.
    func note(_ text: String) {
        emit(text, to: STDERR_FILENO)
    }

    /// Puts a question and reads the line typed.
    ///
    /// - Parameter question: The text before the cursor.
    /// - Returns: The line, or nil at the end of input.
    func ask(_ question: String) async -> String? {
        note(question)
        return await offPool { readLine() }
    }

    /// Puts a question and reads a secret without showing it.
    ///
    /// Ctrl-C puts the screen's echo back before it stops the program or the work that asked.
    ///
    /// - Parameter question: The text before the cursor.
    /// - Returns: The secret, or nil at the end of input, at Ctrl-C, or where nobody can answer.
    func askSecret(_ question: String) async -> Secret? {
        guard canAsk else { return nil }
        let answer = await offPool { HiddenLine.read(from: STDIN_FILENO) { note(question) } }
        note("\n")
        guard case .interrupted = answer else { return answer.secret }
        await Interruption.raise()
        return nil
    }

    private func emit(_ text: String, to descriptor: CInt) {
        emit(Array(text.utf8), to: descriptor)
    }

    private func emit(_ bytes: [UInt8], to descriptor: CInt) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                guard errno == EINTR || errno == EAGAIN else { return }
                continue
            }
            written += count
        }
    }
}

/// A variable of the environment.
func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
