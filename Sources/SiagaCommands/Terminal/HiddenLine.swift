import Glibc
import RoomModel

/// A line typed without being shown.
enum HiddenLine {
    /// The line, without its end.
    case typed(Secret)
    /// Ctrl-C or Ctrl-\ was typed instead.
    case interrupted
    /// The input ended.
    case end

    /// What was typed; nil for anything but a line.
    var secret: Secret? { if case .typed(let secret) = self { secret } else { nil } }

    /// The longest line a terminal hands over (`MAX_CANON` of termios(3) on Linux, with its end).
    private static let longest = 4_096

    /// Reads one line from a terminal whose echo is off meanwhile; blocks.
    ///
    /// The keys that make signals end the line instead, so that the echo is always put back first. Whoever sees the
    /// question can type: what was typed before it is forgotten, nothing behind it is.
    ///
    /// - Parameters:
    ///   - terminal: The terminal.
    ///   - ask: Puts the question, once nothing that is typed is shown any more.
    /// - Returns: What was typed.
    static func read(from terminal: CInt, asking ask: () -> Void) -> HiddenLine {
        var shown = termios()
        guard tcgetattr(terminal, &shown) == 0 else {
            ask()
            return .end
        }
        let interrupt = shown.c_cc.0  // VINTR
        let quit = shown.c_cc.1  // VQUIT
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
        hidden.c_cc.11 = interrupt  // VEOL
        hidden.c_cc.16 = quit  // VEOL2
        tcsetattr(terminal, TCSAFLUSH, &hidden)
        defer { tcsetattr(terminal, TCSAFLUSH, &shown) }
        ask()
        var bytes = [UInt8](repeating: 0, count: longest)
        var count = 0
        repeat { count = Glibc.read(terminal, &bytes, bytes.count) } while count < 0 && errno == EINTR
        guard count > 0, let last = bytes[..<count].last else { return .end }
        if last == interrupt || last == quit { return .interrupted }
        let line = last == UInt8(ascii: "\n") ? bytes[..<(count - 1)] : bytes[..<count]
        return .typed(Secret(String(decoding: line, as: UTF8.self)))
    }
}
