import RoomModel

/// Keeps one wrong password from locking an account on every PC.
///
/// Two PCs are let in first; the others wait until one of these accepts. Once two have refused, nobody gets it any more.
actor PasswordGate {
    /// How many PCs may try before one has accepted, and how many may refuse.
    static let trials = 2

    private let clock: any Clock<Duration>
    private let patience: Duration
    /// In the order they began.
    private var trying: [(host: HostName, elapsed: @Sendable () -> Duration)] = []
    private var refused: Set<HostName> = []
    private var isProven = false
    private var waiting: [AsyncStream<Never>.Continuation] = []

    /// Takes the PCs that try for stuck when none of them says anything for `patience`.
    init(clock: any Clock<Duration>, patience: Duration) {
        self.clock = clock
        self.patience = patience
    }

    /// Waits for the turn of `host`.
    ///
    /// - Returns: Whether the password may be sent to it.
    func admit(_ host: HostName) async -> Bool {
        while mustWait {
            if await isWoken() { continue }
            guard !Task.isCancelled else { return false }
            // A PC that has thought for so long is stuck: one other may try in its stead.
            if let oldest = trying.first, oldest.elapsed() >= patience { trying.removeFirst() }
        }
        guard !Task.isCancelled, refused.count < Self.trials, !refused.contains(host) else { return false }
        trying.append((host, Timekeeper(clock: clock).stopwatch()))
        return true
    }

    /// A PC refused the password.
    func refuse(_ host: HostName) {
        trying.removeAll { $0.host == host }
        refused.insert(host)
        release()
    }

    /// A PC accepted the password.
    func accept(_ host: HostName) {
        trying.removeAll { $0.host == host }
        isProven = true
        release()
    }

    /// A PC was not sent the password after all, or its answer will never come.
    func withdraw(_ host: HostName) {
        trying.removeAll { $0.host == host }
        release()
    }

    /// Waits for a verdict on the password; false past the patience, or when cancelled.
    private func isWoken() async -> Bool {
        let (verdict, wake) = AsyncStream.makeStream(of: Never.self)
        waiting.append(wake)
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in verdict {}
                return !Task.isCancelled
            }
            group.addTask { [clock, patience] in
                try? await clock.sleep(for: patience)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    private var mustWait: Bool {
        !isProven && refused.count < Self.trials && trying.count + refused.count >= Self.trials
    }

    private func release() {
        for continuation in waiting { continuation.finish() }
        waiting = []
    }
}
