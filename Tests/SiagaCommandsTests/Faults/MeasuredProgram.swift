import TestRoom
import Testing

extension Program {
    /// What a run used.
    struct Usage: Sendable {
        /// The most memory it had, in MiB (`ru_maxrss`, wait4(2)).
        let memory: Int
        /// The most descriptors that were open at once, looked at fifty times a second.
        let descriptors: Int
        /// Processor time.
        let processor: Duration
        /// Time on the wall.
        let time: Duration
    }

    private static let meter = """
        import os, sys, time
        out, command = sys.argv[1], sys.argv[2:]
        began = time.monotonic()
        child = os.posix_spawn(command[0], command, os.environ)
        most = 0
        while True:
            try: most = max(most, len(os.listdir(f"/proc/{child}/fd")))
            except OSError: pass
            ended, status, used = os.wait4(child, os.WNOHANG)
            if ended: break
            time.sleep(0.02)
        spent = (used.ru_utime + used.ru_stime, time.monotonic() - began)
        with open(out, "w") as file:
            print(used.ru_maxrss >> 10, most, *[round(each * 1000) for each in spent], file=file)
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)
        """

    /// Runs the program and measures it.
    ///
    /// - Parameters:
    ///   - words: Its words.
    ///   - beside: Shell text that comes before it and puts away what it starts by a trap.
    /// - Returns: What it left and what it used.
    /// - Throws: Why it could not be measured.
    func measured(_ words: [String], beside: String = "") async throws -> (Outcome, Usage) {
        try folder.write(Self.meter, to: "meter.py")
        let quoted = words.map { "'" + $0.replacing("'", with: #"'\''"#) + "'" }.joined(separator: " ")
        let outcome = try await shell(beside + "python3 meter.py figures \"$SIAGA\" " + quoted)
        let figures = try folder.read("figures").split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(figures.count == 4, "\(outcome)")
        let usage = Usage(
            memory: figures[0],
            descriptors: figures[1],
            processor: .milliseconds(figures[2]),
            time: .milliseconds(figures[3])
        )
        return (outcome, usage)
    }
}
