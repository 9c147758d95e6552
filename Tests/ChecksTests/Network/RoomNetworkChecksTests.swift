import Facts
import RoomModel
import Testing

@testable import Checks

/// What one PC gives to be compared and added up by the room.
@Suite struct RoomNetworkChecksTests {
    private static let url = "http://192.168.0.200/besar.bin"

    private func judged(_ reading: DownloadFact.Reading, offset: Duration? = .seconds(-60)) throws
        -> Judgement
    {
        let check = try make("net.download", ["url": .text(Self.url)])
        let fact = try #require(check.facts.first as? DownloadFact)
        #expect(fact.most == .mebibytes(20) && fact.seconds == 3)
        var readings = FactReadings()
        readings.clockOffset = offset
        readings.record(fact, .success(reading))
        return try check.judge(readings)
    }

    @Test func `what was fetched is told in the controller's time`() throws {
        let began = Timestamp(milliseconds: 1_000_000)
        let judgement = try judged(.fetched(.mebibytes(20), began: began, took: .seconds(2)))
        let transfer = Transfer(
            amount: .mebibytes(20),
            began: Timestamp(milliseconds: 1_060_000),
            took: .seconds(2),
            requiredPerSeat: 400,
            recommendedPerSeat: 800
        )
        #expect(judgement == Judgement(.pass, .transfer(transfer)))
    }

    @Test func `a small file that came at once says nothing of the network`() throws {
        let began = Timestamp(milliseconds: 0)
        let small = try judged(.fetched(.kibibytes(10), began: began, took: .milliseconds(20)))
        let least = Measure.bytes(.mebibytes(1))
        #expect(small == Judgement(.warn, .tooLow(.bytes(.kibibytes(10)), minimum: least)))
        let slow = try judged(.fetched(.kibibytes(10), began: began, took: .seconds(3)))
        #expect(slow.status == .pass)
    }

    @Test func `nothing that came is a note, and without the PC's clock nothing is known`() throws {
        #expect(try judged(.failed(.timedOut)).status == .warn)
        #expect(throws: Unmeasured.self) {
            try judged(
                .fetched(.mebibytes(20), began: Timestamp(milliseconds: 0), took: .seconds(1)),
                offset: nil
            )
        }
    }

    @Test(arguments: [
        ("url", ParameterValue.text("ftp://a")), ("within", .duration(.milliseconds(500))),
        ("within", .duration(.seconds(9))), ("at_most", .bytes(.kibibytes(1))), ("fail_below", .count(0)),
        ("fail_below", .count(900)),
    ])
    func `refuses what cannot be measured`(_ name: String, _ value: ParameterValue) throws {
        #expect(throws: InvalidArgument.self) {
            try make("net.download", ["url": .text(Self.url)].merging([name: value]) { $1 })
        }
    }

    @Test func `only addresses in the network by which Siaga came are compared`() throws {
        let check = try make("ip.dup", [:])
        var readings = FactReadings()
        #expect(throws: Unmeasured.self) { try check.judge(readings) }
        let identity = HostIdentity(name: "lab-7", machineID: nil, hardwareAddresses: ["3c:52:82:0a:11:07"])
        readings.record(HostIdentityFact(), .success(identity))
        #expect(throws: Unmeasured.self) { try check.judge(readings) }
        let addresses = [
            ("eth0", "192.168.0.7", 24), ("eth0", "192.168.0.107", 24), ("docker0", "172.17.0.1", 16),
        ].map {
            AddressesFact.Address(interface: $0, address: $1, prefixLength: $2, isDynamic: false)
        }
        readings.record(
            AddressesFact(),
            .success(AddressesFact.Reading(addresses: addresses, serverAddress: "192.168.0.7"))
        )
        guard case .identity(let found) = try check.judge(readings).finding else {
            Issue.record("no identity")
            return
        }
        #expect(found.addresses == ["192.168.0.7", "192.168.0.107"])
        #expect(found.hardwareAddresses == identity.hardwareAddresses)
        #expect(check.severity == .fail)
    }
}
