import Bundles
import Glibc
import Remoting
import RoomModel

extension AppArchive {
    /// Runs a command that reads the request's input and then this archive.
    func send(behind request: CommandRequest, over connection: any Connection) async throws -> CommandResult {
        var request = request
        request.standardInput += try await ArchiveFile(path).bytes()
        return try await connection.run(request)
    }
}

/// Reads an archive off the cooperative pool.
private actor ArchiveFile {
    private let path: String
    private let executor = QueueExecutor(label: "siaga.archive")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ path: String) {
        self.path = path
    }

    func bytes() throws(BundleError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw .unreadable(path) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}
