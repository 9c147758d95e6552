import FoundationEssentials
import RoomModel
import Testing

@testable import OpenSSHFiles

/// The same files and hosts put to `ssh -G`, which prints every setting it would use.
@Suite(.timeLimit(.minutes(2))) struct ClientConfigurationOracleTests {
    @Test(arguments: ConfigurationSample.all)
    func `reads what ssh reads`(_ sample: ConfigurationSample) async throws {
        try await Sample.folder { folder in
            let path = try sample.write(to: folder)
            let asked = try await Sample.run("ssh", ["-G", "-F", path] + sample.words)
            try #require(asked.code == 0, "ssh: \(asked.error)")
            let configuration = ClientConfiguration(.file(path), machine: .current())
            #expect(configuration.problems.filter { $0.severity == .error } == [])
            let settings = configuration.settings(for: sample.query)
            #expect(settings.problems == [])
            let theirs = SettingList(printed: asked.output)
            let ours = SettingList(settings, machine: .current())
            for keyword in SettingList.compared {
                #expect(ours[keyword] == theirs[keyword], "\(keyword) of \(sample.words) in:\n\(sample.text)")
            }
        }
    }

    @Test(arguments: ConfigurationSample.refused)
    func `refuses what ssh refuses`(_ sample: ConfigurationSample) async throws {
        try await Sample.folder { folder in
            let path = try sample.write(to: folder)
            let asked = try await Sample.run("ssh", ["-G", "-F", path] + sample.words)
            #expect(asked.code == 255)
            let configuration = ClientConfiguration(.file(path), machine: .current())
            let problems = configuration.problems + configuration.settings(for: sample.query).problems
            let errors = problems.filter { $0.severity == .error }
            #expect(errors.count == sample.refusedLines.count, "\(errors)")
            #expect(errors.map(\.location.line) == sample.refusedLines)
            #expect(errors.allSatisfy { $0.location.file == path })
        }
    }

    @Test func `compares enough`() {
        #expect(ConfigurationSample.all.count >= 60)
        let text = ConfigurationSample.all.map { $0.text.lowercased() }.joined()
        for keyword in ClientKeyword.Followed.allCases { #expect(text.contains(keyword.rawValue)) }
        // Every value but the defaults must have been seen to differ somewhere.
        #expect(Set(ConfigurationSample.all.map(\.name)).count == ConfigurationSample.all.count)
    }
}
