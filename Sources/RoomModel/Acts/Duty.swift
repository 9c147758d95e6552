/// A duty of the proctor that no sensor sees, so that a person ticks it off; the raw values are the codes in JSON.
///
/// The official duties of a proctor, as far as Siaga can neither do nor measure them (guide of the ministry to the
/// computer-based assessment, 2025).
public enum Duty: String, Hashable, Sendable, Codable, CaseIterable {
    /// The pictures on the pupils' screens are whole, and large enough.
    case screen
    /// The uninterruptible power supply of the proctor's PC and the modem is on.
    case ups
    /// The local server is in step with the ministry's site.
    case sync
    /// The login cards are printed.
    case cards
    /// Seat numbers and the seating plan are up.
    case seating
    /// The answers of the session were uploaded.
    case upload
    /// The data of the session are complete, guests' schools included.
    case complete

    /// Whether it is done when the session is over.
    public var isAfterSession: Bool { self == .upload || self == .complete }

    /// Whether there is such a duty where the exam is held in this way; all are where nobody said how.
    public func exists(in mode: RoomMode?) -> Bool {
        // Over the internet every PC sends its own answers, and there is no local server.
        mode != .online || self != .sync && self != .upload
    }

    /// What is typed for it, in each language.
    public var name: Localized {
        switch self {
        case .screen: Localized(id: "layar", en: "screen")
        case .ups: Localized(id: "ups", en: "ups")
        case .sync: Localized(id: "sinkron", en: "sync")
        case .cards: Localized(id: "kartu", en: "cards")
        case .seating: Localized(id: "denah", en: "seating")
        case .upload: Localized(id: "unggah", en: "upload")
        case .complete: Localized(id: "lengkap", en: "complete")
        }
    }

    /// The duty that is typed so in one of the languages, capitals or not; nil for any other word.
    public init?(typed word: String) {
        let word = word.lowercased()
        guard let duty = Self.allCases.first(where: { $0.name.id == word || $0.name.en == word }) else {
            return nil
        }
        self = duty
    }
}
