public import RoomModel

/// What must be said about the record while a command goes on; none of it stops a run.
public enum HistoryNotice: Hashable, Sendable {
    /// The run is written to a file for now, because of the error.
    case spooled(HistoryError, file: String)
    /// The run cannot be written anywhere.
    case notKept(HistoryError)
    /// A damaged database lies under this name now; a new one was begun.
    case movedAside(file: String)
    /// Runs that lay in files are in the database now.
    case takenIn(runs: Int, events: Int)
    /// Runs lie in files and cannot be taken in now.
    case pending(HistoryError, files: Int)
    /// Records of the database cannot be read and were left out; the others count.
    case leftOut(records: Int, file: String)
    /// Records of the database are whole and not understood: a newer version wrote them.
    case newer(records: Int, file: String)

    /// One sentence, lower case, no full stop.
    public var message: Localized {
        switch self {
        case .spooled(let error, let file):
            return Localized(
                id:
                    "\(error.message.id); hasil ini disimpan di \(file.safe()) lalu dipindah ke riwayat nanti",
                en: "\(error.message.en); this run is kept in \(file.safe()) and taken in later"
            )
        case .notKept(let error):
            return Localized(
                id: "hasil ini tidak tersimpan: \(error.message.id)",
                en: "this run is not kept: \(error.message.en)"
            )
        case .movedAside(let file):
            return Localized(
                id: "riwayat rusak; berkasnya dipindah ke \(file.safe()), riwayat baru dimulai",
                en: "the history is damaged; its file is now \(file.safe()), and a new history was begun"
            )
        case .takenIn(let runs, let events):
            return Localized(
                id: "\(runs) hasil yang tertunda (\(events) kejadian) kini tercatat di riwayat",
                en: "\(runs) \(runs == 1 ? "run" : "runs") kept aside (\(events) events) now in the history"
            )
        case .pending(let error, let files):
            let are = files == 1 ? "run is" : "runs are"
            return Localized(
                id: "\(files) hasil masih di luar riwayat: \(error.message.id)",
                en: "\(files) \(are) still outside the history: \(error.message.en)"
            )
        case .leftOut(let records, let file):
            let are = records == 1 ? "record is damaged and was" : "records are damaged and were"
            return Localized(
                id: "\(records) catatan di \(file.safe()) rusak dan dilewati; periksa ulang",
                en: "\(records) \(are) left out (\(file.safe())); scan again"
            )
        case .newer(let records, let file):
            let are = records == 1 ? "record was" : "records were"
            return Localized(
                id:
                    "\(records) catatan di \(file.safe()) ditulis Siaga yang lebih baru dan dilewati; lihat dengan versi itu",
                en:
                    "\(records) \(are) written by a newer Siaga and left out (\(file.safe())); see them with that version"
            )
        }
    }

    /// Whether a scan makes up for what is lost.
    public var asksForScan: Bool {
        if case .leftOut = self { true } else { false }
    }

    /// Whether it tells of a mishap rather than of its end.
    public var isWarning: Bool {
        if case .takenIn = self { false } else { true }
    }
}
