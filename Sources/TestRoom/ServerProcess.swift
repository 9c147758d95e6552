import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// A server in the foreground, from its first sign of readiness to its end by pid.
enum ServerProcess {
    /// What went wrong with a server under test.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        /// Whether the server could not listen since another program has its port (EADDRINUSE).
        var isAddressTaken: Bool { description.contains("Address already in use") }
    }

    /// Starts a server, waits until it says it is ready, runs `body`, and ends it.
    ///
    /// - Parameters:
    ///   - program: Its absolute path or name.
    ///   - arguments: Its arguments; it must stay in the foreground and log to stderr.
    ///   - sign: What its log holds once it listens; nil: it is ready with its first line.
    ///   - body: What needs the server; gets its process number.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or ``Failure`` with the server's last words.
    static func with<Result: Sendable>(
        _ program: String,
        _ arguments: [String],
        readyWhen sign: String,
        _ body: @escaping @Sendable (Int32) async throws -> Result
    ) async throws -> Result {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .milliseconds(500))]
        let executable: Executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
        let configuration = Configuration(
            executable: executable,
            arguments: Arguments(arguments),
            platformOptions: options
        )
        let ended = try await run(configuration, input: .none, output: .discarded, error: .sequence) {
            execution in
            let outcome: Swift.Result<Result, any Error> = await withTaskGroup { group in
                let (ready, announce) = AsyncStream.makeStream(of: String?.self)
                group.addTask { () -> Swift.Result<Result, any Error>? in
                    var log = ""
                    do {
                        for try await line in execution.standardError.strings() {
                            log += line + "\n"
                            if log.count > 4_096 { log = String(log.suffix(2_048)) }
                            if line.contains(sign) { announce.yield(nil) }
                        }
                    } catch {}
                    announce.yield(log)
                    announce.finish()
                    return nil
                }
                group.addTask { () -> Swift.Result<Result, any Error>? in
                    for await words in ready {
                        if let words { return .failure(Failure(description: "\(program) ended: \(words)")) }
                        do {
                            return .success(try await body(execution.processIdentifier.value))
                        } catch {
                            return .failure(error)
                        }
                    }
                    return .failure(CancellationError())
                }
                var outcome: Swift.Result<Result, any Error> = .failure(CancellationError())
                for await result in group {
                    guard let result else { continue }
                    outcome = result
                    await execution.teardown(using: options.teardownSequence)
                    group.cancelAll()
                }
                return outcome
            }
            return outcome
        }
        return try ended.closureResult.get()
    }

    /// Runs a tool to its end.
    ///
    /// - Parameters:
    ///   - program: Its name.
    ///   - arguments: Its arguments.
    /// - Returns: What it printed.
    /// - Throws: ``Failure`` when it did not exit with 0.
    @discardableResult
    static func runTool(_ program: String, _ arguments: [String]) async throws -> String {
        let result = try await run(
            program.hasPrefix("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(arguments),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 16)
        )
        guard result.terminationStatus.isSuccess else {
            throw Failure(
                description: "\(program) \(arguments.joined(separator: " ")): \(result.standardError)"
            )
        }
        return result.standardOutput
    }
}
