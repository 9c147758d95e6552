extension RunStart {
    /// The PCs that were held to the same in this run and in another: what one run found of them counts in the other.
    ///
    /// Each PC has criteria of its own, so that another PC that is added or changed in the list voids nothing of it.
    ///
    /// - Parameter other: The other run.
    /// - Returns: None where it is a run of another room, or by another playbook.
    public func comparable(with other: RunStart) -> Set<HostName> {
        guard room.name == other.room.name, playbook == other.playbook else { return [] }
        let own = Dictionary(
            hosts.map { ($0.name, criteria(of: $0)) },
            uniquingKeysWith: { first, _ in first }
        )
        return Set(other.hosts.filter { own[$0.name] == other.criteria(of: $0) }.map(\.name))
    }

    /// What a PC is held to; in a run of a time when PCs had no criteria of their own it is the run's.
    private func criteria(of host: RunHost) -> String {
        host.criteria ?? (hosts.contains { $0.criteria != nil } ? "" : criteria)
    }
}
