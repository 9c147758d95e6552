import RoomModel

/// Which operating system a PC runs.
public struct OperatingSystem: Hashable, Sendable {
    /// `linux`, `windows` or `macos`, else the kernel's name in lower case.
    public let family: String
    /// The name playbooks use: `debian-12`, `ubuntu-22.04`, `windows-10`; without a version just `arch`.
    public let name: String
    /// What people call it: `Debian GNU/Linux 12 (bookworm)`.
    public let title: String
    /// The build of Windows, the kernel elsewhere: `10.0.19045`, `6.1.0-25-amd64`; empty where not told.
    public let build: String

    /// Creates the record.
    public init(family: String, name: String, title: String, build: String = "") {
        self.family = family
        self.name = name
        self.title = title
        self.build = build
    }

    /// Whether `text` of a playbook means this system.
    ///
    /// - Parameter text: A name (`debian-12`), a name without its version or the last part of it (`debian`,
    ///   `ubuntu-22`), or a family (`linux`); upper and lower case are alike.
    /// - Returns: Whether it does.
    public func matches(_ text: String) -> Bool {
        let text = text.lowercased()
        return text == family || text == name || name.hasPrefix(text + "-") || name.hasPrefix(text + ".")
    }
}

/// Name, version and build of the operating system: os-release(5), elsewhere `sw_vers` or `uname`.
public struct OSVersionFact: Fact {
    /// `os.version`.
    public static let id = "os.version"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints the kernel's name and release, then the fields of os-release(5).
    ///
    /// Windows: what ``WindowsVersion`` reads. Only the build number tells versions apart: Windows 11 still calls
    /// itself "Windows 10" in `ProductName`.
    public static let fragments = Fragments(
        posix: #"""
            if read -r kernel </proc/sys/kernel/ostype && read -r release </proc/sys/kernel/osrelease; then
                :
            else
                kernel=$(uname -s) && release=$(uname -r) || exit 1
            fi
            printf 'kernel=%s\nrelease=%s\n' "$kernel" "$release"
            if [ "$kernel" = Darwin ]; then
                printf 'ID=macos\nVERSION_ID=%s\n' "$(sw_vers -productVersion)"
                exit 0
            fi
            for file in /etc/os-release /usr/lib/os-release; do
                [ -r "$file" ] || continue
                while IFS= read -r line || [ -n "$line" ]; do
                    case $line in ID=* | VERSION_ID=* | PRETTY_NAME=*) printf '%s\n' "$line" ;; esac
                done <"$file"
                break
            done
            """#,
        windows: #"""
            var key = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\";
            return {
              build: registry(key + "CurrentBuildNumber"),
              revision: registry(key + "UBR"),
              release: registry(key + "DisplayVersion") || registry(key + "ReleaseId"),
              role: registry("HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions\\ProductType")
            };
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads `key=value` lines; values as os-release(5) quotes them.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> OperatingSystem {
        var fields: [String: String] = [:]
        for line in output.lines {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, fields[String(parts[0])] == nil else { throw output.unreadable() }
            fields[String(parts[0])] = Self.unquoted(parts[1])
        }
        guard let kernel = fields["kernel"], !kernel.isEmpty, let release = fields["release"] else {
            throw output.unreadable()
        }
        let family = kernel == "Darwin" ? "macos" : kernel.lowercased()
        let id = (fields["ID"] ?? family).lowercased()
        let version = fields["VERSION_ID"].flatMap { $0.isEmpty ? nil : $0.lowercased() }
        let name = ([id] + [version].compactMap(\.self)).joined(separator: "-")
        guard !id.isEmpty, name.utf8.count <= 64, name.utf8.allSatisfy(Self.isPlain) else {
            throw output.unreadable()
        }
        return OperatingSystem(
            family: family.safe(limit: 32),
            name: name,
            title: (fields["PRETTY_NAME"] ?? name).safe(limit: 80),
            build: release.safe(limit: 80)
        )
    }

    /// Reads build and role.
    public func read(_ value: JSONValue) throws(Unmeasured) -> OperatingSystem {
        let version = try WindowsVersion(value)
        return OperatingSystem(
            family: "windows",
            name: version.name,
            title: version.title,
            build: version.number
        )
    }

    /// The characters os-release(5) allows in `ID` and `VERSION_ID`, and `+` and `~` of some versions.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return String(text)
    }
}
