/// Whether a service of systemd runs: systemctl(1) `is-active`.
public struct ServiceFact: Fact {
    /// `service`.
    public static let id = "service"

    /// The unit: `cups`, `ssh.service`.
    public let unit: String

    /// Creates the fact.
    public init(unit: String) {
        self.unit = unit
    }

    /// The unit.
    public var arguments: [String] { [unit] }

    /// Prints the unit's state.
    public static let fragments = Fragments(
        posix: #"""
            if ! command -v systemctl >/dev/null || [ ! -d /run/systemd/system ]; then
                echo systemd
                exit 69
            fi
            state=$(systemctl is-active -- "$1")
            printf '%s\n' "$state"
            """#
    )

    /// The state, such as `active`, `inactive` or `failed`.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> String {
        let state = try output.singleLine()
        let known = [
            "active", "reloading", "inactive", "failed", "activating", "deactivating", "maintenance",
            "unknown",
            "refreshing",
        ]
        guard known.contains(state) else { throw output.unreadable() }
        return state
    }
}
