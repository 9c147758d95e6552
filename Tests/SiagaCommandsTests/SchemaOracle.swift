import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// `jsonschema` and a YAML reader, from PyPI in a virtual environment beside the built tests, made once.
struct SchemaOracle: Sendable {
    /// What could not be done.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let packages = ["jsonschema==4.*", "ruamel.yaml==0.18.*"]

    private let python: String

    /// Finds the virtual environment, or makes it.
    ///
    /// - Throws: ``Failure`` when Python or pip fails: then nothing can be compared.
    init() async throws {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
        let final = "\(tests)/jsonschema-4"
        if !FileManager.default.fileExists(atPath: final) {
            let scratch = "\(tests)/jsonschema-\(UUID().uuidString)"
            _ = try await Self.run(.name("python3"), ["-m", "venv", scratch])
            _ = try await Self.run(
                .path(FilePath("\(scratch)/bin/python")),
                ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"] + Self.packages
            )
            try? FileManager.default.moveItem(atPath: scratch, toPath: final)
        }
        python = "\(final)/bin/python"
    }

    /// What the schema has against each document, as an editor reads it (YAML 1.2); an empty text: nothing.
    func problems(with documents: [String], by schema: String) async throws -> [String] {
        let output = try await Self.run(.path(FilePath(python)), ["-c", Self.program, schema] + documents)
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private static func run(_ program: Executable, _ words: [String]) async throws -> String {
        let ended = try await Subprocess.run(
            program,
            arguments: Arguments(words),
            output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(0) = ended.terminationStatus else {
            throw Failure(description: "\(words.joined(separator: " ")): \(ended.standardError)")
        }
        return ended.standardOutput
    }

    private static let program = """
        import json, sys
        import jsonschema
        from ruamel.yaml import YAML

        with open(sys.argv[1]) as file:
            schema = json.load(file)
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        for path in sys.argv[2:]:
            with open(path) as file:
                document = YAML(typ="safe", pure=True).load(file)
            print(next((error.message.replace("\\n", " ")[:200] for error in validator.iter_errors(document)), ""))

        """
}
