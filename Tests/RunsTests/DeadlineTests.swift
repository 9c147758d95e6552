import Testing

@testable import Runs

@Suite struct DeadlineTests {
    @Test func `work that ends in time keeps its result`() async {
        let result = await within(.seconds(5), of: ContinuousClock()) { 7 }
        #expect(result == 7)
    }

    @Test func `a caller that is cancelled waits for the work's own result`() async {
        for _ in 0..<200 {
            let result = await withTaskGroup(of: Int?.self) { group in
                group.addTask {
                    await within(.seconds(5), of: ContinuousClock()) {
                        await Task.yield()
                        return 7
                    }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(result == 7)
        }
    }
}
