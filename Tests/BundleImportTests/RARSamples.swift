import Foundation

/// RAR archives, which nothing on Debian can make: the test data of `rarfile`, from PyPI, fetched once beside the tests.
enum RARSamples {
    private static let package = "rarfile==4.2"

    /// The folder with the archives.
    static func folder() async throws -> String {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
        let final = "\(tests)/rarfile-4.2"
        if !FileManager.default.fileExists(atPath: final) {
            let scratch = "\(tests)/rarfile-\(UUID().uuidString)"
            try await Tool.run("python3", ["-m", "venv", scratch])
            try await Tool.run(
                "\(scratch)/bin/python",
                [
                    "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--no-binary", ":all:",
                    "--dest", scratch, package,
                ]
            )
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch)
            guard let archive = names.first(where: { $0.hasSuffix(".tar.gz") }) else {
                throw Tool.Failure(description: "pip left no source of \(package)")
            }
            try await Tool.run("tar", ["-xzf", archive, "--strip-components=1"], in: scratch)
            try? FileManager.default.moveItem(atPath: scratch, toPath: final)
        }
        return "\(final)/test/files"
    }
}
