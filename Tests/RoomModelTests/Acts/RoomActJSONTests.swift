import Foundation
import RoomModel
import Testing

/// What people did, as the line that is kept: the form is a promise.
@Suite struct RoomActJSONTests {
    private static let stamp = #""at":7,"by":"sari","day":"2026-11-24","event":"act","#

    static let lines: [String] = [
        #"{"act":"swap","address":"pc22",\#(stamp)"host":"pc29","id":"a","reason":"layar mati","replaced":"pc22","seat":"22","session":1}"#,
        #"{"act":"swap",\#(stamp)"host":"pc29","id":"a","replaced":"pc22","seat":"A1","session":1}"#,
        #"{"act":"note",\#(stamp)"host":"pc15","id":"a","seat":"15","session":2,"text":"mati saat ujian"}"#,
        #"{"act":"note",\#(stamp)"id":"a","text":"listrik padam"}"#,
        #"{"act":"tick",\#(stamp)"duty":"sync","id":"a","session":1}"#,
        #"{"act":"saw-pc",\#(stamp)"host":"pc07","id":"a","session":1}"#,
        #"{"act":"withdrawal",\#(stamp)"id":"b","of":"a","session":1}"#,
    ]

    @Test(arguments: lines)
    func `each act is one flat object`(_ line: String) throws {
        let event = try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == line)
        #expect(event.at == Timestamp(milliseconds: 7))
        #expect(event.host == nil, "it is about the room, whose PCs' own events are asked for by name")
    }

    @Test(arguments: [
        #"{"act":"danced",\#(stamp)"id":"a"}"#, #"{\#(stamp)"id":"a"}"#,
        #"{"act":"tick",\#(stamp)"duty":"sing","id":"a"}"#,
        #"{"act":"saw-pc",\#(stamp)"host":"-x","id":"a"}"#,
        #"{"act":"note",\#(stamp)"id":"a","session":-1,"text":"x"}"#,
    ])
    func `an act that this version does not know is no event`(_ line: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) }
    }

    @Test func `a run of before sessions were told has none, and is written as it was`() throws {
        let start = try #require(RoomReportTests.report("R").start as RunStart?)
        let text = String(decoding: try JSONEncoder().encode(start), as: UTF8.self)
        #expect(!text.contains("\"session\""))
        #expect(try JSONDecoder().decode(RunStart.self, from: Data(text.utf8)).session == nil)
    }

    @Test func `every duty has a name in each language, and is found by it`() {
        for duty in Duty.allCases {
            #expect(Duty(typed: duty.name.id) == duty)
            #expect(Duty(typed: duty.name.en.uppercased()) == duty)
        }
        #expect(Set(Duty.allCases.map(\.name.id)).count == Duty.allCases.count)
        #expect(Duty(typed: "pc07") == nil)
        #expect(Duty.allCases.filter { !$0.exists(in: .online) } == [.sync, .upload])
        #expect(Duty.allCases.allSatisfy { $0.exists(in: .semiOnline) && $0.exists(in: nil) })
    }
}
