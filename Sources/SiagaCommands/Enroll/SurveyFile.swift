import Reports
import Synchronization

/// The file of `--output`: what every PC of an enrolment showed, whole before each question is put.
final class SurveyFile: Sendable {
    private let path: String
    private let list: EnrollmentList
    private let rows = Mutex<[EnrollmentRow]>([])

    /// A file whose name's ending says its form: `.ndjson`, else text.
    init(_ path: String) {
        self.path = path
        list = EnrollmentList(path.lowercased().hasSuffix(".ndjson") ? .ndjson : .text)
    }

    /// Writes the file with these PCs behind those it has.
    ///
    /// - Throws: ``CommandFailure`` with the reason; an old file is untouched then.
    func add(_ more: [EnrollmentRow]) throws {
        let all = rows.withLock { rows in
            rows += more
            return rows
        }
        try AtomicFile.write(Array(try list.render(all).utf8), to: path, mode: ReportFile.mode)
    }
}
