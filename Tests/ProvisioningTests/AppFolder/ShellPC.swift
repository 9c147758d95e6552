import Foundation
import Remoting
import RoomModel
import Subprocess

/// A PC that is a folder of this machine and one of its shells as `sh`.
struct ShellPC: Connection {
    /// A folder in which `sh` is the shell.
    let programs: String
    /// Changes what the PC is told to run.
    var altering: @Sendable (String) -> String = { $0 }
    /// After so many bytes of input the rest is lost.
    var cut: Int?

    var platform: Platform { .posix }
    var serverIdentification: String { "" }

    /// The search path the scripts set, and what it is replaced by for a PC that has nothing but busybox.
    static let path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin"

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        var reading = CommandReading(request)
        let input = altering(String(decoding: request.standardInput, as: UTF8.self))
        // The probe's script is text; archives are not, and nothing in them is to be changed.
        let own = request.line.contains("sh -s") ? Array(input.utf8) : request.standardInput
        let command = Array(altering(String(decoding: reading.preamble, as: UTF8.self)).utf8)
        let file = "\(programs)/input-\(UUID().uuidString)"
        do {
            try Data(command + own.prefix(cut ?? own.count)).write(to: URL(filePath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            let result = try await Subprocess.run(
                .name("sh"),
                arguments: ["-c", #"/bin/cat "$2" | exec sh -c "$1""#, "sh", reading.line, file],
                environment: .custom(["PATH": "\(programs):/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/"]),
                output: .bytes(limit: 4 << 20),
                error: .bytes(limit: 1 << 20)
            )
            result.standardOutput.withUnsafeBytes { reading.append($0, to: .output) }
            result.standardError.withUnsafeBytes { reading.append($0, to: .error) }
            return reading.result(status: nil, signal: nil, took: .zero)
        } catch {
            throw TransportError(.connectionLost, in: .running, "the shell could not be run: \(error)")
        }
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        var request = request
        while let bytes = try await input?.next() { request.standardInput += bytes }
        return try await run(request)
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        throw TransportError(.fileRefused, in: .running, "no files here")
    }

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        let request = NewFileCommand.request(path, within: deadline)
        let result = try await stream(request, input: contents, output: nil, silence: silence)
        guard result.exit == .code(0) else {
            throw TransportError(.fileRefused, in: .running, result.standardError.text)
        }
    }

    func close() async {}
}

extension ShellPC {
    /// The `number`-th step of a script that changes something kills its shell, as a power cut would end it.
    func killed(atStep number: Int) -> ShellPC {
        var pc = self
        pc.altering = { [altering] script in
            altering(script).replacing(
                "app_step() { :; }",
                with: "app_step() { n=$((${n:-0} + 1)); [ \"$n\" != \(number) ] || kill -KILL $$; }"
            )
        }
        return pc
    }

    /// A PC whose disk takes no file of a mebibyte, as one that is nearly full: a limit on a process (setrlimit(2)) needs no
    /// right, where a disk of its own does.
    func withFullDisk() -> ShellPC {
        var pc = self
        // Blocks of 512 bytes; bash counts in KiB. Without the signal a write fails, as on a full disk.
        pc.altering = { [altering] in "trap '' XFSZ; ulimit -f 1000; " + altering($0) }
        return pc
    }

    /// A PC that has nothing but busybox.
    func withNothingButBusybox(in folder: String) -> ShellPC {
        var pc = self
        pc.altering = { [altering] in altering($0).replacing(Self.path, with: "PATH=\(folder)") }
        return pc
    }
}
