import Bundles
import Remoting
import RoomModel

/// What a PC has to give.
struct PullSurvey {
    /// One file.
    struct File: Hashable {
        /// As the PC's shell takes it; untrusted.
        let remotePath: String
        /// Where it goes, below the PC's own folder; safe.
        let path: String
        let size: Int64
        let hash: ContentHash
        let isExecutable: Bool
    }

    /// Why nothing can be moved.
    private(set) var refusal: TransferRefusal?
    private(set) var files: [File] = []
    /// Safe paths of folders, upper ones first.
    private(set) var folders: [String] = []
    private(set) var problems: [FileProblem] = []
    /// Links, devices and the like.
    private(set) var leftOut = 0

    /// How much it is, with what cannot be had.
    var whole: FileCount {
        FileCount(
            files: files.count + problems.count,
            size: ByteCount.sum(files.map(\.size))
        )
    }

    /// The request that asks for it.
    static func request(_ source: String, _ nonce: Nonce, within deadline: Duration) -> CommandRequest {
        PosixScript.request(PullScripts.survey, nonce, [PosixScript.path(source)], within: deadline)
    }

    /// Reads the answer.
    ///
    /// - Parameters:
    ///   - result: The answer.
    ///   - nonce: What marks its lines.
    ///   - source: What was asked for; its last part is what it is called here.
    init(_ result: CommandResult, nonce: Nonce, source: String) {
        let answer = TaggedLines(result.standardOutput, nonce: nonce)
        let kind = answer.texts("K").first
        refusal =
            switch answer.texts("E").first {
            case "hash": .noHashTool
            case "missing": .missing
            case .some: .folder
            case nil where result.standardOutput.isTruncated: .tooMany
            case nil where result.exit != .code(0) || kind == nil: .unclear(result.lastWords)
            case nil: nil
            }
        guard refusal == nil else { return }
        leftOut = answer.texts("O").first.flatMap { Int(digits: $0.filter { $0 != " " }, in: .counts) } ?? 0
        let sizes = Dictionary(answer.texts("W").compactMap(TaggedLines.size).map { ($0.path, $0.size) }) {
            first,
            _ in first
        }
        let hashes = Dictionary(answer.texts("H").compactMap(TaggedLines.hash).map { ($0.path, $0.hash) }) {
            first,
            _ in first
        }
        let programs = Set(answer.texts("X"))
        let prefix = kind == "folder" ? Self.name(of: source) + "/" : ""
        var closed = answer.texts("U").map { prefix + $0.dropFirst(2) }
        if closed.isEmpty, !answer.all("R").isEmpty { closed = [Self.name(of: source)] }
        problems = closed.map { FileProblem(path: $0, reason: .unreadable) }
        for line in answer.all("N") {
            let shown = String(decoding: line.bytes.dropFirst(2), as: UTF8.self)
            guard let name = line.text, name.hasPrefix("./"),
                let below = try? PathRules.posix.path(String(name.dropFirst(2))), !below.isEmpty,
                let path = try? PathRules.posix.path(prefix + below)
            else {
                problems.append(FileProblem(path: shown, reason: .badName))
                continue
            }
            guard let size = sizes[name], let hash = hashes[name].flatMap({ ContentHash($0) }) else {
                problems.append(FileProblem(path: shown, reason: .unreadable))
                continue
            }
            files.append(
                File(
                    remotePath: name,
                    path: path,
                    size: size,
                    hash: hash,
                    isExecutable: programs.contains(name)
                )
            )
        }
        for name in answer.texts("D") where name == "." || name.hasPrefix("./") {
            if let path = try? PathRules.posix.path(prefix + name.dropFirst(2)), !path.isEmpty {
                folders.append(path)
            }
        }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        folders.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The last part of what was asked for, which the user typed; `files` where that is no name.
    static func name(of source: String) -> String {
        let last = source.split(separator: "/").last.map(String.init) ?? ""
        let path = last == "~" ? "" : (try? PathRules.posix.path(last)) ?? ""
        return path.isEmpty ? "files" : path
    }
}
