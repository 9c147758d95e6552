import Documents
import RoomModel

/// The files of this machine that a playbook names, each read once.
struct ControllerFiles {
    /// The largest file that travels with a step; larger ones are part of a bundle, or pushed.
    static let largest = 16 << 20
    /// The largest template: it is inserted anew for every PC.
    static let largestTemplate = 64 << 10

    private var known: [String: [UInt8]] = [:]

    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: As the playbook gives it: from the root, or from the playbook's folder.
    ///   - playbook: The playbook's path.
    ///   - parameter: The parameter that names it.
    /// - Returns: The bytes.
    /// - Throws: ``InvalidArgument`` when it cannot be read, or is too large.
    mutating func bytes(
        of path: String,
        beside playbook: String,
        for parameter: Parameter
    ) throws(InvalidArgument) -> [UInt8] {
        let folder = playbook.lastIndex(of: "/").map { String(playbook[...$0]) } ?? ""
        let place = path.hasPrefix("/") ? path : folder + path
        let limit = parameter.kind == .file(isTemplate: true) ? Self.largestTemplate : Self.largest
        let bytes: [UInt8]
        do throws(UnreadableFile) {
            bytes =
                if let read = known[place] { read } else {
                    try TextFile.bytes(of: place, limit: Self.largest)
                }
        } catch {
            throw InvalidArgument(
                parameter.name,
                "`\(place.safe(limit: 120))`: \(error.message)",
                hint: "a path counts from the playbook's folder"
            )
        }
        guard bytes.count <= limit else {
            throw InvalidArgument(
                parameter.name,
                "`\(place.safe(limit: 120))` is larger than \(limit >> 10) KiB",
                hint: Self.otherWay(for: bytes)
            )
        }
        known[place] = bytes
        return bytes
    }

    /// How a file that is too large gets to the PCs.
    private static func otherWay(for bytes: [UInt8]) -> String {
        // deb(5): a package is an ar archive; no bundle installs one.
        bytes.starts(with: "!<arch>\n".utf8)
            ? "send it with `siaga push` and install it in a `command` step, or offer it in an apt repository"
            : "put large files into a bundle: siaga bundle add"
    }
}
