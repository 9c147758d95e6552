import RoomModel

/// Which Windows a PC runs.
struct WindowsVersion: Hashable, Sendable {
    /// The kind and number in lower case: `windows-10`, `windows-8.1`, `windows-server-2019`.
    let name: String
    /// The build: 19045.
    let build: Int
    /// The update within the build (UBR), where it is told: 3803.
    let revision: Int?
    /// What Microsoft calls the release, where it is told: `22H2`.
    let release: String?

    /// Reads what the Windows fragment of ``OSVersionFact`` returned.
    ///
    /// - Parameter value: An object with `build`, `revision`, `release`, `role`.
    /// - Throws: ``Unmeasured`` for a build or a role that is not known: a version is never guessed. Also where one of
    ///   the four is missing, for the fragment says `null` of what the PC does not tell.
    init(_ value: JSONValue) throws(Unmeasured) {
        guard value.isObject(of: ["build", "revision", "release", "role"]),
            let build = value["build"]?.text.flatMap({ Int(digits: $0, in: .counts) }),
            let role = value["role"]?.text,
            let name = role == "WinNT" ? Self.client(build) : Self.server(build, role: role)
        else {
            let parts = [value["build"], value["role"]].map { $0?.text ?? "-" }
            throw Unmeasured(.nonsense("Windows build \(parts[0]), role \(parts[1])".excerpt(limit: 80)))
        }
        self.name = name
        self.build = build
        revision = value["revision"]?.number.flatMap { Int(exactly: $0) }.flatMap {
            ClosedRange.counts.contains($0) ? $0 : nil
        }
        release = value["release"]?.text.map { $0.safe(limit: 20) }
    }

    /// What people call it: `Windows 10 22H2`.
    var title: String {
        let words = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return (words + [release].compactMap(\.self)).joined(separator: " ")
    }

    /// The version as Windows itself writes it: `10.0.19045.3803`.
    var number: String {
        let kernel =
            switch build {
            case 10_240...: "10.0"
            case 9_600: "6.3"
            case 9_200: "6.2"
            default: "6.1"
            }
        return "\(kernel).\(build)" + (revision.map { ".\($0)" } ?? "")
    }

    /// Windows for workplaces (`ProductType` `WinNT`), by build.
    ///
    /// 22000 was the first Windows 11; from 30000 on nothing is known yet.
    /// Source: Microsoft Learn, "Windows 11 release information", "Windows 10 release information", "Operating
    /// System Version".
    private static func client(_ build: Int) -> String? {
        switch build {
        case 7_600, 7_601: "windows-7"
        case 9_200: "windows-8"
        case 9_600: "windows-8.1"
        case 10_240..<22_000: "windows-10"
        case 22_000..<30_000: "windows-11"
        default: nil
        }
    }

    /// Windows Server (`ProductType` `ServerNT`, or `LanmanNT` for a domain controller), by build.
    ///
    /// Source: Microsoft Learn, "Windows Server release information".
    private static func server(_ build: Int, role: String) -> String? {
        guard role == "ServerNT" || role == "LanmanNT" else { return nil }
        return switch build {
        case 7_600, 7_601: "windows-server-2008-r2"
        case 9_200: "windows-server-2012"
        case 9_600: "windows-server-2012-r2"
        case 14_393: "windows-server-2016"
        case 17_763: "windows-server-2019"
        case 20_348: "windows-server-2022"
        case 26_100: "windows-server-2025"
        default: nil
        }
    }
}
