import Glibc

/// The descriptors this process may hold (`RLIMIT_NOFILE`, setrlimit(2)), and for how many PCs at once they are enough.
struct DescriptorBudget {
    /// What the program itself holds: streams, event loops, the run's record, an agent.
    private static let own = 32
    /// What one PC takes at most: a connection, and the attempt at its next address.
    private static let perPC = 2

    /// How many may be open.
    let limit: Int

    /// The widest run that fits.
    ///
    /// - Parameter wanted: How many PCs at once were asked for.
    /// - Returns: As many, or as many as fit; at least one.
    func width(_ wanted: Int) -> Int {
        min(wanted, max(1, (limit - Self.own) / Self.perPC))
    }

    /// Raises this process's own limit, as far as the system's goes, to what a run of `width` takes.
    static func raised(for width: Int) -> DescriptorBudget {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limits = rlimit()
        guard getrlimit(resource, &limits) == 0 else { return DescriptorBudget(limit: 256) }
        let soft = limits.rlim_cur
        let needed = rlim_t(own + perPC * width)
        if needed > soft {
            limits.rlim_cur = min(needed, limits.rlim_max)
            if setrlimit(resource, &limits) != 0 { limits.rlim_cur = soft }
        }
        return DescriptorBudget(limit: Int(clamping: limits.rlim_cur))
    }
}
