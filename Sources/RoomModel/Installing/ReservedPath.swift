/// The one rule about paths on a PC that would ruin it: what belongs to the system, and is nobody's to take.
///
/// It judges the letters of a path, of one in a playbook and of one that a PC says with all links followed. What letters do
/// not show, whose home a folder is and what is mounted there, the PC says itself.
public struct ReservedPath: Hashable, Sendable {
    /// What is to be done at a path.
    public enum Use: Hashable, Sendable {
        /// One file or folder is made, written anew or given owner and mode; what else is there stays.
        case entry
        /// Files are put into this folder; what else is in it stays.
        case into
        /// The folder is exchanged, or removed, with all that is in it.
        case whole
    }

    /// The path, or the folder of the system for whose sake it is reserved.
    public let folder: String

    /// Judges a path; nil where nothing speaks against it.
    ///
    /// - Parameters:
    ///   - path: From the root, as it is written, or as the PC spells it; a Windows path is known by its letters too.
    ///   - use: What is to be done there.
    public init?(_ path: String, for use: Use) {
        if let drive = WindowsPlace(path) {
            guard drive.isReserved(for: use) else { return nil }
            folder = path
            return
        }
        guard path.hasPrefix("/") else { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." }
        let plain = "/" + parts.joined(separator: "/")
        let first = parts.first.map { "/\($0)" } ?? "/"
        if Self.unreal.contains(first), !Self.memory.contains(where: { plain.hasPrefix("\($0)/") }) {
            folder = first
            return
        }
        let isReserved =
            switch use {
            case .into: Self.programs.contains(plain)
            case .entry: Self.isSystem(plain)
            case .whole:
                Self.isSystem(plain) || Self.inside.contains(plain) || Self.isHome(parts)
                    || ["/boot", "/lost+found"].contains(first)
            }
        guard isReserved else { return nil }
        folder = plain
    }

    /// Shows files that are none: no step writes there.
    private static let unreal: Set<String> = ["/proc", "/sys", "/dev"]
    /// Disks in memory, for everybody.
    private static let memory = ["/dev/shm"]

    /// Where only the system's own programs are: not even single files are put in.
    private static let programs: Set<String> = [
        "/", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/boot", "/usr", "/usr/bin", "/usr/sbin",
        "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/libexec", "/lost+found", "/nix", "/snap",
    ]

    /// The other folders that every system has, and those they are in.
    private static let folders: Set<String> = [
        "/etc", "/home", "/media", "/mnt", "/opt", "/root", "/run", "/srv", "/tmp", "/usr/include",
        "/usr/local", "/usr/local/bin", "/usr/local/etc", "/usr/local/lib", "/usr/local/sbin",
        "/usr/local/share", "/usr/share", "/usr/src", "/var", "/var/backups", "/var/cache", "/var/lib",
        "/var/local", "/var/lock", "/var/log", "/var/mail", "/var/opt", "/var/run", "/var/snap", "/var/spool",
        "/var/tmp", "/var/www",
    ]

    /// Folders of folders of the system, without which it does not start, or nobody logs in.
    private static let inside: Set<String> = [
        "/etc/NetworkManager", "/etc/X11", "/etc/alternatives", "/etc/apt", "/etc/cron.d", "/etc/dbus-1",
        "/etc/default", "/etc/dpkg", "/etc/init.d", "/etc/ld.so.conf.d", "/etc/lightdm", "/etc/gdm3",
        "/etc/modprobe.d", "/etc/network", "/etc/pam.d", "/etc/polkit-1", "/etc/profile.d", "/etc/security",
        "/etc/skel", "/etc/ssh", "/etc/ssl", "/etc/sudoers.d", "/etc/systemd", "/etc/udev", "/etc/xdg",
        "/etc/xdg/autostart", "/usr/games", "/usr/lib/aarch64-linux-gnu", "/usr/lib/apt", "/usr/lib/dpkg",
        "/usr/lib/firmware", "/usr/lib/i386-linux-gnu", "/usr/lib/modules", "/usr/lib/openssh",
        "/usr/lib/python3", "/usr/lib/systemd", "/usr/lib/udev", "/usr/lib/x86_64-linux-gnu",
        "/usr/share/applications", "/usr/share/fonts", "/usr/share/icons", "/var/cache/apt", "/var/lib/apt",
        "/var/lib/dpkg", "/var/lib/siaga", "/var/lib/snapd", "/var/lib/systemd", "/var/spool/cron",
    ]

    /// What a desktop makes in a home, in English and Indonesian, and where programs keep what is theirs.
    private static let personal: Set<Substring> = [
        "Desktop", "Documents", "Downloads", "Pictures", "Music", "Videos", "Templates", "Public",
        "Dokumen", "Unduhan", "Gambar", "Musik", "Video", "Templat", "Publik",
        "snap", ".config", ".local", ".cache", ".ssh",
    ]

    private static func isSystem(_ path: String) -> Bool { programs.contains(path) || folders.contains(path) }

    /// A home below `/home`, root's, or a folder that a desktop makes in one.
    private static func isHome(_ parts: [Substring]) -> Bool {
        switch (parts.first, parts.count) {
        case ("home", 2), ("root", 1): true
        case ("home", 3): personal.contains(parts[2])
        case ("root", 2): personal.contains(parts[1])
        default: false
        }
    }
}

/// A path of Windows, `C:\…` or a share, as far as its letters say what it is.
private struct WindowsPlace {
    /// Its parts behind the drive, in lower case.
    private let parts: [String]
    private let isShare: Bool

    init?(_ path: String) {
        let text = path.replacing("/", with: "\\")
        let isDrive = text.count > 1 && text.first?.isLetter == true && text.dropFirst().first == ":"
        isShare = path.hasPrefix("\\\\")
        guard isDrive || isShare else { return nil }
        parts = text.dropFirst(2).split(separator: "\\").filter { $0 != "." }.map { $0.lowercased() }
    }

    /// Names of the system's folders on any drive.
    private static let system: Set<String> = [
        "windows", "program files", "program files (x86)", "programdata", "users", "documents and settings",
        "boot", "efi", "recovery", "perflogs", "$recycle.bin", "system volume information",
    ]

    func isReserved(for use: ReservedPath.Use) -> Bool {
        if isShare { return parts.count < 3 }
        guard let first = parts.first else { return true }
        // Nothing of Siaga's belongs below Windows itself.
        if ["windows", "boot", "efi", "recovery", "$recycle.bin", "system volume information"].contains(first)
        {
            return true
        }
        guard Self.system.contains(first) else { return false }
        if parts.count == 1 { return true }
        guard use == .whole, ["users", "documents and settings"].contains(first) else { return false }
        return parts.count == 2 || (parts.count == 3 && Self.personal.contains(parts[2]))
    }

    private static let personal: Set<String> = [
        "desktop", "documents", "downloads", "pictures", "music", "videos", "appdata", "onedrive",
    ]
}
