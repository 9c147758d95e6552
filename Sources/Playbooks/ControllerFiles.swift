import Documents
import RoomModel

/// The files of this machine that a playbook names, each read once.
struct ControllerFiles {
    /// The largest file that travels with a step; larger ones are part of a bundle, or pushed.
    static let largest = 16 << 20
    /// The largest template: it is inserted anew for every PC.
    static let largestTemplate = 64 << 10

    /// The playbook's folder, as a path begins that counts from it.
    private let folder: String
    /// The playbook's folder, links resolved.
    private let playbookRoot: String?
    /// The room's folder, links resolved.
    private let roomRoot: String?
    private var known: [String: [UInt8]] = [:]

    /// The files that a playbook may send: those below its own folder, and those below the room's.
    ///
    /// A playbook comes on a stick, and the folders above it are the laptop's: its keys and its password files.
    ///
    /// - Parameters:
    ///   - playbook: The playbook's path.
    ///   - room: The room's folder; nil: none.
    init(playbook: String, room: String?) {
        folder = playbook.lastIndex(of: "/").map { String(playbook[...$0]) } ?? ""
        playbookRoot = Self.root(folder.isEmpty ? "." : folder)
        roomRoot = room.flatMap(Self.root)
    }

    /// A folder that does not exist allows nothing, and neither does the root of all files.
    private static func root(_ folder: String) -> String? {
        guard let root = try? TextFile.resolved(folder), root != "/" else { return nil }
        return root
    }

    /// A file.
    ///
    /// - Parameters:
    ///   - path: As the playbook gives it: from the root, or from the playbook's folder.
    ///   - parameter: The parameter that names it.
    /// - Returns: Its bytes, and its place, links resolved.
    /// - Throws: ``InvalidArgument`` when it cannot be read, is too large, or lies outside both folders.
    mutating func file(
        _ path: String,
        for parameter: Parameter
    ) throws(InvalidArgument) -> (place: String, bytes: [UInt8]) {
        let written = path.hasPrefix("/") ? path : folder + path
        let limit = parameter.kind == .file(isTemplate: true) ? Self.largestTemplate : Self.largest
        let place: String
        let bytes: [UInt8]
        do throws(UnreadableFile) {
            place = try TextFile.resolved(written)
        } catch {
            throw Self.unreadable(error, written, parameter)
        }
        guard allows(place) else { throw outside(written, place, parameter) }
        do throws(UnreadableFile) {
            bytes =
                if let read = known[place] { read } else {
                    try TextFile.bytes(of: place, limit: Self.largest)
                }
        } catch {
            throw Self.unreadable(error, written, parameter)
        }
        guard bytes.count <= limit else {
            throw InvalidArgument(
                parameter.name,
                "`\(written.safe(limit: 120))` is larger than \(limit >> 10) KiB",
                hint: Self.otherWay(for: bytes)
            )
        }
        known[place] = bytes
        return (place, bytes)
    }

    /// Whether a playbook may send what lies there.
    private func allows(_ place: String) -> Bool {
        if let playbookRoot, place.hasPrefix(playbookRoot + "/") { return true }
        guard let roomRoot, place.hasPrefix(roomRoot + "/") else { return false }
        // A list of PCs may lie in somebody's home folder, beside `.ssh` and `.config`.
        return !place.dropFirst(roomRoot.count).split(separator: "/").contains { $0.hasPrefix(".") }
    }

    private func outside(_ written: String, _ place: String, _ parameter: Parameter) -> InvalidArgument {
        let (shown, real) = (written.safe(limit: 120), place.safe(limit: 120))
        let folder = (playbookRoot ?? self.folder).safe(limit: 120)
        let isLink = written != place
        let name = place.split(separator: "/").last.map { String($0).safe(limit: 60) } ?? "-"
        return InvalidArgument(
            parameter.name,
            Localized(
                id:
                    "`\(shown)`\(isLink ? " (yaitu `\(real)`)" : "") ada di luar folder `\(folder)`, jadi tidak dikirim ke PC",
                en:
                    "`\(shown)`\(isLink ? " (which is `\(real)`)" : "") lies outside `\(folder)`, so it is sent to no PC"
            ),
            hint: Localized(
                id: "salin ke folder itu: cp \(real) \(folder)/, lalu tulis `\(parameter.name): \(name)`",
                en: "copy it into that folder: cp \(real) \(folder)/, and write `\(parameter.name): \(name)`"
            )
        )
    }

    private static func unreadable(
        _ error: UnreadableFile,
        _ written: String,
        _ parameter: Parameter
    ) -> InvalidArgument {
        let shown = written.safe(limit: 120)
        return InvalidArgument(
            parameter.name,
            Localized(id: "`\(shown)`: \(error.sentence.id)", en: "`\(shown)`: \(error.sentence.en)"),
            hint: error.hint
                ?? Localized(
                    id: "jalur dihitung dari folder daftar langkah itu",
                    en: "a path counts from the playbook's folder"
                )
        )
    }

    /// How a file that is too large gets to the PCs.
    private static func otherWay(for bytes: [UInt8]) -> String {
        // deb(5): a package is an ar archive; no bundle installs one.
        bytes.starts(with: "!<arch>\n".utf8)
            ? "send it with `siaga push` and install it in a `command` step, or offer it in an apt repository"
            : "put large files into a bundle: siaga bundle add"
    }
}
