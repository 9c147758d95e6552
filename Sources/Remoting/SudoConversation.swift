import RoomModel

/// The start of a command by way of `sudo`, up to the line that the started shell prints first.
///
/// Nothing is sent before it is asked for: the password only after sudo's prompt, which is a nonce, the command only
/// after the start line, which is another. On the PC both reach the process list in halves or not at all where a shell
/// might print what it was given, so that an echo of the command line is taken for neither. The command travels on
/// stdin too: sudo's log holds the same words for every command.
struct SudoConversation: Sendable {
    /// How far it is.
    enum State: Hashable, Sendable {
        /// Neither prompt nor start line yet.
        case waiting
        /// sudo has asked so many times.
        case asked(times: Int)
        /// The shell runs.
        case started
    }

    private let prompt: (String, String)
    private let mark: (String, String)
    private let user: UserName
    private var start: CommandStart

    init(as user: UserName, prompt: Nonce = Nonce(), mark: Nonce = Nonce()) {
        self.user = user
        self.prompt = prompt.halves
        self.mark = mark.halves
        start = CommandStart(output: "\n\(mark)\n", error: "\n\(mark)\n")
    }

    /// The line of `sh` that begins it.
    var line: String {
        "exec "
            + ShellCommand([
                "sh", "-c", Self.outer, "sh", prompt.0, prompt.1, mark.0, mark.1, user.description,
                Self.inner,
            ]).posixLine
    }

    /// sudo's sentences are told apart by their English words; the command gets the login's own language back.
    ///
    /// It is sudo itself behind the `exec`, and its parent holds the connection: a guarded command watches the two.
    private static let outer = #"""
        old=${LC_ALL-}; LC_ALL=C; export LC_ALL; exec sudo -S -p "$1$2" -u "$5" -- sh -c "$6" sh "$3" "$4" "=$old" "$$" "$PPID"
        """#

    /// Says that it runs, on both outputs, then reads the command: a number of lines, and these.
    ///
    /// `read` takes no byte behind its line from a pipe (POSIX.1-2017, read), so the rest is the command's own input.
    private static let inner = #"""
        printf '\n%s%s\n' "$1" "$2"
        printf '\n%s%s\n' "$1" "$2" >&2
        case $3 in
        =) unset LC_ALL ;;
        *) LC_ALL=${3#=}; export LC_ALL ;;
        esac
        IFS= read -r count || exit 65
        case $count in '' | *[!0-9]*) exit 65 ;; esac
        line=
        while [ "$count" -gt 0 ]; do
            IFS= read -r part || exit 65
            line=$line$part'
        '
            count=$((count - 1))
        done
        exec sh -c "$line" sh "$4" "$5"
        """#

    /// How far it is.
    var state: State {
        if hasBegun(.output) { return .started }
        let times = prompts
        return times == 0 ? .waiting : .asked(times: times)
    }

    /// Whether a stream is the command's own by now.
    func hasBegun(_ stream: OutputStream) -> Bool { start.hasBegun(stream) }

    /// Takes the next bytes of a stream.
    ///
    /// - Returns: What the command itself has printed.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to stream: OutputStream) -> [UInt8] {
        start.append(bytes, to: stream)
    }

    /// What sudo said, without prompts.
    var words: String {
        String(decoding: start.before(.error), as: UTF8.self).split(separator: prompt.0 + prompt.1).joined()
            .onOneLine
    }

    private var prompts: Int {
        String(decoding: start.before(.error), as: UTF8.self)
            .split(separator: prompt.0 + prompt.1, omittingEmptySubsequences: false).count - 1
    }
}

extension String {
    /// Its lines without the empty ones, on one.
    var onOneLine: String {
        split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "; ")
    }
}

extension Nonce {
    /// The two halves of its digits.
    fileprivate var halves: (String, String) {
        (String(description.prefix(16)), String(description.dropFirst(16)))
    }
}
