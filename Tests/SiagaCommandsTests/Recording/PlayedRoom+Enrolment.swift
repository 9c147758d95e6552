import Reports
import TestRoom

extension PlayedRoom {
    /// Enrols on the laptop; nobody is there to answer a question.
    ///
    /// - Parameters:
    ///   - words: The words after `siaga enroll`.
    ///   - folder: The room's folder.
    /// - Returns: What each PC showed before any login.
    /// - Throws: ``Failure`` where the program ended otherwise than an enrolment does.
    func enroll(_ words: String, in folder: String) async throws -> [EnrollmentRow] {
        let outcome = try await program.shell(
            """
            # Minutes pass between two scenes: the kernel has forgotten who was where.
            \(at(Self.laptop.name)) ip neigh flush all
            rm -f seen.ndjson
            \(at(Self.laptop.name)) "$SIAGA" enroll \(words) -i \(folder) -F none --output seen.ndjson </dev/null
            """
        )
        // 64: with a question that nobody could answer.
        guard [0, 3, 64].contains(outcome.exitCode) else {
            throw Failure(description: "exit code \(outcome.exitCode): \(outcome.notes)")
        }
        return try SurveyFixture.rows(in: try program.folder.read("seen.ndjson"))
    }
}
