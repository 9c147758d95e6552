public import RoomModel

/// The free space on the disk that holds, or would hold, a folder.
public struct DiskFreeFact: Fact {
    /// `disk.free`.
    public static let id = "disk.free"

    /// The folder; nil: the system's own disk.
    public let path: String?

    /// Creates the fact.
    ///
    /// - Parameter path: An absolute path; where it does not exist, its nearest folder that does is measured. Nil:
    ///   the disk the system is on.
    public init(path: String? = nil) {
        self.path = path
    }

    /// The path, if any.
    public var arguments: [String] { [path].compactMap(\.self) }

    /// Prints `df -P -k` (POSIX.1-2017) of the path or its nearest existing folder, or `absent`.
    ///
    /// Windows: room and size of the drive that the path is on, what quotas leave of it; or the `absent` path.
    public static let fragments = Fragments(
        posix: #"""
            path=${1:-/}
            case $path in
            /*) ;;
            *)
                echo absent
                exit 0 ;;
            esac
            while [ ! -e "$path" ]; do
                path=${path%/*}
                path=${path:-/}
            done
            df -P -k "$path"
            """#,
        windows: #"""
            var path = expand(args.length ? args[0] : "%SystemDrive%"), name = files.GetDriveName(path), drive;
            if (!/^[A-Za-z]:$/.test(name) || !files.DriveExists(name)) return { absent: path };
            drive = files.GetDrive(name);
            if (!drive.IsReady) return { absent: name };
            return { free: Number(drive.AvailableSpace), size: Number(drive.TotalSize) };
            """#
    )

    /// Reads the table's one row: the three amounts stand before the word that ends in `%`.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> ByteCount {
        if output.lines == ["absent"] { throw Unmeasured(.absent((path ?? "/").safe(limit: 80))) }
        guard output.lines.count == 2, output.lines[0].hasPrefix("Filesystem") else {
            throw output.unreadable()
        }
        let words = output.lines[1].split(separator: " ")
        let share = words.indices.dropFirst(4).first { words[$0].hasSuffix("%") || words[$0] == "-" }
        guard let share, share + 1 < words.count, let size = ByteCount(digits: words[share - 3], unit: 1_024),
            let available = ByteCount(digits: words[share - 1], unit: 1_024), available <= size
        else { throw output.unreadable() }
        return available
    }

    /// Reads the two amounts.
    public func read(_ value: JSONValue) throws(Unmeasured) -> ByteCount {
        if value.isObject(of: ["absent"]), let path = value["absent"]?.text {
            throw Unmeasured(.absent(path.safe(limit: 80)))
        }
        guard value.isObject(of: ["free", "size"]), let free = ByteCount(value["free"]),
            let size = ByteCount(value["size"]), free <= size
        else {
            throw Unmeasured(.unreadable("a drive without size or free space"))
        }
        return free
    }
}
