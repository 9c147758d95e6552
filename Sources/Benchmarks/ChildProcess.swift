import Glibc

/// A program run as a child, with what the kernel says it used: `wait4(2)` knows no other process's share.
struct ChildProcess {
    /// What one program used, its own children included.
    struct Usage {
        let exitCode: Int32
        let wall: Duration
        let processor: Duration
        let peakMemoryInBytes: Int
    }

    private let identifier: pid_t
    private let started = ContinuousClock.now

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: The program's path or name, and its arguments.
    ///   - output: The file that takes stdout and stderr.
    /// - Throws: ``BenchmarkError`` if it cannot be started.
    init(_ words: [String], output: String) throws(BenchmarkError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var identifier = pid_t()
        let code = posix_spawnp(&identifier, words[0], &actions, nil, &arguments, environ)
        guard code == 0 else {
            throw BenchmarkError("`\(words[0])` could not be started: \(String(cString: strerror(code)))")
        }
        self.identifier = identifier
    }

    /// Waits for its end.
    ///
    /// - Parameter limit: Past it the program is killed.
    /// - Returns: What it used.
    /// - Throws: ``BenchmarkError`` past the limit.
    func wait(within limit: Duration = .seconds(120)) throws(BenchmarkError) -> Usage {
        var status: Int32 = 0
        var usage = rusage()
        while true {
            let ended = wait4(identifier, &status, WNOHANG, &usage)
            if ended == identifier { break }
            guard ended == 0, started.duration(to: .now) < limit else {
                kill(identifier, SIGKILL)
                waitpid(identifier, nil, 0)
                throw BenchmarkError("a program took longer than \(limit) and was ended")
            }
            usleep(500)
        }
        let signal = status & 0x7F
        return Usage(
            exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            wall: started.duration(to: .now),
            processor: Duration(usage.ru_utime) + Duration(usage.ru_stime),
            peakMemoryInBytes: usage.ru_maxrss * 1_024
        )
    }

    /// Ends it, politely first.
    func stop() {
        kill(identifier, SIGTERM)
        _ = try? wait(within: started.duration(to: .now) + .seconds(5))
    }

    /// Runs a program that must succeed.
    static func run(_ words: [String], output: String = "/dev/null") throws(BenchmarkError) {
        let usage = try ChildProcess(words, output: output).wait()
        guard usage.exitCode == 0 else {
            throw BenchmarkError("`\(words.joined(separator: " "))` ended with \(usage.exitCode)")
        }
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}
