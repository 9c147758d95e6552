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
            rooms = try TextFile.names(in: folder).map { "\(folder)/\($0)" }
        } catch {
            throw CommandFailure(error, at: folder)
        }
        guard let room = rooms.first, rooms.count == 1 else {
            let names = rooms.joined(separator: ", ")
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(id: "belum ada daftar PC", en: "there is no list of PCs yet"),
                hint: rooms.isEmpty
                    ? Localized(
                        id: "sebutkan dengan -i, misalnya: siaga scan -i lab1; atau coba dulu: siaga demo",
                        en: "name one with -i, for example: siaga scan -i lab1; or try: siaga demo"
                    )
                    : Localized(
                        id: "pilih ruang dengan -i: \(names)",
                        en: "choose a room with -i: \(names)"
                    )
            )
        }
        return room
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
