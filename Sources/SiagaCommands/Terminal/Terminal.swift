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

    /// Writes the result; what cannot be written ends the program with an error (``ResultStream``), a reader that went
    /// away (`| head`) does not.
    func write(_ text: String) {
        // Behind a gap, what follows would read as the whole.
        guard !ResultStream.isLost else { return }
        if let code = emit(Array(text.shown.utf8), to: STDOUT_FILENO) { ResultStream.fail(code) }
    }

    /// Writes a result that is JSON already.
    func write(json bytes: [UInt8]) {
        write(String(decoding: bytes, as: UTF8.self).escapingControlsInJSON)
    }

    /// Writes what is said besides the result.
    func note(_ text: String) {
        _ = emit(Array(text.shown.utf8), to: STDERR_FILENO)
    }

    /// Puts a question and reads the line typed; what was typed before nobody had seen it answers nothing.
    ///
    /// - Parameter question: The text before the cursor.
    /// - Returns: The line, or nil at the end of input, or where what the question is about could not be shown.
    func ask(_ question: String) async -> String? {
        guard !ResultStream.isLost else { return nil }
        forgetTyped()
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

    /// Forgets the lines that were typed and not read: an Enter too many, meant for something else.
    ///
    /// Only a terminal forgets; what comes through a pipe waits there for its question. ``HiddenLine`` forgets by itself,
    /// at the moment in which nothing is shown any more.
    private func forgetTyped() {
        // Fails with ENOTTY on anything but a terminal, where there is nothing to forget.
        tcflush(STDIN_FILENO, TCIFLUSH)
    }

    /// Writes all of `bytes`; the error (errno(3)) that prevented it, if one did.
    private func emit(_ bytes: [UInt8], to descriptor: CInt) -> CInt? {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                switch errno {
                case EINTR: continue
                case EAGAIN:
                    // Whoever shares the descriptor made it so; the reader is slow.
                    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&ready, 1, -1)
                case let code: return code
                }
                continue
            }
            written += count
        }
        return nil
    }
}

extension String {
    /// The text with a mark in place of whatever hides or reorders other text, should it have come as far as here.
    ///
    /// Each sentence makes names and answers safe itself; this holds where one forgot to. Colours and line ends stay.
    fileprivate var shown: String {
        func isHidden(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x7F && scalar.actsUnseen }
        guard unicodeScalars.contains(where: isHidden) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { isHidden($0) ? "\u{FFFD}" : $0 }))
    }
}

/// A variable of the environment.
func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
