import TestRoom
import Testing

/// A PC is called ready by what it answered in this run, and by nothing less: answers that lost a part are tried one by one.
@Suite(.timeLimit(.minutes(4))) struct PositiveProofTests {
    /// How many PCs share the server that goes wrong.
    private static let count = 15

    /// Gives the whole answer but one line, or but that line and all behind it; the line is kept in a file.
    private static func losing(_ number: Int, andRest losesRest: Bool, into folder: String) -> String {
        let copy = "-e '\(number)w \(folder)/lost\(number)'"
        let edit = "-e '\(number)\(losesRest ? ",$" : "")d'"
        return "/bin/sh -c \"$SSH_ORIGINAL_COMMAND\" | sed \(copy) \(edit); exit 0"
    }

    @Test(arguments: [false, true])
    func `an answer that lost a line, or all behind one, makes nobody ready`(_ losesRest: Bool) async throws {
        try await FaultyRoom.with { faulty in
            // The whole answer first, from a PC that only keeps a copy.
            try faulty.admit([
                FaultyRoom.Patient(
                    name: "whole",
                    shell: "/bin/sh -c \"$SSH_ORIGINAL_COMMAND\" | tee '\(faulty.folder.path)/whole'; exit 0"
                )
            ])
            let sound = try FaultReport(try await faulty.room.scan("-F", "none", "--format", "json"))
            #expect(try sound.row("whole").isReady, "\(sound)")
            let whole = try faulty.folder.read("whole").split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            let lines = whole.count - 1
            try #require(lines > 5)
            var readyWithout: [Int] = []
            for start in stride(from: 1, through: lines, by: Self.count) {
                let numbers = Array(start..<min(start + Self.count, lines + 1))
                try faulty.admit(
                    numbers.map { number in
                        FaultyRoom.Patient(
                            name: "lost\(number)",
                            shell: Self.losing(number, andRest: losesRest, into: faulty.folder.path)
                        )
                    }
                )
                let outcome = try await faulty.room.scan("-F", "none", "--format", "json")
                let report = try FaultReport(outcome)
                try report.expectOthersUnaffected()
                for number in numbers where try report.row("lost\(number)").isReady {
                    readyWithout.append(number)
                }
            }
            // No check here judges the clock, which every answer tells besides: its two lines may be lost. So may the empty
            // one in front of the answer, which ends what a login may have printed.
            for number in readyWithout where losesRest || whole[number - 1] != "" {
                let lost = try faulty.folder.read("lost\(number)")
                #expect(!losesRest, "ready though this and all behind it was lost: \(lost)")
                let words = lost.split(separator: " ")
                #expect(words.count > 1 && ["begin", "time"].contains(words[1]), "ready without: \(lost)")
            }
        }
    }
}
