import Foundation
import Subprocess
import TestRoom

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// `jsonschema` and a YAML reader, from PyPI.
struct SchemaOracle: Sendable {
    /// What could not be done.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let python: String

    /// Finds them.
    init() throws {
        python = try PythonPackages().interpreter
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
