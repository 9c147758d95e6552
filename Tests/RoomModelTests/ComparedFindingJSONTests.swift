import Foundation
import RoomModel
import Testing

/// The JSON of what is found by comparing: written, read back, and as other programs know it.
@Suite struct ComparedFindingJSONTests {
    static let findings: [(Finding, String)] = [
        (
            .notUnique([
                SharedTrait(
                    trait: .machineID,
                    value: "m",
                    hosts: ["pc1", "pc2"].compactMap { try? HostName($0) }
                )
            ]),
            #"{"code":"not-unique","shared":[{"hosts":["pc1","pc2"],"trait":"machine-id","value":"m"}]}"#
        ),
        (
            .transfer(
                Transfer(
                    amount: .kibibytes(1),
                    began: Timestamp(milliseconds: 5),
                    took: .milliseconds(1_500),
                    requiredPerSeat: 400,
                    recommendedPerSeat: 800
                )
            ),
            #"{"code":"transfer","value":{"amount":1024,"began":5,"recommendedPerSeat":800,"requiredPerSeat":400,"took":1500}}"#
        ),
        (.compared(.text("26.0222")), #"{"code":"compared","value":{"unit":"text","value":"26.0222"}}"#),
        (
            .unlikeMost(.count(1), usual: .count(2)),
            #"{"code":"unlike-most","usual":{"unit":"count","value":2},"value":{"unit":"count","value":1}}"#
        ),
        (
            .notMeasured(.controllerClock(.seconds(-2))),
            #"{"code":"not-measured","reason":{"code":"controller-clock","offset":-2000}}"#
        ),
        (
            .identity(
                HostIdentity(name: "a", machineID: nil, hardwareAddresses: [], addresses: ["10.0.0.1"])
            ),
            #"{"code":"identity","value":{"addresses":["10.0.0.1"],"hardwareAddresses":[],"name":"a"}}"#
        ),
    ]

    @Test(arguments: findings)
    func `reads back as it was written`(_ finding: Finding, _ text: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(finding), as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(Finding.self, from: Data(text.utf8)) == finding)
    }

    @Test func `records from before addresses and host keys were kept are read`() throws {
        let old = #"{"name":"a","machineID":"m","hardwareAddresses":["x"]}"#
        let identity = try JSONDecoder().decode(HostIdentity.self, from: Data(old.utf8))
        #expect(identity == HostIdentity(name: "a", machineID: "m", hardwareAddresses: ["x"]))
        let event = #"{"event":"measured","host":"pc1","at":1,"took":5,"isExamOpen":false,"results":[]}"#
        guard
            case .measured(let measurement) = try JSONDecoder().decode(RunEvent.self, from: Data(event.utf8))
        else {
            Issue.record("no measurement")
            return
        }
        #expect(measurement.hostKey == nil)
        var keyed = measurement
        #expect(measurement.seenCard == nil)
        keyed.hostKey = "SHA256:x"
        keyed.seenCard = "02:00:00:00:00:07"
        let line = try JSONEncoder().encode(RunEvent.measured(keyed))
        #expect(try JSONDecoder().decode(RunEvent.self, from: line) == .measured(keyed))
    }
}
