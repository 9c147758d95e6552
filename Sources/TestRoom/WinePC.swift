import Subprocess

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A Windows PC for tests: Wine behind a real sshd that looks like Win32-OpenSSH, on loopback.
///
/// What it cannot show, because Wine or the Linux sshd differ from Windows: exit codes above 255, absolute `/C:/`
/// paths over SFTP, the console's code page, session 0, rights. The Wine prefix (700 MB) is made once and kept in
/// `${XDG_CACHE_HOME:-~/.cache}/siaga-test`; one PC runs at a time, others wait for it.
public struct WinePC: Sendable {
    /// A Windows that Wine can claim to be.
    public enum Version: String, Sendable, CaseIterable {
        /// Windows 7 with Service Pack 1, build 7601.
        case windows7 = "win7"
        /// Windows 8.1, build 9600.
        case windows8Point1 = "win81"
        /// Windows 10, build 18362 in Wine 8.
        case windows10 = "win10"
        /// Windows Server 2008 R2, build 7601 as well.
        case server2008R2 = "win2008r2"

        /// The command that, run on the PC, makes it claim to be this Windows from the next command on.
        public var command: String { "winecfg -v \(rawValue)" }
    }

    /// Its sshd: port, account and host key.
    public let server: OpenSSHServer

    /// Wine, where Debian puts it: not every processor has it.
    public static let program = "/usr/lib/wine/wine64"

    /// Starts a PC, lends it to `body` and stops it, whatever happens; it begins as Windows 10, with no Siaga file.
    ///
    /// - Parameter body: Uses the PC.
    /// - Returns: What `body` returned.
    /// - Throws: ``WinePCUnavailable`` when Wine does not start; what `body` throws.
    public static func with<Result: Sendable>(
        _ body: @escaping @Sendable (WinePC) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.with { folder in
            let shell = try folder.write(shellScript, to: "winshell")
            return try await run(
                .name("sh"),
                arguments: ["-s"],
                input: .inputWriter,
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                _ = try await execution.standardInputWriter.write(wineScript)
                var options = OpenSSHServer.Options()
                options.lines = [
                    "DebianBanner no",
                    "VersionAddendum OpenSSH_for_Windows_9.5",
                    "SetEnv WINEPREFIX=\(try await prefix(execution.standardOutput))",
                    "ForceCommand sh \(shell)",
                ]
                return try await OpenSSHServer.with(options) { try await body(WinePC(server: $0)) }
            }.closureResult
        }
    }

    /// Waits for the Wine prefix of the script's `ready` line; every step before it has a limit of its own.
    private static func prefix(_ output: SubprocessOutputSequence) async throws -> String {
        var printed: [String] = []
        for try await line in output.strings() {
            if line.hasPrefix("ready ") { return String(line.dropFirst(6)) }
            printed.append(line)
        }
        throw WinePCUnavailable(message: printed.suffix(5).joined(separator: "\n"))
    }
}

/// A Wine PC that did not start.
public struct WinePCUnavailable: Error, CustomStringConvertible {
    /// The last lines it printed.
    public let message: String

    /// The lines, headed.
    public var description: String { "the Wine PC did not start:\n\(message)" }
}
