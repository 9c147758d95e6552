import RoomModel

/// One line of a known_hosts file that names a key.
struct KnownHostsLine: Hashable, Sendable {
    /// What the line says about its key.
    enum Marker: Hashable, Sendable {
        /// The host has this key.
        case trusted
        /// The key must never be accepted (`@revoked`).
        case revoked
        /// The key signs host certificates (`@cert-authority`), which this build cannot check.
        case certificateAuthority
    }

    /// Why a line is skipped.
    struct Damage: Error, Hashable {
        /// What is wrong, lower case, without a full stop.
        let message: String
        /// What to do about it.
        let hint: String
        /// The names it speaks for, as far as they can be read: their PCs are not new.
        var pattern: HostPattern?
    }

    let marker: Marker
    /// The names it speaks for.
    let pattern: HostPattern
    let key: PublicKey
    /// Whatever follows the key.
    let comment: String

    /// Reads a line that is neither empty nor a comment.
    ///
    /// - Throws: ``Damage`` with the first thing wrong with it.
    init(_ line: Substring) throws(Damage) {
        var words = line.split(maxSplits: 1, whereSeparator: \.isBlank)
        func nextWord() -> Substring? {
            guard let word = words.first else { return nil }
            words = words.dropFirst().first?.split(maxSplits: 1, whereSeparator: \.isBlank) ?? []
            return word
        }
        guard var field = nextWord() else { throw Damage(message: "the line is empty", hint: "delete it") }
        switch field {
        case "@revoked": marker = .revoked
        case "@cert-authority": marker = .certificateAuthority
        case _ where field.hasPrefix("@"):
            throw Damage(
                message: "unknown marker `\(String(field).safe(limit: 30))`",
                hint: "only `@revoked` and `@cert-authority` are known",
                pattern: nextWord().flatMap { HostPattern($0) }
            )
        default: marker = .trusted
        }
        if marker != .trusted {
            guard let next = nextWord() else {
                throw Damage(message: "the line ends after its marker", hint: "add names, type and key")
            }
            field = next
        }
        guard let pattern = HostPattern(field) else {
            throw Damage(message: "the hashed name is damaged", hint: "enroll the PC again")
        }
        func damage(_ message: String) -> Damage {
            Damage(message: message, hint: "enroll the PC again", pattern: pattern)
        }
        guard let type = nextWord(), let base64 = nextWord() else { throw damage("the line has no key") }
        guard let key = PublicKey(base64: base64) else {
            throw damage("the key is damaged or of an unknown type")
        }
        guard key.type == type else {
            throw damage("the line says `\(String(type).safe(limit: 40))`, its key is `\(key.type)`")
        }
        self.pattern = pattern
        self.key = key
        comment = words.map(String.init).joined(separator: " ")
    }
}

extension Character {
    /// Space, tab, and the carriage return of a file written on Windows.
    fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}
