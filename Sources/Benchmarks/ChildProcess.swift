import Glibc

/// A program run as a child, with what the kernel says it used: `wait4(2)` knows no other process's share.
struct ChildProcess {
    /// What one program used.
    struct Usage {
        let exitCode: Int32
        let wall: Duration
        /// Its own children included.
        let processor: Duration
        /// The program's own, without its children.
        let peakMemoryInBytes: Int
    }

    private let identifier: pid_t
    private let leadsGroup: Bool
    private let started = ContinuousClock.now

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: The program's path or name, and its arguments.
    ///   - output: The file that takes stdout and stderr.
    ///   - leadsGroup: Whether it gets a process group of its own, so that what it starts ends with it at a limit (default:
    ///     no, so that Ctrl-C reaches it).
    /// - Throws: ``BenchmarkError`` if it cannot be started.
    init(_ words: [String], output: String, leadsGroup: Bool = false) throws(BenchmarkError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        if leadsGroup { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
        self.leadsGroup = leadsGroup
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var identifier = pid_t()
        let code = posix_spawnp(&identifier, words[0], &actions, &attributes, &arguments, environ)
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
        guard let usage = end(within: limit) else {
            throw BenchmarkError("a program took longer than \(limit) and was ended")
        }
        return usage
    }

    /// Waits for its end.
    ///
    /// - Parameter limit: Past it the program is killed, with its group if it leads one.
    /// - Returns: What it used; nil past the limit.
    func end(within limit: Duration) -> Usage? {
        var status: Int32 = 0
        var usage = rusage()
        var peak = 0
        for look in 0... {
            // Reading it is no work where that is done every 20 ms.
            if look.isMultiple(of: 40) { peak = max(peak, peakMemory ?? 0) }
            let ended = wait4(identifier, &status, WNOHANG, &usage)
            if ended == identifier { break }
            guard ended == 0, started.duration(to: .now) < limit else {
                kill(leadsGroup ? -identifier : identifier, SIGKILL)
                waitpid(identifier, nil, 0)
                return nil
            }
            usleep(500)
        }
        let signal = status & 0x7F
        return Usage(
            exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
            wall: started.duration(to: .now),
            processor: Duration(usage.ru_utime) + Duration(usage.ru_stime),
            peakMemoryInBytes: peak
        )
    }

    /// The most memory it has had so far, in bytes; nil once it has ended.
    ///
    /// `ru_maxrss` (getrusage(2)) would be at least what this program had when it started the other: it outlives exec.
    private var peakMemory: Int? {
        guard let status = try? TextFile.read("/proc/\(identifier)/status"),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return kibibytes << 10
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
