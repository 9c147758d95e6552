import RoomModel

/// What Siaga notes behind a host key in a room's `known_hosts`: since when it is there, and what the server called
/// itself that day.
///
/// `ssh` reads nothing behind the key (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
struct KeyNote: Hashable {
    private static let mark = "siaga"

    let since: CalendarDate
    /// Empty where the server's name was not seen.
    let service: String

    init(since: CalendarDate, service: String) {
        self.since = since
        self.service = service.safe(limit: 80)
    }

    /// Reads a comment; nil for any other than Siaga's own.
    init?(_ comment: String) {
        let words = comment.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard words.count >= 2, words[0] == Self.mark, let since = CalendarDate(String(words[1])) else {
            return nil
        }
        self.init(since: since, service: words.count > 2 ? String(words[2]) : "")
    }

    /// The comment.
    var text: String { "\(Self.mark) \(since)" + (service.isEmpty ? "" : " \(service)") }
}
