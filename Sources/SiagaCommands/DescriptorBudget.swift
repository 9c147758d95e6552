import Glibc
import RoomModel

/// The descriptors this process may hold (`RLIMIT_NOFILE`, setrlimit(2)), and for how many PCs at once they are enough.
struct DescriptorBudget {
    /// What the program itself holds besides its event loops: streams, the run's record, keys, an agent.
    private static let own = 26
    /// What one event loop holds (epoll, its bell, its clock); there is one for each processor.
    private static let perLoop = 3
    /// What one PC takes at most: a connection, and the attempt at its next address.
    private static let perPC = 2

    /// How many may be open.
    let limit: Int
    /// How many are open already, besides the three standard ones, and none of this program's business.
    private let inherited: Int
    private let loops: Int

    /// A budget.
    ///
    /// - Parameters:
    ///   - limit: How many may be open.
    ///   - inherited: How many were when the program began, besides the three standard ones (default: none).
    ///   - loops: How many event loops there are (default: as many as processors).
    init(limit: Int, inherited: Int = 0, loops: Int = Self.processors) {
        self.limit = limit
        self.inherited = inherited
        self.loops = loops
    }

    /// What the program takes before it reaches a PC.
    private var base: Int { Self.own + Self.perLoop * loops + inherited }

    /// How many a run of `width` takes.
    func needed(for width: Int) -> Int { base + Self.perPC * width }

    /// The widest run that fits.
    ///
    /// - Parameter wanted: How many PCs at once were asked for.
    /// - Returns: As many, or as many as fit; at least one.
    func width(_ wanted: Int) -> Int {
        min(wanted, max(1, (limit - base) / Self.perPC))
    }

    /// Why the program cannot work with so few: what opens one more would fail anywhere; nil where one PC can be reached.
    var shortage: CommandFailure? {
        let least = needed(for: 1)
        guard limit < least else { return nil }
        return CommandFailure(
            Localized(
                id: "hanya \(limit) berkas boleh terbuka di sini (`ulimit -n`); perlu sedikitnya \(least)",
                en: "only \(limit) files may be open here (`ulimit -n`); Siaga needs at least \(least)"
            ),
            hint: Localized(
                id: "buka terminal baru, atau: ulimit -n 1024; batasnya ada di /etc/security/limits.conf",
                en: "open a new terminal, or type: ulimit -n 1024; its bound is in /etc/security/limits.conf"
            )
        )
    }

    /// Raises this process's own limit, as far as the system's goes, to what a run of `width` takes.
    static func raised(for width: Int) -> DescriptorBudget {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limits = rlimit()
        guard getrlimit(resource, &limits) == 0 else {
            return DescriptorBudget(limit: 256, inherited: inherited)
        }
        let soft = limits.rlim_cur
        let needed = rlim_t(DescriptorBudget(limit: 0, inherited: inherited).needed(for: width))
        if needed > soft {
            limits.rlim_cur = min(needed, limits.rlim_max)
            if setrlimit(resource, &limits) != 0 { limits.rlim_cur = soft }
        }
        return DescriptorBudget(limit: Int(clamping: limits.rlim_cur), inherited: inherited)
    }

    private static let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// How many descriptors behind the standard ones whoever started this program left open, counted once, at the start.
    private static let inherited: Int = {
        // Whoever leaves more than these open knows the limits of the system.
        (3..<CInt(256)).count { fcntl($0, F_GETFD) >= 0 }
    }()
}
