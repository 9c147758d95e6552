import Facts
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("192.168.0.200", "192.168.0.200:443"), ("server.example:8443", "server.example:8443"),
        ("::1", "[::1]:443"), ("[::1]", "[::1]:443"), ("[fe80::1%eth0]:22", "[fe80::1%eth0]:22"),
        ("a:65535", "a:65535"), ("a:1", "a:1"),
    ])
    func `reads hosts and ports as people write them`(_ text: String, _ expected: String) throws {
        #expect(try #require(Endpoint(text, defaultPort: 443)).description == expected)
    }

    @Test(arguments: [
        "", ":", "a:", "a:0", "a:65536", "a:-1", "a:+1", "a:1:2x", "[a]:1", "[::1", "[::1]x", "[::1]:", "-a",
        "a b",
        "a;b", "a/b", "$(a)", "a\n", "a:١",
    ])
    func `refuses what is no endpoint`(_ text: String) {
        #expect(Endpoint(text, defaultPort: 443) == nil)
    }

    @Test(arguments: [
        ("https://192.168.0.200/unbk", "192.168.0.200:443", true), ("http://a", "a:80", false),
        ("https://[::1]:8443?x#y", "[::1]:8443", true), ("http://a:81/b?c=d", "a:81", false),
    ])
    func `reads the addresses of servers`(_ text: String, _ endpoint: String, _ isSecure: Bool) throws {
        let url = try #require(ServerURL(text))
        #expect(url.endpoint.description == endpoint)
        #expect(url.isSecure == isSecure)
        #expect(url.description == text)
    }
}
