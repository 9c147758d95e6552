import RoomModel

/// A unit of systemd: whether it is known, runs, and starts with the PC (systemctl(1) `show`).
public struct UnitFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// Whether there is such a unit.
        public let isKnown: Bool
        /// Its state: `active`, `inactive`, `failed`.
        public let state: String
        /// Whether it starts with the PC; nil where that cannot be said of it: it is static, generated or masked.
        public let isEnabled: Bool?

        /// Creates a reading.
        public init(isKnown: Bool, state: String, isEnabled: Bool?) {
            self.isKnown = isKnown
            self.state = state
            self.isEnabled = isEnabled
        }

        /// Whether it runs.
        public var isActive: Bool { state == "active" || state == "reloading" || state == "refreshing" }
    }

    /// `unit`.
    public static let id = "unit"

    /// The unit: `cups`, `ssh.service`.
    public let unit: String

    /// Creates the fact.
    public init(unit: String) {
        self.unit = unit
    }

    /// The unit.
    public var arguments: [String] { [unit] }

    /// Prints the three properties, as `systemctl show` writes them.
    public static let fragments = Fragments(
        posix: #"""
            if ! command -v systemctl >/dev/null || [ ! -d /run/systemd/system ]; then
                echo systemd
                exit 69
            fi
            systemctl show -p LoadState -p ActiveState -p UnitFileState -- "$1" || exit 1
            """#
    )

    /// Reads `LoadState=…`, `ActiveState=…`, `UnitFileState=…`.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var values: [Substring: Substring] = [:]
        for line in output.lines where !line.isEmpty {
            let words = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2, values.updateValue(words[1], forKey: words[0]) == nil else {
                throw output.unreadable()
            }
        }
        guard let load = values["LoadState"], let state = values["ActiveState"],
            let file = values["UnitFileState"], !load.isEmpty, !state.isEmpty
        else { throw output.unreadable() }
        let isEnabled: Bool? =
            switch file {
            case "enabled", "enabled-runtime", "linked", "linked-runtime", "alias": true
            case "disabled": false
            default: nil
            }
        return Reading(
            isKnown: load != "not-found",
            state: String(state).safe(limit: 20),
            isEnabled: isEnabled
        )
    }
}
