import RoomModel

/// Two limits of one thing: a note is given before something must be put right, never behind it.
///
/// A playbook that turns them round has no note at all, or none that anybody meant: it is told so before a PC is asked.
enum LimitOrder {
    /// Sees to it that less is a note before it is too little.
    ///
    /// - Parameters:
    ///   - warn: The limit `warn_below`, if there is one.
    ///   - fail: The limit `fail_below`, if there is one.
    /// - Throws: ``InvalidArgument`` where the softer limit lies below the harder one.
    static func requireFalling<Value: Comparable>(_ warn: Value?, _ fail: Value?) throws(InvalidArgument) {
        guard let warn, let fail, warn < fail else { return }
        throw InvalidArgument(
            "warn_below",
            Localized(
                id: "`warn_below` lebih kecil dari `fail_below`, jadi tidak pernah berlaku",
                en: "`warn_below` is below `fail_below`, so that it never holds"
            ),
            hint: Localized(
                id: "beri `warn_below` nilai yang lebih besar",
                en: "give `warn_below` the larger value"
            ),
            besides: ["fail_below"]
        )
    }

    /// Sees to it that more is a note before it is too much.
    ///
    /// - Parameters:
    ///   - warn: The limit `warn_above`, if there is one.
    ///   - fail: The limit `fail_above`, if there is one.
    /// - Throws: ``InvalidArgument`` where the softer limit lies above the harder one.
    static func requireRising<Value: Comparable>(_ warn: Value?, _ fail: Value?) throws(InvalidArgument) {
        guard let warn, let fail, warn > fail else { return }
        throw InvalidArgument(
            "warn_above",
            Localized(
                id: "`warn_above` lebih besar dari `fail_above`, jadi tidak pernah berlaku",
                en: "`warn_above` is above `fail_above`, so that it never holds"
            ),
            hint: Localized(
                id: "beri `warn_above` nilai yang lebih kecil",
                en: "give `warn_above` the smaller value"
            ),
            besides: ["fail_above"]
        )
    }
}

extension ParameterValues {
    /// A number that must be at least 1, since with 0 the check could not be missed, or not be met.
    ///
    /// - Parameters:
    ///   - name: The parameter.
    ///   - least: The smallest number that makes sense (default 1).
    /// - Returns: The number; nil where none is given.
    /// - Throws: ``InvalidArgument`` for a smaller one.
    func count(_ name: String, atLeast least: Int) throws(InvalidArgument) -> Int? {
        guard let count = count(name) else { return nil }
        guard count >= least else {
            throw InvalidArgument(
                name,
                Localized(
                    id: "`\(name)` paling sedikit \(least)",
                    en: "`\(name)` must be at least \(least)"
                ),
                hint: nil
            )
        }
        return count
    }
}
