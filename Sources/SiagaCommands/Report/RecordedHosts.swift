import ExamDay
import Reports
import RoomModel

/// The PCs on record that a word means: a PC's name or a seat.
struct RecordedHosts {
    /// Each with what people call its room.
    private(set) var dossiers: [(room: String, dossier: HostDossier)] = []
    /// The room of the first of them, for language and zone.
    private(set) var profile: RoomProfile?

    /// Finds them; none where the word is no PC and no seat of any room.
    ///
    /// - Throws: ``CommandFailure`` when the history cannot be read.
    init(_ word: String, in records: [RoomRecord]) async throws(CommandFailure) {
        for record in records {
            guard let measured = try await record.lastReport() else { continue }
            let acts = await record.acts()
            let report = measured.applying(acts)
            guard let host = Self.host(word, in: report) else { continue }
            var runs: [[RunEvent]] = []
            for run in try await record.runs() {
                runs.append(try await record.events(of: run, about: host))
            }
            let timeline = HostTimeline(host, in: runs, states: try await record.states(of: host))
            let dossier = HostDossier(host, in: report, runs: runs, timeline: timeline, acts: acts)
            guard let dossier else { continue }
            dossiers.append((report.start.room.title, dossier))
            profile = profile ?? report.start.room
        }
    }

    /// The PC of that name, else the one that stands at that seat now.
    private static func host(_ word: String, in report: RoomReport) -> HostName? {
        guard let place = try? RoomPlaces(report.start.hosts).find(word) else { return nil }
        let name = place.host.name
        guard let seat = place.seat, word.lowercased() != name.description.lowercased() else { return name }
        // A seat that its own PC left is empty: its PC is what can be told of it.
        return report.acts?.occupant(of: seat, owner: name) ?? name
    }
}
