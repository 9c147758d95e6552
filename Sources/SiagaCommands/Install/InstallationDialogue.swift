import Glibc
import Remoting
import Reports
import RoomModel
import Runs
import Synchronization

/// What is said and asked while PCs are changed, and what Ctrl-C means at each moment.
struct InstallationDialogue: Sendable {
    /// Ends the run behind the steps that go on.
    let stop = StopSignal()
    private let speech: Speech
    private let terminal: Terminal
    private let question = Question()

    /// Whether somebody is asked right now.
    private final class Question: Sendable {
        let isOpen = Mutex(false)
    }

    init(speech: Speech, terminal: Terminal) {
        self.speech = speech
        self.terminal = terminal
    }

    /// What a signal does: at the question it is a no; later it lets the steps that go on come to their end.
    @Sendable func interrupt() {
        if question.isOpen.withLock(\.self) {
            terminal.note("\n")
            // Nothing was changed, and the thread that waits for the answer cannot be called back.
            Glibc.exit(130)
        }
        stop.request()
        terminal.note(
            "\n"
                + Localized(
                    id:
                        "Tiap PC menyelesaikan langkahnya; kiriman aplikasi dilanjutkan nanti. Ctrl-C lagi: putus sekarang.\n",
                    en:
                        "Each PC finishes its step; an app being sent goes on another time. Ctrl-C again: break off now.\n"
                )[speech.wording.language]
        )
    }

    /// Puts the one question.
    func isAgreed() async -> Bool {
        question.isOpen.withLock { $0 = true }
        defer { question.isOpen.withLock { $0 = false } }
        let answer = await terminal.ask(
            Localized(id: "Lanjutkan? (y/t) ", en: "Go on? (y/n) ")[speech.wording.language]
        )
        return ["y", "ya", "yes"].contains(answer?.lowercased() ?? "")
    }
}

/// Takes the events of a run that is not kept: a plan changes nothing.
actor EventCollector: EventSink {
    private(set) var all: [RunEvent] = []

    func record(_ event: RunEvent) async {
        all.append(event)
    }
}
