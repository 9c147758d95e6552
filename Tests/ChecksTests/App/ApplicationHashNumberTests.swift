import Facts
import RoomModel
import Testing

@testable import Checks

@Suite struct ApplicationHashNumberTests {
    private static let hash = String(repeating: "0", count: 64)

    @Test(arguments: [
        "-9223372036854775808", "-9223372036854775807", "-1", "0", "2", "9223372036854775807",
        "99999999999999999999", "+1", "1.0", "１",
    ])
    func `an answer about a file with an impossible number leaves the hash unknown`(_ number: String) throws {
        let check = try make(
            "app.hash",
            ["path": .text("/opt/anbk"), "manifest": .texts([Self.hash + "  ExamBrowser.exe"])]
        )
        #expect(throws: Unmeasured.self) { try judge(check, "folder folder", "\(number) \(Self.hash)") }
        #expect(try judge(check, "folder folder", "1 \(Self.hash)").status == .pass)
    }

    @Test(arguments: ["-0", "+1", "１", "", "256", "9223372036854775808"])
    func `an address with a byte that is none is in no plan`(_ byte: String) throws {
        let check = try make("ip.plan", ["network": .text("192.168.0.0/24")])
        for line in ["address eth0 192.168.\(byte).7/24 manual", "address eth0 192.168.0.7/\(byte) manual"] {
            let judgement = try? judge(check, line, "end")
            #expect(judgement?.status != .pass, "\(line)")
        }
    }

    @Test(arguments: ["", "99999999999999999999", "-0", "x", "443:", "80,99999999999999999999"])
    func `a rule of the firewall whose port is none may be about the exam`(_ ports: String) throws {
        let check = try make("sec.firewall", [:])
        let rule = "iptables -A OUTPUT -p tcp -m multiport --dports \(ports) -j DROP"
        let judgement = try? judge(check, "iptables -P OUTPUT ACCEPT", rule, "end")
        #expect(judgement?.status != .pass)
    }
}
