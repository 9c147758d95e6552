import RoomModel

/// Keeps a wrong password of `sudo` from locking an account on every PC: one gate for each account and password.
actor PrivilegeGates {
    /// How long the PCs that try a password first may be silent before the others get it too.
    private static let patience = Duration.seconds(10)

    private let clock: any Clock<Duration>
    private var gates: [Privilege: PasswordGate] = [:]

    init(clock: any Clock<Duration>) {
        self.clock = clock
    }

    /// The gate before a password.
    func gate(for privilege: Privilege) -> PasswordGate {
        if let gate = gates[privilege] { return gate }
        let gate = PasswordGate(clock: clock, patience: Self.patience)
        gates[privilege] = gate
        return gate
    }
}
