import TestRoom
import Testing

/// `siaga fix` on a real SSH server: what the scan found wrong is put right, and measured again.
@Suite(.timeLimit(.minutes(3))) struct FixProgramTests {
    @Test func `a program that must not run is ended, once that was agreed to`() async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            // A name of this test's own, short enough for the kernel to keep whole (proc(5), `comm`).
            let chat = "Chat" + room.program.folder.path.suffix(8)
            try room.program.folder.write(
                ServedRoom.playbook + "  - process: { name: chat, program: [\(chat)], running: false }\n",
                to: "room/playbooks/readiness.yaml"
            )
            let outcome = try await room.program.shell(
                """
                cp /bin/sleep '\(chat)'
                './\(chat)' 300 & chat=$!
                "$SIAGA" scan -i '\(room.folder)' --lang en
                echo "scan $?"
                "$SIAGA" fix -i '\(room.folder)' --lang en --plan
                echo "plan $?"
                kill -0 $chat && echo "runs still"
                "$SIAGA" fix -i '\(room.folder)' --lang en --yes
                echo "fix $?"
                wait $chat
                echo "chat $?"
                "$SIAGA" scan -i '\(room.folder)' --lang en
                echo "scan $?"
                """
            )
            let marks = outcome.output.split(separator: "\n").map(String.init).filter { line in
                ["scan ", "plan ", "runs ", "fix ", "chat "].contains { line.hasPrefix($0) }
            }
            // 143: ended by SIGTERM.
            #expect(
                marks == ["scan 2", "plan 0", "runs still", "fix 0", "chat 143", "scan 0"],
                "\(outcome)"
            )
        }
    }
}
