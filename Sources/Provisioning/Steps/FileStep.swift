import Bundles
public import Facts
public import RoomModel

/// One file with this content: made, written anew, or given another owner or mode.
///
/// Readers see the old or the new content, never half of it: it is written beside the file, proved by its SHA-256, and
/// renamed. What playbook and PC leave open stays as it is; a new file has mode 644.
public struct FileStep: ScriptedStep {
    private let path: StepPath
    private let content: FileContent
    private let protection: Protection

    init(path: StepPath, content: FileContent, protection: Protection) {
        self.path = path
        self.content = content
        self.protection = protection
    }

    private var fact: PathFact { PathFact(path: path.text, isHashed: true) }

    /// The path.
    public var subject: String? { path.text }

    /// What is at the path.
    public var facts: [any Fact] { [fact] }

    /// 2 minutes: 16 MiB over a slow line.
    public var limit: Duration { .seconds(120) }

    /// Compares content, then owner and mode.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: fact)
        if let refusal = found.refusal { return .refused(refusal) }
        let bytes = content.bytes.count < 10_000 ? nil : ByteCount(bytes: Int64(content.bytes.count))
        switch found.kind {
        case .absent: return .change(StepChange(.create, path.text, bytes: bytes))
        case .file where found.sha256 != content.sha256:
            return .change(StepChange(.write, path.text, bytes: bytes))
        case .file where !protection.holds(found): return .change(StepChange(.protect, path.text))
        case .file: return .nothing
        case .link: return .refused(StepRefusal(.link, path.text))
        case .folder, .emptyFolder, .other: return .refused(StepRefusal(.inTheWay, path.text))
        }
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let found = try? readings.reading(of: fact)
        return StepScript(
            Self.body,
            [
                found?.base ?? "/", found?.missing ?? "", path.name, content.sha256,
                protection.mode ?? found?.mode ?? "644", protection.owner ?? found?.owner ?? "",
                protection.owner ?? "",
            ],
            input: content.bytes,
            in: found?.base ?? "/"
        )
    }

    private static let body = #"""
        siaga_enter "$1" "$2"
        [ ! -d "./$3" ] && [ ! -L "./$3" ] || siaga_stop "$3 is no file any more"
        siaga_room
        cat >./new || siaga_unwritten "the content could not be written"
        sum=$(sha256sum <./new) || siaga_stop "sha256sum does not work"
        [ "${sum%% *}" = "$4" ] || siaga_stop "the content did not arrive whole"
        owner=$6
        # As another account than root nothing can be given away, and what stays as it is need not be.
        [ "$(id -u)" = 0 ] || owner=${7:-}
        if [ -n "$owner" ] && [ "$(stat -c %U ./new)" != "$owner" ]; then
            chown -h -- "$owner" ./new || siaga_stop "it cannot be given to $owner"
        fi
        chmod -- "$5" ./new && sync && siaga_put new "$3"
        """#
}

/// What a file is to hold.
struct FileContent: Hashable, Sendable {
    let bytes: [UInt8]
    /// 64 lower-case hexadecimal digits.
    let sha256: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        sha256 = ContentHash(of: bytes).description
    }

    init(_ text: String) {
        self.init(Array(text.utf8))
    }
}
