import TestNeeds
import TestRoom
import Testing

/// An exam that is opened on a PC while files are sent to it and seven others over a line that hardly carries them.
@Suite(
    .serialized,
    .timeLimit(.minutes(10)),
    .enabled(if: Trials.isLong, "takes minutes: make test-long"),
    .needs(.networkNamespace)
)
struct SlowLineTests {
    /// What is promised to whoever opens an exam.
    private static let promise = 25.0

    @Test func `a push into an exam that is opened ends in time`() async throws {
        try await SlowLine.with { room in
            let sample = try await room.program.shell("head -c 1500000 /dev/urandom >paper.bin")
            #expect(sample.exitCode == 0)
            let outcome = try await room.openExam(
                during: "push paper.bin all -i room --to /mnt/there --yes --lang en"
            )
            #expect(outcome.seconds <= Self.promise, "\(outcome.text)")
            #expect(outcome.text.contains("the exam app was opened meanwhile"), "\(outcome.text)")
        }
    }

    @Test func `an app on its way into an exam that is opened stops in time`() async throws {
        try await SlowLine.with { room in
            let app = "\(room.program.folder.path)/app"
            #expect(try await room.program.shell("mkdir '\(app)'").exitCode == 0)
            try SampleApp(version: "26.0222", share: 0.0075, seed: 1, count: 80).write(into: app)
            let added = try await room.program("bundle", "add", app, "--name", "exambrowser")
            #expect(added.exitCode == 0, "\(added)")
            try room.program.folder.write(
                "name: App\nhosts: all\nsteps: [app: { version: \"26.0222\" }]\n",
                to: "room/playbooks/app.yaml"
            )
            let outcome = try await room.openExam(
                during: "install -i room -p room/playbooks/app.yaml --yes --lang en"
            )
            #expect(outcome.seconds <= Self.promise, "\(outcome.text)")
            #expect(outcome.text.contains("EXAM OPEN"), "\(outcome.text)")
        }
    }

    @Test func `a file on its way into an exam that is opened stops in time`() async throws {
        try await SlowLine.with { room in
            let sample = try await room.program.shell("head -c 900000 /dev/urandom >room/playbooks/paper.bin")
            #expect(sample.exitCode == 0)
            try room.program.folder.write(
                "name: Paper\nhosts: all\nsteps: [file: { path: /mnt/paper.bin, source: paper.bin }]\n",
                to: "room/playbooks/paper.yaml"
            )
            let outcome = try await room.openExam(
                during: "install -i room -p room/playbooks/paper.yaml --yes --lang en"
            )
            #expect(outcome.seconds <= Self.promise, "\(outcome.text)")
            #expect(outcome.text.contains("EXAM OPEN"), "\(outcome.text)")
        }
    }
}
