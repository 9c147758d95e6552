import Reports
import RoomModel
import Runs
import Transfers

/// Shows on stderr who is done and who is not, while a run goes on; nothing where stderr is no screen.
struct ProgressDisplay: Sendable {
    let terminal: Terminal
    /// The picture of this moment; nil: there is none yet.
    let lines: @Sendable () -> [String]?

    /// How often the picture is drawn: slower than the eye, quicker than a doubt.
    private static let interval = Duration.milliseconds(200)
    /// Nothing is drawn for a run that ends before this.
    private static let patience = Duration.milliseconds(400)

    /// Draws until `body` returns, then takes the picture away.
    func during<Success: Sendable>(_ body: @escaping @Sendable () async -> Success) async -> Success {
        guard terminal.showsProgress else { return await body() }
        return await accompanied(by: { await draw() }, body)
    }

    private func draw() async {
        var shown = 0
        var pause = Self.patience
        while (try? await Task.sleep(for: pause)) != nil {
            pause = Self.interval
            guard let lines = lines() else { continue }
            terminal.note(Self.erasing(shown) + lines.map { $0 + "\n" }.joined())
            shown = lines.count
        }
        terminal.note(Self.erasing(shown))
    }

    /// Moves up over `count` lines and clears from there (ECMA-48 CPL, ED).
    private static func erasing(_ count: Int) -> String {
        count == 0 ? "" : "\u{1B}[\(count)F\u{1B}[J"
    }
}

extension ProgressDisplay {
    /// The display of a scan.
    init(board: ProgressBoard, speech: Speech, terminal: Terminal) {
        let renderer = ProgressRenderer(wording: speech.wording, page: speech.progressPage(terminal))
        self.init(terminal: terminal) { board.progress.map { renderer.lines($0, now: .now) } }
    }

    /// The display of files that move.
    init(board: TransferBoard, speech: Speech, terminal: Terminal) {
        let renderer = TransferProgressRenderer(wording: speech.wording, page: speech.progressPage(terminal))
        self.init(terminal: terminal) { renderer.lines(board.progress, now: .now) }
    }
}
