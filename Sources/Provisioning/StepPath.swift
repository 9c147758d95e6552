import Facts
import RoomModel

/// A full path on a PC that a step may change.
struct StepPath: Hashable, Sendable {
    /// From the root, without `.`, `..`, double slashes and a slash at the end.
    let text: String

    /// Folders of the system that no step may take for its own.
    private static let system: Set<String> = [
        "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib32", "/lib64", "/libx32", "/media", "/mnt",
        "/opt",
        "/proc", "/root", "/run", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/usr/bin", "/usr/lib",
        "/usr/local",
        "/usr/sbin", "/usr/share", "/var", "/var/lib", "/var/log", "/var/tmp",
    ]

    /// Reads the argument `name`.
    ///
    /// - Throws: ``InvalidArgument`` for a path that is not plain, or one of the system's own folders.
    init(_ arguments: ParameterValues, _ name: String = "path") throws(InvalidArgument) {
        let given = arguments.text(name) ?? ""
        let text = given.count > 1 && given.hasSuffix("/") ? String(given.dropLast()) : given
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard text.hasPrefix("/"), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw InvalidArgument(
                name,
                "`\(given.safe(limit: 60))` is not a plain full path",
                hint: "write it from the root, without `.` and `..`: /opt/exam/file"
            )
        }
        guard !Self.system.contains(text) else {
            throw InvalidArgument(
                name,
                "`\(text)` belongs to the system",
                hint: "name a file or folder inside it"
            )
        }
        self.text = text
    }

    /// The last part.
    var name: String { text.split(separator: "/").last.map(String.init) ?? "" }
}

extension PathFact.Reading {
    /// Why nothing is changed there, whatever it is; nil: nothing speaks against it.
    var refusal: StepRefusal? {
        if let foreignLink { return StepRefusal(.link, foreignLink) }
        if kind == .other, base.isEmpty == false, !isWritable { return StepRefusal(.inTheWay, base) }
        return isWritable ? nil : StepRefusal(.noRight, base)
    }
}

/// Owner and permissions that a playbook asks for.
struct Protection: Hashable, Sendable {
    /// The account; nil: whoever it is.
    let owner: String?
    /// Octal, without leading zeros; nil: as it is.
    let mode: String?

    /// What a playbook may set.
    static let parameters = [
        Parameter(
            "owner",
            .text,
            example: "root",
            Localized(id: "Pemilik; baku: tetap", en: "The owner; default: as it is")
        ),
        Parameter(
            "mode",
            .text,
            example: "'0644'",
            Localized(
                id: "Izin, oktal: '0644'; baku: tetap",
                en: "The mode, octal: '0644'; default: as it is"
            )
        ),
    ]

    /// Reads `owner` and `mode`.
    ///
    /// - Throws: ``InvalidArgument`` for a name or a mode that is none.
    init(_ arguments: ParameterValues) throws(InvalidArgument) {
        if let text = arguments.text("mode") {
            guard text.utf8.count <= 4, let bits = Int(text, radix: 8), bits >= 0 else {
                throw InvalidArgument(
                    "mode",
                    "`\(text.safe(limit: 20))` is no octal mode",
                    hint: "write '0644'"
                )
            }
            mode = String(bits, radix: 8)
        } else {
            mode = nil
        }
        owner = arguments.text("owner")
        if let owner, (try? UserName(owner)) == nil {
            throw InvalidArgument("owner", "`\(owner.safe(limit: 40))` is no account")
        }
    }

    /// Whether what was found is as asked for.
    func holds(_ reading: PathFact.Reading) -> Bool {
        (owner == nil || owner == reading.owner) && (mode == nil || mode == reading.mode)
    }
}

/// The part of each script that goes to the folder a plan was made for, and nowhere else.
enum FolderEntry {
    /// `siaga_enter BASE MISSING`: goes to BASE, which must still be the same folder, and makes what is missing below it.
    static let shell = #"""
        siaga_stop() {
            echo "$1" >&2
            exit 1
        }
        siaga_enter() {
            cd -P -- "$1" && [ "$(pwd -P)" = "$1" ] || siaga_stop "the folder $1 is another one now"
            [ -n "$2" ] || return 0
            mkdir -p -- "./$2" || siaga_stop "the folder $2 could not be made"
            cd -P -- "./$2" && [ "$(pwd -P)" = "${1%/}/$2" ] || siaga_stop "the folder $2 is another one now"
        }

        """#
}
