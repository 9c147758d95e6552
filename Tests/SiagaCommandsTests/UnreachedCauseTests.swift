import Remoting
import Reports
import Testing

/// Codes of the transport that the screens have no sentence for would reach the proctor as a bare code.
@Suite struct UnreachedCauseTests {
    @Test(arguments: TransportError.Code.allCases)
    func `every way of not reaching a PC has its own sentence`(_ code: TransportError.Code) {
        #expect(UnreachedCause(rawValue: code.rawValue) != nil)
    }
}
