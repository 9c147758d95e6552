import Foundation
import TestNeeds
import TestRoom
import Testing

/// One machine that is in the list of PCs twice, over real SSH.
@Suite(.timeLimit(.minutes(3))) struct OneMachineTests {
    /// What the test reads of the JSON.
    private struct Report: Decodable {
        struct Row: Decodable {
            let host: String
            let state: String
        }
        let rows: [Row]
    }

    @Test(.needs(.networkCard))
    func `under its second address it is not ready, and the screen names both`() async throws {
        try await ServedRoom.with(1) { room in
            let server = room.servers[0]
            let app = ", exam_app_path: '\(room.folder)/apps/pc01'"
            try room.write(lines: [
                ServedRoom.line("pc01", port: server.port, ", seat: \"1\"" + app),
                ServedRoom.line("pc02", at: "127.0.0.2", port: server.port, ", seat: \"2\"" + app),
            ])
            try room.program.folder.write(
                ServedRoom.playbook.trimmingCharacters(in: .newlines) + "\n  - host.unique\n",
                to: "room/playbooks/readiness.yaml"
            )
            // Enrolling refuses one key for two PCs; somebody wrote it down by hand.
            try room.program.folder.write(
                ["pc01", "pc02"].map { "\($0) \(server.hostKeyLines[0])" }.joined(),
                to: "room/known_hosts"
            )
            let outcome = try await room.scan("--format", "json")
            let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
            #expect(report.rows.map(\.state) == ["ready-note", "fix"], "\(outcome.notes)")
            let screen = try await room.scan("--lang", "en")
            let words = screen.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("one and the same PC answers as pc[01-02]"), "\(screen.output)")
        }
    }
}
