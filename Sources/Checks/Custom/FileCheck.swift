public import Facts
public import RoomModel

/// A file of the playbook is there as it should be, or is not there.
public struct FileCheck: Check {
    private let fact: FileFact
    private let mustExist: Bool
    private let owner: String?
    private let mode: String?
    private let sha256: String?

    /// The file.
    public var facts: [any Fact] { [fact] }

    /// `fail`, unless the playbook says otherwise.
    public var severity: Severity { .fail }

    /// Presence, then content, then owner, then mode.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let name = fact.path.safe(limit: 80)
        guard let file = try readings.reading(of: fact) else {
            return mustExist ? Judgement(.fail, .missing([name])) : Judgement(.pass, .met(nil))
        }
        guard mustExist else { return Judgement(.fail, .unwanted([name])) }
        if let sha256, file.sha256 != sha256 { return Judgement(.fail, .altered([name])) }
        if let owner, file.owner != owner {
            return Judgement(.fail, .unexpected(.text(file.owner), expected: [.text(owner.safe(limit: 60))]))
        }
        if let mode, Int(file.mode, radix: 8) != Int(mode, radix: 8) {
            return Judgement(.fail, .unexpected(.text(file.mode), expected: [.text(mode)]))
        }
        return Judgement(.pass, .met(nil))
    }

    /// `file` of the catalogue.
    public static let definition = CheckDefinition(
        id: "file",
        label: Localized(id: "Berkas", en: "File"),
        hint: CustomCheck.hint,
        parameters: [
            CustomCheck.name("hosts"),
            Parameter(
                "path",
                .text,
                isRequired: true,
                example: "/etc/hosts",
                Localized(id: "Berkas atau folder, lengkap dari awal", en: "A file or folder, a full path")
            ),
            Parameter(
                "exists",
                .flag,
                default: "true",
                Localized(
                    id: "Apakah harus ada, atau tidak boleh",
                    en: "Whether it must be there, or must not"
                )
            ),
            Parameter(
                "sha256",
                .text,
                example: "'" + String(repeating: "0", count: 64) + "'",
                Localized(
                    id: "Isi yang benar, 64 angka heksadesimal",
                    en: "Its content, 64 hexadecimal digits"
                )
            ),
            Parameter(
                "owner",
                .text,
                example: "root",
                Localized(id: "Pemilik yang benar", en: "The right owner")
            ),
            Parameter(
                "mode",
                .text,
                example: "'0644'",
                Localized(id: "Izin yang benar, oktal: '0644'", en: "The right mode, octal: '0644'")
            ),
        ],
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let sha256 = arguments.text("sha256")?.lowercased()
            if let sha256, sha256.utf8.count != 64 || !sha256.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
                throw InvalidArgument("sha256", "a SHA-256 has 64 hexadecimal digits")
            }
            let isAbsent = arguments.values["exists"] == .flag(false)
            if isAbsent, let idle = ["sha256", "owner", "mode"].first(where: { arguments.values[$0] != nil })
            {
                throw InvalidArgument(
                    idle,
                    "a file that must not be there has no `\(idle)`",
                    hint: "leave out `\(idle)`, or `exists: false`",
                    besides: ["exists"]
                )
            }
            let octal = UInt8(ascii: "0")...UInt8(ascii: "7")
            if let mode = arguments.text("mode"),
                !(3...4).contains(mode.utf8.count) || !mode.utf8.allSatisfy(octal.contains)
            {
                throw InvalidArgument(
                    "mode",
                    "`\(mode.safe(limit: 20))` is no octal mode",
                    hint: "write '0644'"
                )
            }
            return FileCheck(
                fact: FileFact(path: try CustomCheck.path(arguments), isHashed: sha256 != nil),
                mustExist: !isAbsent,
                owner: arguments.text("owner"),
                mode: arguments.text("mode"),
                sha256: sha256
            )
        }
    )
}
