import Glibc
import Testing

@testable import SiagaCommands

struct DescriptorBudgetTests {
    @Test(arguments: [(1_024, 64, 64), (64, 64, 16), (256, 1_000, 112), (3, 64, 1), (Int.max, 1_000, 1_000)])
    func `a run is as wide as asked for, or as descriptors last`(limit: Int, wanted: Int, width: Int) {
        #expect(DescriptorBudget(limit: limit).width(wanted) == width)
    }

    @Test func `the process raises its own limit as far as it may`() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var before = rlimit()
        getrlimit(resource, &before)
        let budget = DescriptorBudget.raised(for: 1_000)
        var after = rlimit()
        getrlimit(resource, &after)
        #expect(after.rlim_max == before.rlim_max)
        #expect(budget.limit == Int(clamping: after.rlim_cur))
        #expect(after.rlim_cur >= min(before.rlim_max, 2_032))
    }
}
