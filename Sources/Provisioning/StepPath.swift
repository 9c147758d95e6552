import Facts
import RoomModel

/// A full path on a PC that a step may change.
struct StepPath: Hashable, Sendable {
    /// From the root, without `.`, `..`, double slashes and a slash at the end.
    let text: String

    /// Reads the argument `name`.
    ///
    /// - Parameters:
    ///   - arguments: What the playbook says.
    ///   - name: The parameter.
    ///   - use: What is to be done there; nil: it is only looked at.
    /// - Throws: ``InvalidArgument`` for a path that is not plain, or one that is reserved.
    init(
        _ arguments: ParameterValues,
        _ name: String = "path",
        for use: ReservedPath.Use? = .entry
    ) throws(InvalidArgument) {
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
        if let use, ReservedPath(text, for: use) != nil { throw InvalidArgument(name, reserved: text, use) }
        self.text = text
    }

    /// The last part.
    var name: String { text.split(separator: "/").last.map(String.init) ?? "" }
}

extension PathFact.Reading {
    /// Why nothing is changed there, whatever it is; nil: nothing speaks against it.
    var refusal: StepRefusal? {
        refusal(for: .entry)
    }

    /// Why nothing of that kind is done there; nil: nothing speaks against it.
    func refusal(for use: ReservedPath.Use) -> StepRefusal? {
        if let foreignLink { return StepRefusal(.link, foreignLink) }
        if kind == .other, base.isEmpty == false, !isWritable { return StepRefusal(.inTheWay, base) }
        if let place = placeRefusal(for: use) { return place }
        return isWritable ? nil : StepRefusal(.noRight, base)
    }

    /// Why a folder is not the place for that, whatever the account may do there; nil: it may be.
    func placeRefusal(for use: ReservedPath.Use) -> StepRefusal? {
        if !resolved.isEmpty, let reserved = ReservedPath(resolved, for: use) {
            return StepRefusal(.protectedFolder, reserved.folder)
        }
        if use == .whole, let home { return StepRefusal(.protectedFolder, home) }
        if use == .whole, let mountPoint { return StepRefusal(.mountPoint, mountPoint) }
        if isDiskReadOnly { return StepRefusal(.readOnlyDisk, base) }
        return isWritable ? openFolder.map { StepRefusal(.openFolder, $0) } : nil
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
