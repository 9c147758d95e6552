import FoundationEssentials
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
        } else if FileManager.default.fileExists(atPath: "inventory") {
            paths = ["inventory"]
        } else {
            let folder = XDGFolder.config.path + "/rooms"
            let rooms = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            guard rooms.count == 1 else {
                throw CommandFailure(
                    exitCode: CommandFailure.configuration,
                    Localized(id: "belum ada daftar PC", en: "there is no list of PCs yet"),
                    hint: rooms.isEmpty
                        ? Localized(
                            id:
                                "sebutkan dengan -i, misalnya: siaga scan -i lab1; atau coba dulu: siaga demo",
                            en: "name one with -i, for example: siaga scan -i lab1; or try: siaga demo"
                        )
                        : Localized(
                            id:
                                "pilih ruang dengan -i: \(rooms.map { "\(folder)/\($0)" }.joined(separator: ", "))",
                            en:
                                "choose a room with -i: \(rooms.map { "\(folder)/\($0)" }.joined(separator: ", "))"
                        )
                )
            }
            paths = ["\(folder)/\(rooms[0])"]
        }
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
