import RoomModel

/// The parameter `attempts` that all network checks share: one lost packet is no red PC.
enum NetworkAttempts {
    /// How often, where the playbook is silent.
    private static let normally = 2
    private static let allowed = 1...3

    /// `attempts`.
    static let parameter = Parameter(
        "attempts",
        .count,
        default: "\(normally)",
        Localized(
            id: "Paling banyak percobaan sebelum dinyatakan gagal, 1 sampai 3, dengan jeda 1 detik",
            en: "The most attempts before it counts as failed, 1 to 3, a second apart"
        )
    )

    /// The number in `arguments`.
    ///
    /// - Throws: ``InvalidArgument`` for a number out of range.
    static func count(_ arguments: ParameterValues) throws(InvalidArgument) -> Int {
        let count = arguments.count("attempts") ?? normally
        guard allowed.contains(count) else {
            throw InvalidArgument("attempts", "\(count) is not a number from 1 to 3")
        }
        return count
    }
}

extension Judgement {
    /// The same, with how often it was tried.
    func tried(_ attempts: Int?) -> Judgement { Judgement(status, finding, attempts: attempts) }
}
