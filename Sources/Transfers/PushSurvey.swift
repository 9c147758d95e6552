import Bundles
import Remoting
import RoomModel

/// What a PC has already of a shipment, and what is in its way.
struct PushSurvey {
    /// A staging folder that an earlier run left.
    struct Staging {
        let name: String
        /// How much of each staged file is there, with the hash of that.
        var parts: [String: (size: Int64, hash: ContentHash)] = [:]
        /// Their bytes.
        var size: ByteCount { ByteCount.sum(parts.values.map(\.size)) }
    }

    /// Why nothing can be moved.
    private(set) var refusal: TransferRefusal?
    /// The files of the shipment that are in their place.
    private(set) var same: Set<String> = []
    /// The folders of the shipment that are there.
    private(set) var folders: Set<String> = []
    /// What has the name of a file or folder of the shipment and is none.
    private var obstacles: [String: FileProblem.Reason] = [:]
    /// What is in the way of some.
    private(set) var problems: [FileProblem] = []
    /// The staging folder with the most in it.
    private(set) var staging: Staging?
    /// Whether it takes an archive.
    private(set) var hasTar = true
    private var free: ByteCount?
    /// How many files more the disk takes; nil where it does not count them.
    private var freeFiles: Int?

    /// The request that asks for it.
    static func request(
        _ shipment: Shipment,
        to folder: String,
        by owner: String,
        _ nonce: Nonce,
        within deadline: Duration
    ) -> CommandRequest {
        let lines = shipment.folders.map { "d \($0)\n" } + shipment.files.map { "f \($0.path)\n" }
        return PosixScript.request(
            PushScripts.survey,
            nonce,
            [PosixScript.path(folder), owner],
            input: Array(lines.joined().utf8),
            writingIn: PosixScript.path(folder),
            within: deadline
        )
    }

    /// Reads the answer.
    init(_ result: CommandResult, nonce: Nonce, shipment: Shipment) {
        let answer = TaggedLines(result.standardOutput, nonce: nonce)
        guard result.exit == .code(0), !result.standardOutput.isTruncated else {
            refusal = .unclear(result.lastWords)
            return
        }
        let place = answer.texts("D").first.flatMap { ReservedPath($0, for: .into) }
        refusal = answer.pushRefusal ?? place.map { .reserved($0.folder) }
        hasTar = answer.all("T").isEmpty
        // A full disk may have less than nothing left for ordinary accounts.
        free = answer.texts("F").first.flatMap { Int64(digits: $0, in: -1 << 43...1 << 43) }.map {
            .kibibytes($0)
        }
        // All it has, and what of it is left: some file systems have as many as they need, and say none.
        let files =
            answer.texts("G").first?.split(separator: " ").compactMap { Int(digits: $0, in: .counts) } ?? []
        freeFiles = files.count == 2 && files[0] > 0 ? files[1] : nil
        staging = Self.stagings(answer).max { left, right in
            left.size < right.size
        }
        folders = Set(answer.texts("K"))
        obstacles = Dictionary(
            answer.texts("L").map { ($0, FileProblem.Reason.link) }
                + answer.texts("X").map { ($0, FileProblem.Reason.inTheWay) }
        ) { first, _ in first }
        problems = shipment.files.compactMap { file in
            obstacle(to: file.path).map { FileProblem(path: file.path, reason: $0) }
        }
        let hashes = Dictionary(
            answer.texts("H").compactMap(TaggedLines.hash).map { ($0.path, $0.hash) }
        ) { first, _ in first }
        same = Set(shipment.files.filter { hashes["./\($0.path)"] == "\($0.hash)" }.map(\.path))
    }

    /// What keeps a file or folder from its place: it itself, or one above it.
    func obstacle(to path: String) -> FileProblem.Reason? {
        path.prefixes.lazy.compactMap { obstacles[$0] }.first
    }

    /// The folders and their files come in turn: a folder's line, then its files' sizes and hashes.
    private static func stagings(_ answer: TaggedLines) -> [Staging] {
        var stagings: [Staging] = []
        var sizes: [String: Int64] = [:]
        for line in answer.lines {
            guard let text = line.text else { continue }
            switch Character(UnicodeScalar(line.tag)) {
            case "P":
                stagings.append(Staging(name: text))
                sizes = [:]
            case "W":
                if let (size, path) = TaggedLines.size(text) { sizes[path] = size }
            case "S":
                guard !stagings.isEmpty, let (hash, path) = TaggedLines.hash(text), let size = sizes[path],
                    let hash = ContentHash(hash)
                else { continue }
                stagings[stagings.count - 1].parts[String(path.dropFirst(2))] = (size, hash)
            default: break
            }
        }
        return stagings
    }

    /// Refuses what has no room: the bytes to come, with a twentieth and 16 MiB besides for the file system's own, and the
    /// files.
    ///
    /// - Parameters:
    ///   - bytes: What is to be sent.
    ///   - count: How many files and folders are to be made, those of staging among them.
    /// - Returns: The refusal; nil where there is room, or nobody knows.
    func room(for bytes: Int64, files count: Int) -> TransferRefusal? {
        let needed = ByteCount(bytes: bytes) + ByteCount(bytes: bytes / 20) + .mebibytes(16)
        if bytes > 0, let free, free < needed { return .noSpace(needs: needed, has: free) }
        guard let freeFiles, freeFiles < count else { return nil }
        return .noInodes(needs: count, has: freeFiles)
    }
}

extension TaggedLines {
    /// Why a PC refuses a push as a whole; nil: it does not.
    var pushRefusal: TransferRefusal? {
        guard let line = all("E").first else { return nil }
        let text = line.text ?? ""
        if text == "hash" { return .noHashTool }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first, words.count) {
        case ("link", 2): return .link(words[1])
        case ("open", 2): return .open(words[1])
        case (let word?, 2): return DiskFault(rawValue: word).map { .disk($0, words[1]) } ?? .folder
        default: return .folder
        }
    }
}

extension String {
    /// The path and every folder above it.
    fileprivate var prefixes: [String] {
        indices.filter { self[$0] == "/" }.map { String(self[..<$0]) } + [self]
    }
}
