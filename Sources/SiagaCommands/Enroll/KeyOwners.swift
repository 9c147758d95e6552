import Documents
import OpenSSHFiles
import Remoting
import Reports
import RoomModel

/// Whose host keys are on file: in the rooms of this command, and in other room folders that are easily found.
///
/// A key tells which machine a PC is. One that is on file for a PC of these rooms is never kept for a second one: it would
/// count twice, and once swapped back be a changed PC. What lies in other folders may be an old copy, so it is only told.
struct KeyOwners: Sendable {
    /// A room of this command, and the keys on file for its PCs.
    private struct Entry {
        let room: Room
        let file: String
        let keys: KnownHosts
    }

    private var entries: [Entry] = []
    private let others: [(file: String, keys: KnownHosts)]

    /// The most other room folders that are looked into: a district has some hundred.
    private static let mostOthers = 1_000

    /// Reads the keys of all rooms of a command, whichever PCs of them are meant, and of the room folders beside them.
    ///
    /// - Parameters:
    ///   - rooms: The rooms, with the jump hosts on the way to their PCs.
    ///   - shelf: The folder of this account's rooms.
    /// - Throws: ``CommandFailure`` (78) when the keys of one of the rooms cannot be read.
    init(_ rooms: [Room], shelf: String) throws(CommandFailure) {
        for room in rooms {
            guard let file = room.knownHostsPath else { continue }
            entries.append(Entry(room: room, file: file, keys: try KnownHosts(ofRoomAt: file)))
        }
        let own = Set(rooms.compactMap(\.folder).map(Self.place))
        let shelves = own.map(ReportFile.folder(of:)) + [Self.place(shelf)]
        let folders = Set(shelves.flatMap(Self.folders)).subtracting(own)
        others = folders.sorted().prefix(Self.mostOthers).compactMap { folder in
            let file = "\(folder)/known_hosts"
            return readText(file).map { (file, KnownHosts(files: [(file, $0)])) }
        }
    }

    /// The folders in a folder; what cannot be read tells nothing, and is nothing that this command is about.
    private static func folders(in shelf: String) -> [String] {
        let names = (try? TextFile.names(in: shelf)) ?? []
        return names.map { "\(shelf)/\($0)" }.filter { (try? TextFile.kind(of: $0)) == .folder }
    }

    /// A path as it is compared: links resolved where it exists.
    private static func place(_ path: String) -> String { (try? TextFile.resolved(path)) ?? path }

    /// The other PC of these rooms that a key is on file for.
    ///
    /// - Parameters:
    ///   - blob: The key as it went over the wire.
    ///   - host: Who shows it.
    ///   - room: Its room.
    /// - Returns: The first one, in the order of the rooms; nil: nobody else.
    func owner(of blob: [UInt8], besides host: Host, of room: Room) -> EnrollmentRow.Owner? {
        for entry in entries {
            let names = Set(entry.keys.owners(of: blob).map { $0.lowercased() })
            guard !names.isEmpty else { continue }
            let isHere = entry.room.isSame(as: room)
            let owner = entry.room.hosts.first { other in
                names.contains(other.name.description.lowercased())
                    && !(isHere && other.name == host.name) && !other.isSamePlace(as: host)
            }
            guard let owner else { continue }
            return EnrollmentRow.Owner(
                host: owner.name,
                elsewhere: isHere
                    ? nil : .init(room: entry.room.profile.title, file: entry.file.quotedForPosixShell)
            )
        }
        return nil
    }

    /// The names that a key is on file for besides, of PCs that these rooms do not list: renamed, or another folder's.
    ///
    /// - Parameters:
    ///   - blob: The key as it went over the wire.
    ///   - host: Who shows it.
    /// - Returns: Name and file of each.
    func otherNames(of blob: [UInt8], besides host: Host) -> [EnrollmentRow.OtherName] {
        let listed = Set(entries.flatMap(\.room.hosts).map { $0.name.description.lowercased() })
        var files = others
        for entry in entries where !files.contains(where: { $0.file == entry.file }) {
            files.insert((entry.file, entry.keys), at: 0)
        }
        let own = Set(entries.map(\.file))
        return files.flatMap { file, keys in
            keys.owners(of: blob)
                .filter { !own.contains(file) || !listed.contains($0.lowercased()) }
                .map { EnrollmentRow.OtherName(name: $0, file: file) }
        }
    }
}

extension Room {
    /// Whether it is that room of this command: two of one name lie in two folders.
    fileprivate func isSame(as other: Room) -> Bool {
        profile.name == other.profile.name && folder == other.folder
    }
}

extension Host {
    /// Whether the lists of two rooms mean one machine: a jump host, or a server that both use.
    fileprivate func isSamePlace(as other: Host) -> Bool {
        name == other.name && address == other.address && port == other.port
            && jumps.map(\.name) == other.jumps.map(\.name)
    }
}
