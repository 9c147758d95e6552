import Testing
@Suite struct CanaryTests {
    @Test func `no way in leaves a secret anywhere`() {}
    @Test func `while a command runs no process shows a secret`() {}
}
