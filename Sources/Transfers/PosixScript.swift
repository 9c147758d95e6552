import Remoting

/// A shell script of a transfer: its text depends on Siaga's version alone; nonce, folder and names are data.
enum PosixScript {
    /// The most that is read of an answer: 100,000 files with long names.
    static let answerLimit = 32 << 20
    /// The most files that are moved at once, so that their names fit into an answer.
    static let mostFiles = 100_000

    /// A request that runs `body` with words as `$1`, `$2`, … behind the nonce.
    ///
    /// Where it writes in a folder, it runs as whoever may change that one, with the functions of `PosixFolder`.
    static func request(
        _ body: String,
        _ nonce: Nonce,
        _ words: [String],
        input: [UInt8] = [],
        writingIn folder: String? = nil,
        within deadline: Duration
    ) -> CommandRequest {
        let words = ["\(nonce)"] + words
        let command =
            folder.map { PosixFolder.command(prologue + body, settings: "", path: $0, words) }
            ?? ShellCommand(["sh", "-c", prologue + body, "sh"] + words)
        return CommandRequest(
            line: command.posixLine,
            standardInput: input,
            outputLimit: answerLimit,
            deadline: deadline
        )
    }

    /// A folder or file on a PC as an argument that no program takes for an option; `~` is the login folder.
    static func path(_ text: String) -> String {
        var text = text[...]
        if text == "~" || text.hasPrefix("~/") { text = text.dropFirst(2) }
        while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
        if text.isEmpty { return "." }
        return text.hasPrefix("/") ? String(text) : "./\(text)"
    }

    /// How lines leave: with the nonce, on the output itself from within any pipe.
    private static let prologue =
        PosixEnvironment.shell + PosixDigest.shell + #"""
            n=$1; LC_ALL=C; export LC_ALL; exec 3>&1
            say() { printf '%s %s\n' "$n" "$*" >&3; }
            siaga_find_hash || { say E hash; exit 0; }

            """#
}
