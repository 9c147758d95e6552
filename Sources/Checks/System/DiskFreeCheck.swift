public import Facts
public import RoomModel

/// Whether the disk of the exam app, or of the system, has room.
public struct DiskFreeCheck: Check {
    /// The folder whose disk is measured; nil: the system's.
    public let path: String?
    /// The limits.
    public let limits: SpaceLimits

    /// Creates the check.
    public init(path: String?, limits: SpaceLimits) {
        self.path = path
        self.limits = limits
    }

    /// The folder.
    public var subject: String? { path }

    /// The free space.
    public var facts: [any Fact] { [DiskFreeFact(path: path)] }

    /// A full disk stops the app.
    public var severity: Severity { .fail }

    /// Compares the amount.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        limits.judge(try readings.reading(of: DiskFreeFact(path: path)))
    }

    /// `disk.free` of the catalogue.
    public static let definition = CheckDefinition(
        id: "disk.free",
        label: Localized(id: "Ruang disk kosong", en: "Free disk space"),
        hint: Localized(id: "Kosongkan disk (minimal 10 GB)", en: "Free disk space (at least 10 GB)"),
        parameters: [
            Parameter(
                "path",
                .text,
                variable: "exam_app_path",
                Localized(
                    id: "Folder yang disknya diukur; tanpa ini: disk sistem",
                    en: "The folder whose disk is measured; without it the system's disk"
                )
            ),
            Parameter(
                "warn_below",
                .bytes,
                default: "10 GiB",
                Localized(id: "Catatan bila kurang dari ini", en: "A note when there is less")
            ),
            Parameter(
                "fail_below",
                .bytes,
                default: "1 GiB",
                Localized(id: "PC tidak dapat dipakai bila kurang dari ini", en: "The PC is no use with less")
            ),
        ],
        source: "POS/juknis ANBK: 10 GB; 1 GB: own judgement",
        make: { arguments throws(InvalidArgument) in
            let path = arguments.text("path") == nil ? nil : try ApplicationFolder.path(arguments)
            return DiskFreeCheck(path: path, limits: try SpaceLimits(arguments))
        }
    )
}
