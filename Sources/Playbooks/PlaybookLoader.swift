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
            throw InvalidDocuments([
                Problem(
                    at: SourceLocation(file: path),
                    error.message,
                    hint: "check the path of the playbook"
                )
            ])
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
        let mode = room.profile.mode
        for name in [mode.map { "readiness-\($0.rawValue)" }, "readiness"].compactMap(\.self) {
            let path = (room.folder ?? ".") + "/playbooks/\(name).yaml"
            if room.folder != nil, TextFile.kind(of: path) == .file {
                return try load(path, catalogue: catalogue)
            }
        }
        guard let mode else {
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
}
