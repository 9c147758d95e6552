import FoundationEssentials
import Glibc
public import RoomModel

/// The runs of one room on this controller: a folder with one file a run, one event a line (JSON).
///
/// A run is written while it happens, so a controller that dies loses nothing but the line it was writing.
public actor RunJournal {
    private let folder: String
    private let executor = QueueExecutor(label: "siaga.journal")
    private var file: FileHandle?
    private let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return encoder
    }()

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// How many runs are kept of a room; the oldest go first.
    static let keptRuns = 100

    private final class FileHandle {
        let descriptor: CInt
        init(_ descriptor: CInt) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    /// A journal in `folder`, which is made (mode 0700) when the first run is written.
    public init(folder: String) {
        self.folder = folder
    }

    /// Begins a run.
    ///
    /// - Parameter run: The run's name; sortable by time.
    /// - Throws: ``JournalError`` when the file cannot be made; the run itself can go on.
    public func begin(_ run: String) throws(JournalError) {
        try makeFolder()
        let path = "\(folder)/\(run).ndjson"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw JournalError(path: path, errno: errno) }
        file = FileHandle(descriptor)
        for old in names().dropLast(Self.keptRuns) { unlink("\(folder)/\(old)") }
    }

    /// Writes an event behind the others.
    ///
    /// - Throws: ``JournalError`` when the disk is full or the file cannot be written.
    public func append(_ event: RunEvent) throws(JournalError) {
        guard let file else { return }
        guard var line = try? Array(encoder.encode(event)) else {
            throw JournalError(path: folder, errno: EINVAL)
        }
        line.append(UInt8(ascii: "\n"))
        var written = 0
        while written < line.count {
            let count = line[written...].withUnsafeBytes { write(file.descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw JournalError(path: folder, errno: errno)
            }
            written += count
        }
    }

    /// Ends the run that was begun.
    public func finish() {
        if let file { fsync(file.descriptor) }
        file = nil
    }

    /// The runs that make up the room's present picture: the newest full one that was completed and what came after.
    ///
    /// - Returns: The events of each run, oldest run first; empty when there was none.
    public func sinceLastFull() -> [[RunEvent]] {
        var runs: [[RunEvent]] = []
        for name in names().reversed() {
            let events = read("\(folder)/\(name)")
            guard case .started(let start)? = events.first else { continue }
            runs.append(events)
            if start.isFull, case .ended(let end)? = events.last, end.reason == .completed {
                return runs.reversed()
            }
        }
        return runs.reversed()
    }

    private func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".ndjson") }
            .sorted()
    }

    /// The events of one file; a line that was cut off when the controller died is left out.
    private func read(_ path: String) -> [RunEvent] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let decoder = JSONDecoder()
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(RunEvent.self, from: $0)
        }
    }

    private func makeFolder() throws(JournalError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw JournalError(path: folder, errno: errno)
        }
    }
}
