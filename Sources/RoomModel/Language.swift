/// The languages everything a proctor reads exists in.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
    /// Indonesian.
    case indonesian = "id"
    /// English.
    case english = "en"
}

/// One sentence or phrase in every ``Language``.
public struct Localized: Hashable, Sendable, Codable {
    /// The Indonesian wording.
    public let id: String
    /// The English wording.
    public let en: String

    /// Creates the pair.
    public init(id: String, en: String) {
        self.id = id
        self.en = en
    }

    /// The wording in `language`.
    public subscript(language: Language) -> String {
        switch language {
        case .indonesian: id
        case .english: en
        }
    }
}
