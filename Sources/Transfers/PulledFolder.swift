import Bundles
import Glibc
import LocalFiles
import Remoting
import RoomModel

/// One PC's folder on this controller, while files come in.
///
/// A file is written under its hash in a hidden folder of mode 0700 beside the others, and gets to its path by a rename
/// once its hash is right. No link is followed, so that nothing outside is written.
actor PulledFolder: ByteSink {
    /// What is fetched of one file.
    struct Part {
        let file: PullSurvey.File
        /// How much of it is here already.
        let offset: Int64
    }

    private static let stagingName = ".siaga-part"

    private let path: String
    private let meter: TransferMeter
    private let allowance: PullAllowance
    private let stop: StopSignal
    private var root: Descriptor?
    private var staging: Descriptor?
    private var parts: [Part] = []
    private var next = 0
    private var open: (file: Descriptor, part: Part, left: Int64)?
    /// The files that this run has put in their place, as the disk knows them.
    private var placed: [FileIdentity: String] = [:]
    /// The files whose hash was right.
    private(set) var moved = FileCount()
    private(set) var problems: [FileProblem] = []
    /// Why nothing more is taken: the disk here.
    private(set) var shortage: DiskShortage?
    /// Whether everything that was announced came, and more.
    private(set) var hasSurplus = false
    /// Bytes that were set aside and are not here yet.
    private var reserved: Int64 = 0
    /// Bytes that may come before the disk is looked at again.
    private var stride: Int64 = 0
    private let executor = QueueExecutor(label: "siaga.pull")

    /// The executor that keeps file work off the cooperative pool.
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private struct FileIdentity: Hashable {
        let device: dev_t
        let number: ino_t

        init(_ status: stat) {
            (device, number) = (status.st_dev, status.st_ino)
        }
    }

    /// The folder at `path`, whose last part is the PC's name.
    init(_ path: String, meter: TransferMeter, allowance: PullAllowance, stop: StopSignal) {
        self.path = path
        self.meter = meter
        self.allowance = allowance
        self.stop = stop
    }

    /// Makes the folders that are missing.
    func prepare() throws(TransportError) {
        let (parent, name) = Self.split(path)
        guard let above = Descriptor(Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
            let root = Self.folder(name, in: above, mode: 0o755),
            let staging = Self.folder(Self.stagingName, in: root, mode: 0o700)
        else { throw failure(path) }
        (self.root, self.staging) = (root, staging)
    }

    /// Which of `files` are in their place already, with their hash.
    func same(_ files: [PullSurvey.File]) -> Set<String> {
        Set(
            files.filter { file in
                guard let (folder, name) = place(of: file.path, makes: false),
                    let there = Descriptor(
                        openat(folder.number, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
                    ),
                    let content = try? StoredContent.of(there, file.path), content.size == file.size
                else { return false }
                return (try? content.hash()) == file.hash
            }.map(\.path)
        )
    }

    /// What is left to fetch of `files`: of one that is here in part only the rest.
    func begin(_ files: [PullSurvey.File]) -> [Part] {
        var seen: Set<ContentHash> = []
        parts = files.map { file in
            var status = stat()
            guard seen.insert(file.hash).inserted, let staging,
                fstatat(staging.number, "\(file.hash)", &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG, Int64(status.st_size) <= file.size
            else { return Part(file: file, offset: 0) }
            return Part(file: file, offset: Int64(status.st_size))
        }
        return parts
    }

    /// Sets room aside for all of ``begin(_:)``; where there is none, leaves nothing behind that was not there.
    func reserve(_ size: ByteCount) -> TransferRefusal? {
        if let refusal = allowance.reserve(size, at: path) {
            tidy()
            rmdir(path)
            return refusal
        }
        reserved = size.bytes
        return nil
    }

    /// Gives back the room of what did not come.
    func release() {
        allowance.release(ByteCount(bytes: reserved))
        reserved = 0
    }

    func take(_ bytes: [UInt8]) async throws(TransportError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let (file, part, left) = try current() else {
                hasSurplus = true
                throw TransportError(.controllerFile, in: .running, "the PC sends more than it announced")
            }
            let piece = rest.prefix(Int(min(left, Int64(rest.count))))
            try look(before: Int64(piece.count))
            guard piece.withUnsafeBytes({ file.write($0) }) else { throw failure(part.file.path) }
            rest = rest.dropFirst(piece.count)
            open = (file, part, left - Int64(piece.count))
            reserved -= Int64(piece.count)
            allowance.arrive(Int64(piece.count))
            meter.move(Int64(piece.count))
        }
        // The last byte of one is also the end of those behind it that have none.
        _ = try current()
    }

    /// Looks at the disk every ``PullAllowance/stride`` bytes, and at the first one.
    private func look(before count: Int64) throws(TransportError) {
        stride -= count
        guard stride < 0 else { return }
        stride = PullAllowance.stride
        shortage = allowance.shortage(at: path)
        guard shortage == nil else {
            throw TransportError(.controllerFile, in: .running, "the disk of this controller is full")
        }
    }

    /// Ends what has come; empty files have no bytes to wait for.
    func end() throws(TransportError) {
        _ = try current()
    }

    /// The file that the next byte belongs to; files that are whole are put into their place.
    private func current() throws(TransportError) -> (file: Descriptor, part: Part, left: Int64)? {
        while true {
            if let open {
                if open.left > 0 { return open }
                self.open = nil
                try place(open.part)
                if stop.isRequested {
                    throw TransportError(.cancelled, in: .running, "the run was stopped")
                }
            }
            guard next < parts.count, let staging else { return nil }
            let part = parts[next]
            next += 1
            // However small a file is, it takes a block.
            stride -= 4_096
            if part.offset == 0 { unlinkat(staging.number, "\(part.file.hash)", 0) }
            let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
            guard
                let file = Descriptor(openat(staging.number, "\(part.file.hash)", flags, 0o600 as mode_t))
            else { throw failure(part.file.path) }
            open = (file, part, part.file.size - part.offset)
        }
    }

    /// Compares a whole file and puts it into its place.
    private func place(_ part: Part) throws(TransportError) {
        guard let staging else { return }
        let (file, staged) = (part.file, "\(part.file.hash)")
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW
        guard let written = Descriptor(openat(staging.number, staged, flags)),
            let content = try? StoredContent.of(written, file.path), (try? content.hash()) == file.hash
        else {
            unlinkat(staging.number, staged, 0)
            problems.append(FileProblem(path: file.path, reason: .different))
            return
        }
        if let reason = obstacle(to: file.path) {
            problems.append(FileProblem(path: file.path, reason: reason))
            return
        }
        guard fsync(written.number) == 0,
            fchmod(written.number, (file.isExecutable ? 0o755 : 0o644) & ~Self.mask) == 0,
            let (folder, name) = place(of: file.path, makes: true),
            renameat(staging.number, staged, folder.number, name) == 0
        else { throw failure(file.path) }
        var status = stat()
        if fstat(written.number, &status) == 0 { placed[FileIdentity(status)] = file.path }
        moved.add(size: file.size)
    }

    /// What keeps a file from its place.
    private func obstacle(to path: String) -> FileProblem.Reason? {
        guard let (folder, name) = place(of: path, makes: true) else {
            return errno == ELOOP
                ? .link : errno == ENOTDIR ? .inTheWay : .unwritable(BundleError.systemReason)
        }
        var status = stat()
        guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        if status.st_mode & S_IFMT == S_IFDIR { return .inTheWay }
        return placed[FileIdentity(status)].map { .sameName($0) }
    }

    /// Makes folders; one that cannot be made is told with the files in it.
    func make(_ folders: [String]) {
        for folder in folders { _ = place(of: folder + "/.", makes: true) }
    }

    /// The files whose bytes never came.
    var unfinished: [String] { ([open?.part].compactMap(\.self) + parts[next...]).map(\.file.path) }

    /// Puts away what is no longer needed: everything staged, where all is in its place.
    func tidy() {
        if let root { unlinkat(root.number, Self.stagingName, AT_REMOVEDIR) }
    }

    /// The folder a path lies in, walked part by part, and the path's last part.
    private func place(of path: String, makes: Bool) -> (folder: Descriptor, name: String)? {
        let names = path.split(separator: "/").map(String.init)
        guard var folder = root, let last = names.last else { return nil }
        for name in names.dropLast() {
            let below =
                makes
                ? Self.folder(name, in: folder, mode: 0o755)
                : Descriptor(openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW))
            guard let below else { return nil }
            folder = below
        }
        return (folder, last)
    }

    /// Opens a folder, made where it is missing; never through a link.
    private static func folder(_ name: String, in parent: Descriptor, mode: mode_t) -> Descriptor? {
        if mkdirat(parent.number, name, mode) != 0, errno != EEXIST { return nil }
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
        if let folder = Descriptor(openat(parent.number, name, flags)) { return folder }
        // Linux says of a link that it is no folder.
        var status = stat()
        let reason = errno
        let isLink =
            fstatat(parent.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_mode & S_IFMT == S_IFLNK
        errno = isLink ? ELOOP : reason
        return nil
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (
            slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...])
        )
    }

    /// The account's umask(2), which can only be read by setting it.
    private static let mask: mode_t = {
        let mask = umask(0o077)
        umask(mask)
        return mask
    }()

    private func failure(_ file: String) -> TransportError {
        let (reason, isFull) = (BundleError.systemReason, errno == ENOSPC)
        if isFull { shortage = allowance.fullness(at: path) }
        return TransportError(
            .controllerFile,
            in: .running,
            "\(file.safe()) on this controller cannot be written: \(reason)",
            hint: "check that the folder exists and that its disk has room"
        )
    }
}
