/// What a check's row of the catalogue gives the reports to say.
public struct CheckWording: Hashable, Sendable, Codable {
    /// What is measured, as a short noun phrase that can head a sentence: "Ruang disk" / "Free disk space".
    public let label: Localized
    /// What the proctor does when it is not met.
    public let hint: Localized

    /// Creates the wording.
    public init(label: Localized, hint: Localized) {
        self.label = label
        self.hint = hint
    }
}
