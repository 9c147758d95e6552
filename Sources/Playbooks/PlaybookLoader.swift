public import Checks
import Documents
public import Provisioning
public import RoomModel

/// Finds and reads playbooks, synchronously: for a command before its run begins, never from an asynchronous task.
public enum PlaybookLoader {
    /// Reads the playbook at `path`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - catalogue: The checks there are.
    ///   - kinds: The steps there are (default: all, for reading).
    /// - Returns: The playbook.
    /// - Throws: ``InvalidDocuments`` with every problem.
    public static func load(
        _ path: String,
        catalogue: [CheckDefinition],
        kinds: [StepDefinition] = StepCatalogue.steps
    ) throws(InvalidDocuments) -> Playbook {
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(of: path)
        } catch {
            let hint = Localized(id: "periksa jalur berkas itu", en: "check the path of the playbook")
            throw InvalidDocuments([Problem(error, at: path, hint: hint)])
        }
        return try Playbook(bytes, file: path, catalogue: catalogue, kinds: kinds)
    }

    /// The playbook a scan of `room` uses when none is named.
    ///
    /// The room folder's `playbooks/readiness-<room_mode>.yaml`, else its `playbooks/readiness.yaml`, else the built-in one.
    ///
    /// - Parameters:
    ///   - room: The room.
    ///   - catalogue: The checks there are.
    /// - Returns: The playbook.
    /// - Throws: ``InvalidDocuments`` with every problem, or when the room does not say its mode and has no playbook.
    public static func readiness(
        for room: Room,
        catalogue: [CheckDefinition]
    ) throws(InvalidDocuments) -> Playbook {
        if let own = try ownReadiness(of: room, catalogue: catalogue) { return own }
        guard let mode = room.profile.mode else {
            throw InvalidDocuments([
                Problem(
                    at: SourceLocation(
                        file: room.folder.flatMap { $0 == "." ? nil : $0 } ?? room.profile.name
                    ),
                    Localized(
                        id: "`\(room.profile.name)` tidak menyebut moda ujian",
                        en: "`\(room.profile.name)` does not say how the exam is taken"
                    ),
                    hint: Localized(
                        id:
                            "tulis `room_mode: semi-online` atau `room_mode: online` di group_vars/all.yml, atau pakai `-p BERKAS`",
                        en:
                            "set `room_mode: semi-online` or `room_mode: online` in group_vars/all.yml, or use `-p FILE`"
                    )
                )
            ])
        }
        return try ShippedPlaybooks.readiness(for: mode, catalogue: catalogue)
    }

    /// The room folder's own readiness playbook; nil only where it has none.
    ///
    /// - Parameters:
    ///   - room: The room.
    ///   - catalogue: The checks there are.
    /// - Returns: The playbook.
    /// - Throws: ``InvalidDocuments`` with every problem, or why what lies there cannot be read: the built-in one judges by
    ///   other criteria, and looks for other programs of the exam.
    public static func ownReadiness(
        of room: Room,
        catalogue: [CheckDefinition]
    ) throws(InvalidDocuments) -> Playbook? {
        let names = [room.profile.mode.map { "readiness-\($0.rawValue).yaml" }, "readiness.yaml"]
        guard let path = try own(names.compactMap(\.self), of: room) else { return nil }
        return try load(path, catalogue: catalogue)
    }

    /// The first of some playbooks that the room folder has.
    ///
    /// - Parameters:
    ///   - names: Names of files in its `playbooks/`.
    ///   - room: The room.
    /// - Returns: The path, also of what is no ordinary file; nil only where none of the names exists.
    /// - Throws: ``InvalidDocuments`` when that cannot be told: a closed folder, a link to nothing.
    public static func own(_ names: [String], of room: Room) throws(InvalidDocuments) -> String? {
        guard let folder = room.folder else { return nil }
        for name in names {
            let path = "\(folder)/playbooks/\(name)"
            do throws(UnreadableFile) {
                if try TextFile.kind(of: path) != nil { return path }
            } catch {
                throw InvalidDocuments([Problem(error, at: path)])
            }
        }
        return nil
    }
}
