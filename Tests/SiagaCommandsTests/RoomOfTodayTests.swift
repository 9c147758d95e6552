import Foundation
import TestRoom
import Testing

/// A room folder as schools have it: whatever Siaga becomes stricter about, it loads.
@Suite(.timeLimit(.minutes(2))) struct RoomOfTodayTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Rooms/lab-2026").path

    @Test func `loads without a word, with its variables, programs and playbooks`() async throws {
        try await Program.with { program in
            let list = try await program("inventory", "list", "-i", Self.folder)
            #expect(list.exitCode == 0 && list.notes.isEmpty, "\(list.notes)")
            for (host, word) in [("pc01", "SekolahExam"), ("pc02", "siswa"), ("pc03", "unbk")] {
                let outcome = try await program("inventory", "host", host, "-i", Self.folder)
                #expect(outcome.output.contains(word), "\(outcome.output)\(outcome.notes)")
            }
            for name in ["readiness.yaml", "install.yaml"] {
                let outcome = try await program("playbook", "check", "\(Self.folder)/playbooks/\(name)")
                #expect(outcome.exitCode == 0, "\(outcome.notes)")
            }
            for name in ["readiness.yaml", "install.yaml"] {
                let outcome = try await program(
                    "playbook",
                    "show",
                    "\(Self.folder)/playbooks/\(name)",
                    "-i",
                    Self.folder
                )
                #expect(outcome.exitCode == 0, "\(outcome.notes)")
            }
        }
    }

    @Test func `is read whole, with its waivers, before a scan that has nothing to run again`() async throws {
        try await Program.with { program in
            let outcome = try await program("scan", "-i", Self.folder, "--rerun", "--lang", "en")
            #expect(outcome.exitCode == 64, "\(outcome.output)\(outcome.notes)")
            #expect(outcome.notes.contains("there is no result to run again"), "\(outcome.notes)")
        }
    }
}
