/// The dialect a PC speaks, known before the first command.
public enum Platform: String, Hashable, Sendable, Codable, CaseIterable {
    /// POSIX `sh`: Linux, BSD, macOS.
    case posix
    /// `cmd.exe` behind Win32-OpenSSH.
    case windows

    /// Reads it off the server's identification (RFC 4253 §4.2): `SSH-2.0-OpenSSH_for_Windows_9.5`.
    public init(serverIdentification: String) {
        self = serverIdentification.contains("Windows") ? .windows : .posix
    }
}
