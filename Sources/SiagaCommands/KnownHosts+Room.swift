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
        do throws(UnreadableFile) {
            guard try TextFile.kind(of: path) != nil else {
                self.init(files: [(path, "")])
                return
            }
            let bytes = try TextFile.bytes(of: path)
            guard bytes.count <= Document.longest else {
                throw UnreadableFile(Localized(id: "terlalu besar", en: "it is too large"))
            }
            self.init(files: [(path, String(decoding: bytes, as: UTF8.self))])
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
