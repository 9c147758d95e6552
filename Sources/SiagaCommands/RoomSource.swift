import Documents
import Inventories
import RoomModel

/// Finds and reads the list of PCs.
struct RoomSource {
    /// The inventory sources, in order.
    let paths: [String]

    /// `-i` as given; else `$SIAGA_INVENTORY`, `./inventory`, the one room in `~/.config/siaga/rooms`.
    ///
    /// - Throws: ``CommandFailure`` when there is none, with what to do.
    init(_ options: RoomOptions) throws(CommandFailure) {
        if !options.inventory.isEmpty {
            paths = options.inventory
        } else if let path = environment("SIAGA_INVENTORY"), !path.isEmpty {
            paths = [path]
        } else if !TextFile.isAbsent("inventory") {
            // What stands there and cannot be read is refused by its reader; another room in its place would be wrong.
            paths = ["inventory"]
        } else {
            paths = [try Self.onlyRoom(in: Self.shelf)]
        }
    }

    /// The folder of this account's rooms.
    static var shelf: String { XDGFolder.config.path + "/rooms" }

    /// The one room of this account.
    private static func onlyRoom(in folder: String) throws(CommandFailure) -> String {
        let rooms: [String]
        do throws(UnreadableFile) {
            let all = try TextFile.names(in: folder).map { "\(folder)/\($0)" }
            // Beside folders of rooms lies what other programs leave everywhere.
            var folders: [String] = []
            for path in all where try TextFile.kind(of: path) == .folder { folders.append(path) }
            rooms = folders.isEmpty ? all : folders
        } catch {
            throw CommandFailure(error, at: folder)
        }
        guard rooms.count <= 1 else {
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(
                    id: "ada \(rooms.count) ruang, dan tidak ada yang disebut",
                    en: "there are \(rooms.count) rooms, and none is named"
                ),
                choices: rooms.map { TypedCommand.line(choosing: ["-i", $0]) }
            )
        }
        guard let room = rooms.first else {
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(id: "belum ada daftar PC", en: "there is no list of PCs yet"),
                hint: Localized(
                    id: "sebutkan dengan -i, misalnya: siaga scan -i lab1; atau coba dulu: siaga demo",
                    en: "name one with -i, for example: siaga scan -i lab1; or try: siaga demo"
                )
            )
        }
        return room
    }

    /// Whether there is a list of PCs, named or not.
    ///
    /// - Throws: ``CommandFailure`` where there are several and none is named.
    static func isThere(_ options: RoomOptions) throws(CommandFailure) -> Bool {
        do throws(CommandFailure) {
            _ = try RoomSource(options)
            return true
        } catch {
            if error.isChoice { throw error }
            return false
        }
    }
}

extension CommandFailure {
    /// A file or folder of the room, or of this account, that cannot be read (78).
    init(_ error: UnreadableFile, at path: String) {
        self.init(
            exitCode: Self.configuration,
            Localized(
                id: "\(path.safe()) tidak bisa dibaca: \(error.sentence.id); tidak ada PC dihubungi",
                en: "cannot read \(path.safe()): \(error.sentence.en); no PC was contacted"
            ),
            hint: error.hint
        )
    }
}

/// The XDG base folders Siaga uses (XDG Base Directory Specification 0.8).
enum XDGFolder {
    /// Rooms and settings: `~/.config/siaga`.
    case config
    /// Bundles of the app: `~/.local/share/siaga`.
    case data
    /// Records of runs: `~/.local/state/siaga`.
    case state

    /// The folder's path; it may not exist yet.
    var path: String {
        let home = environment("HOME") ?? "/"
        let (variable, fallback) =
            switch self {
            case .config: ("XDG_CONFIG_HOME", "\(home)/.config")
            case .data: ("XDG_DATA_HOME", "\(home)/.local/share")
            case .state: ("XDG_STATE_HOME", "\(home)/.local/state")
            }
        let base = environment(variable).flatMap { $0.hasPrefix("/") ? $0 : nil } ?? fallback
        return "\(base)/siaga"
    }
}
