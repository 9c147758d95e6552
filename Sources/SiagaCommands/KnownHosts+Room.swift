import Documents
import OpenSSHFiles
import RoomModel

extension Room {
    /// The file with the keys of its PCs, by inventory name; nil for a list without a folder.
    var knownHostsPath: String? { folder.map { "\($0)/known_hosts" } }
}

extension KnownHosts {
    /// The keys of a room; none where it has no file yet.
    ///
    /// - Throws: ``CommandFailure`` (78) when there is a file that cannot be read: taken for empty, it would make every PC new.
    init(ofRoomAt path: String) throws(CommandFailure) {
        self.init(files: [(path, try Self.text(at: path) ?? "")])
    }

    /// The keys of the files that `ssh` itself reads; those that are not there count as empty.
    ///
    /// - Throws: ``CommandFailure`` (78) when there is one that cannot be read as a whole: what it revokes is good for nothing.
    init(ofSystemAt paths: [String]) throws(CommandFailure) {
        var files: [(path: String, text: String)] = []
        // `/dev/null` is a usual way to say that none are known.
        for path in paths where path != "/dev/null" {
            if let text = try Self.text(at: path) { files.append((path, text)) }
        }
        self.init(files: files)
    }

    private static func text(at path: String) throws(CommandFailure) -> String? {
        do throws(UnreadableFile) {
            guard try TextFile.kind(of: path) != nil else { return nil }
            let bytes = try TextFile.bytes(of: path)
            guard bytes.count <= Document.longest else {
                throw UnreadableFile(Localized(id: "terlalu besar", en: "it is too large"))
            }
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(
                    id: "\(path.safe()) tidak bisa dibaca (\(error.sentence.id)); tidak ada PC dihubungi",
                    en: "cannot read \(path.safe()): \(error.sentence.en); no PC was contacted"
                ),
                hint: error.hint
                    ?? Localized(
                        id: "perbaiki pemilik dan izin berkas itu: chown, chmod 600",
                        en: "put the file's owner and mode right: chown, chmod 600"
                    )
            )
        }
    }
}
