import Foundation
import Subprocess
import TestRoom

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// `ansible-inventory`, from PyPI: the release whose typing and precedence are compared with.
struct AnsibleOracle: Sendable {
    /// One call of it.
    struct Job: Codable, Sendable {
        /// The words behind the program's name.
        let arguments: [String]
        /// Where its stdout goes.
        let output: String
        /// Where its stderr goes.
        let errors: String
    }

    /// What could not be done.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let packages: PythonPackages

    /// Finds it.
    init() throws {
        packages = try PythonPackages()
    }

    /// Runs the program as people do.
    func callAsFunction(_ job: Job, in folder: String) async throws {
        let ended = try await Subprocess.run(
            .path(FilePath(packages.interpreter)),
            arguments: Arguments([packages.program("ansible-inventory")] + job.arguments),
            environment: Self.bare(folder),
            workingDirectory: FilePath(folder),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 22)
        )
        try Data(ended.standardOutput.utf8).write(to: URL(filePath: job.output))
        try Data(ended.standardError.utf8).write(to: URL(filePath: job.errors))
    }

    /// Runs many jobs: one Python reads the libraries once, and each job is a fork of it that runs the program's own code.
    func callAsFunction(_ jobs: [Job], in folder: String) async throws {
        let program = "\(folder)/oracle.py"
        try Data(Self.program.utf8).write(to: URL(filePath: program))
        let list = try JSONEncoder().encode(jobs)
        try list.write(to: URL(filePath: "\(folder)/jobs.json"))
        let ended = try await Subprocess.run(
            .path(FilePath(packages.interpreter)),
            arguments: Arguments([program, "\(folder)/jobs.json"]),
            environment: Self.bare(folder),
            workingDirectory: FilePath(folder),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(0) = ended.terminationStatus else {
            throw Failure(description: ended.standardError)
        }
    }

    /// Runs a Python program that uses Ansible's own modules.
    ///
    /// - Returns: What it printed.
    func python(_ program: String, _ arguments: [String], in folder: String) async throws -> String {
        let ended = try await Subprocess.run(
            .path(FilePath(packages.interpreter)),
            arguments: Arguments(["-c", program] + arguments),
            environment: Self.bare(folder),
            workingDirectory: FilePath(folder),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(0) = ended.terminationStatus else {
            throw Failure(description: ended.standardError)
        }
        return ended.standardOutput
    }

    /// Nothing of this account's settings counts.
    private static func bare(_ folder: String) -> Environment {
        .custom(["HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"])
    }

    private static let program = """
        import json, os, sys
        from ansible.cli.inventory import InventoryCLI

        with open(sys.argv[1]) as file:
            jobs = json.load(file)
        running = 0
        for job in jobs:
            if running == 2:
                os.wait()
                running -= 1
            if os.fork() == 0:
                for descriptor, path in ((1, job["output"]), (2, job["errors"])):
                    os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
                sys.argv = ["ansible-inventory"] + job["arguments"]
                try:
                    InventoryCLI.cli_executor(sys.argv)
                except SystemExit:
                    pass
                # Nothing is tidied up at the end: the forks share one temporary folder.
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(0)
            running += 1
        while running:
            os.wait()
            running -= 1

        """
}
