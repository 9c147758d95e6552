import Checks
import Documents
import RoomModel

/// Reads the tree of a list of waivers and collects everything wrong with it.
struct WaiverReader {
    /// One entry that holds today.
    struct Entry {
        let hosts: [HostName]
        let checks: [CheckID]
        let waiver: Waiver
    }

    private let hosts: [Host]
    private let catalogue: CheckIndex
    private let today: CalendarDate
    private(set) var problems: [Problem] = []

    init(hosts: [Host], catalogue: [CheckDefinition], today: CalendarDate) {
        self.hosts = hosts
        self.catalogue = CheckIndex(catalogue)
        self.today = today
    }

    mutating func entries(of root: DocumentNode) -> [Entry] {
        if root.isNull { return [] }
        guard let members = root.list else {
            report(
                root.location,
                "daftar pengecualian adalah daftar",
                "the waivers are a list",
                "mulai tiap pengecualian dengan `- pc17: audio.dev`",
                "begin each with `- pc17: audio.dev`"
            )
            return []
        }
        return members.compactMap { entry($0) }
    }

    private mutating func entry(_ node: DocumentNode) -> Entry? {
        guard let keys = node.entries, !keys.isEmpty else {
            report(
                node.location,
                "pengecualian menyebut PC dan pemeriksaan",
                "a waiver names PCs and a check",
                "tulis `- pc17: audio.dev`, lalu until, reason dan by",
                "write `- pc17: audio.dev`, then until, reason and by"
            )
            return nil
        }
        let before = problems.count
        var subject: DocumentNode.Entry?
        var until: (date: CalendarDate, location: SourceLocation)?
        var reason: String?
        var by: String?
        var unmeasured = false
        for key in keys {
            switch key.key {
            case "until": until = date(key).map { ($0, key.value.location) }
            case "reason": reason = text(key)
            case "by": by = text(key)
            case "unmeasured": unmeasured = flag(key)
            default:
                guard let first = subject else {
                    subject = key
                    continue
                }
                unknown(key, beside: first)
            }
        }
        for name in ["until", "reason", "by"] where !keys.contains(where: { $0.key == name }) {
            missing(name, at: node.location)
        }
        guard let subject else {
            report(
                node.location,
                "pengecualian ini tidak menyebut PC",
                "this waiver names no PC",
                "tulis `pc17: audio.dev`",
                "write `pc17: audio.dev`"
            )
            return nil
        }
        let checks = self.checks(subject)
        let names = self.names(subject)
        let isSound = !problems[before...].contains { $0.severity == .error }
        guard isSound, let until, let reason, let by else { return nil }
        guard until.date >= today else {
            warn(
                until.location,
                "pengecualian untuk \(subject.key.safe(limit: 60)) berlaku sampai \(until.date), jadi diabaikan",
                "the waiver for \(subject.key.safe(limit: 60)) ended on \(until.date) and is ignored",
                "perpanjang bila masih perlu, atau hapus",
                "extend it where it is still needed, or delete it"
            )
            return nil
        }
        guard !checks.isEmpty, !names.isEmpty else { return nil }
        let waiver = Waiver(until: until.date, reason: reason, by: by, coversUnmeasured: unmeasured)
        return Entry(hosts: names, checks: checks, waiver: waiver)
    }

    /// The PCs; a pattern that names nobody is only a warning.
    private mutating func names(_ entry: DocumentNode.Entry) -> [HostName] {
        let pattern: HostPattern
        do {
            pattern = try HostPattern(entry.key)
        } catch {
            problems.append(Problem(at: entry.location, error.message, hint: error.hint))
            return []
        }
        do {
            return try pattern.select(from: hosts).map(\.name)
        } catch {
            problems.append(Problem(.warning, at: entry.location, error.message, hint: error.hint))
            return []
        }
    }

    private mutating func checks(_ entry: DocumentNode.Entry) -> [CheckID] {
        var checks: [CheckID] = []
        let nodes = entry.value.list ?? [entry.value]
        for node in nodes {
            guard let name = node.text else {
                report(
                    node.location,
                    "`\(entry.key.safe(limit: 60))` diisi nama pemeriksaan",
                    "`\(entry.key.safe(limit: 60))` takes a check",
                    "tulis `\(entry.key.safe(limit: 60)): audio.dev`",
                    "write `\(entry.key.safe(limit: 60)): audio.dev`"
                )
                continue
            }
            let id = CheckID(name)
            if Waiver.excluded.contains(id) {
                report(
                    node.location,
                    "`\(name)` tidak bisa dikecualikan",
                    "`\(name)` cannot be waived",
                    "hapus; tanpa itu PC tidak boleh disebut siap",
                    "delete it; without that check no PC may be called ready"
                )
            } else if !catalogue.mayHave(name) {
                let nearest = Suggestion.nearest(to: name, among: catalogue.names)
                warn(
                    node.location,
                    "tidak ada pemeriksaan `\(name.safe(limit: 60))`",
                    "there is no check `\(name.safe(limit: 60))`",
                    nearest.map { "maksudnya `\($0)`?" } ?? "semua nama: siaga check list",
                    nearest.map { "did you mean `\($0)`?" } ?? "all names: siaga check list"
                )
            } else {
                checks.append(id)
            }
        }
        return checks
    }

    private mutating func date(_ entry: DocumentNode.Entry) -> CalendarDate? {
        if let date = entry.value.text.flatMap({ CalendarDate($0) }) { return date }
        report(
            entry.value.location,
            "`until` diisi tanggal",
            "`until` takes a date",
            "tulis hari terakhirnya sebagai 2026-11-30",
            "write its last day as 2026-11-30"
        )
        return nil
    }

    private mutating func text(_ entry: DocumentNode.Entry) -> String? {
        if let text = entry.value.text, text.contains(where: { $0 != " " }) { return text.safe(limit: 120) }
        report(
            entry.value.location,
            "`\(entry.key)` belum diisi",
            "`\(entry.key)` takes a text",
            entry.key == "by" ? "tulis siapa yang menyetujui" : "tulis alasannya",
            entry.key == "by" ? "write who accepts it" : "write why it is accepted"
        )
        return nil
    }

    private mutating func flag(_ entry: DocumentNode.Entry) -> Bool {
        switch entry.value.text {
        case "true": return true
        case "false": return false
        default:
            report(
                entry.value.location,
                "`unmeasured` diisi true atau false",
                "`unmeasured` is `true` or `false`",
                "true: juga bila tidak terukur",
                "true: also where it cannot be measured"
            )
            return false
        }
    }

    private mutating func missing(_ name: String, at location: SourceLocation) {
        let example = ["until": "2026-11-30", "reason": "headset dipesan", "by": "Bu Sari"][name] ?? ""
        report(
            location,
            "pengecualian ini tanpa `\(name)`",
            "this waiver has no `\(name)`",
            "tambahkan, misalnya `\(name): \(example)`",
            "add it, for example `\(name): \(example)`"
        )
    }

    /// A second key that is none of ours: a slip of the pen, or a second PC.
    private mutating func unknown(_ entry: DocumentNode.Entry, beside first: DocumentNode.Entry) {
        let key = entry.key.safe(limit: 60)
        let slips = [entry, first].compactMap { entry in
            Suggestion.nearest(to: entry.key, among: WaiverList.keys).map { (entry, $0) }
        }
        if let (slip, meant) = slips.first {
            report(
                slip.location,
                "kunci `\(slip.key.safe(limit: 60))` tidak dikenal",
                "unknown key `\(slip.key.safe(limit: 60))`",
                "maksudnya `\(meant)`?",
                "did you mean `\(meant)`?"
            )
        } else {
            report(
                entry.location,
                "satu pengecualian, satu kunci PC; `\(key)` yang kedua",
                "one waiver has one key of PCs; `\(key)` is a second",
                "mulai pengecualian baru dengan `- `, atau tulis `pc[13-15]`",
                "begin a new waiver with `- `, or write `pc[13-15]`"
            )
        }
    }

    private mutating func report(
        _ place: SourceLocation,
        _ id: String,
        _ en: String,
        _ hintID: String,
        _ hintEN: String
    ) {
        problems.append(
            Problem(at: place, Localized(id: id, en: en), hint: Localized(id: hintID, en: hintEN))
        )
    }

    private mutating func warn(
        _ place: SourceLocation,
        _ id: String,
        _ en: String,
        _ hintID: String,
        _ hintEN: String
    ) {
        problems.append(
            Problem(.warning, at: place, Localized(id: id, en: en), hint: Localized(id: hintID, en: hintEN))
        )
    }
}
