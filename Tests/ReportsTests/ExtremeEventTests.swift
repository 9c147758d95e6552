import Foundation
import Reports
import RoomModel
import Testing

/// Events of a run with a number that no run writes: refused where they are read, or shown; they end nothing.
@Suite struct ExtremeEventTests {
    private static let numbers = [
        "-9223372036854775808", "9223372036854775807", "9223372036854775808", "99999999999999999999",
        "9007199254740992", "9007199254740993", "-9007199254740992", "1e15", "1e308", "-1e308", "1e400",
        "0.5",
        "-1", "-0",
    ]

    private static func result(_ check: CheckID, _ status: CheckStatus, _ finding: Finding) -> CheckResult {
        CheckResult(
            check: check,
            status: status,
            severity: .fail,
            finding: finding,
            attempts: 2,
            nextLimit: .gibibytes(1)
        )
    }

    /// Two PCs with a finding of every kind that holds a number.
    private static func events() throws -> [RunEvent] {
        var room = try SampleRoom(count: 2, spares: 1)
        let transfer = Transfer(
            amount: .mebibytes(20),
            began: SampleRoom.scanned,
            took: .seconds(3),
            requiredPerSeat: 400,
            recommendedPerSeat: 800
        )
        try room.measure(
            "pc01",
            as: result("net.download", .pass, .transfer(transfer)),
            result("disk.free", .fail, .tooLow(.bytes(.mebibytes(500)), minimum: .bytes(.gibibytes(1)))),
            result(
                "time.offset",
                .fail,
                .tooHigh(.clockOffset(.seconds(400)), maximum: .duration(.seconds(120)))
            ),
            result("cpu.cores", .warn, .tooLow(.count(1), minimum: .count(2))),
            result("disp.scale", .warn, .tooHigh(.percent(150), maximum: .percent(100))),
            result("net.server", .fail, .unanswered([EndpointFailure(endpoint: "a", fault: .status(503))])),
            result("net.exam", .fail, .unanswered([EndpointFailure(endpoint: "b", fault: .other(7))])),
            result(
                "dns.hosts",
                .fail,
                .unanswered([EndpointFailure(endpoint: "c", fault: .slow(.seconds(2)))])
            ),
            result("ram.free", .unknown, .notMeasured(.failed(exitCode: 3))),
            result("ram.total", .unknown, .notMeasured(.timedOut(.seconds(10))))
        )
        try room.lose("pc02", as: SampleRoom.off)
        return room.events
    }

    @Test func `a number that no run writes ends no report`() throws {
        let events = try Self.events()
        var read = 0
        var refused = 0
        for (index, event) in events.enumerated() {
            let line = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
            let places = line.ranges(of: /[:\[,]-?[0-9]+(\.[0-9]+)?/)
            #expect(!places.isEmpty, "\(line)")
            for place in places {
                for number in Self.numbers {
                    let wild = line.replacingCharacters(in: place, with: "\(line[place.lowerBound])\(number)")
                    var changed = events
                    do {
                        changed[index] = try JSONDecoder().decode(RunEvent.self, from: Data(wild.utf8))
                        read += 1
                    } catch {
                        refused += 1
                        continue
                    }
                    try show(changed)
                }
            }
        }
        #expect(read > 0 && refused > 0)
    }

    @Test(arguments: [
        #""seats":27"#: #""seats":9223372036854775807"#, #""requiredPerSeat":400"#: #""requiredPerSeat":-1"#,
        #""began":"#: #""began":9"#,
    ])
    func `an amount, a count or a moment out of all bounds is no event`(_ text: String, _ other: String)
        throws
    {
        let lines = try Self.events().map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let line = try #require(lines.first { $0.contains(text) })
        let wild = line.replacingOccurrences(of: text, with: other + (text.hasSuffix(":") ? "99999" : ""))
        #expect(throws: (any Error).self) { try JSONDecoder().decode(RunEvent.self, from: Data(wild.utf8)) }
    }

    private func show(_ events: [RunEvent]) throws {
        let report = try #require(RoomReport(events: events))
        for language in Language.allCases {
            let document = RoomDocument(wording: SampleRoom.wording(language), now: SampleRoom.scanned)
            for format in ReportFormat.allCases {
                _ = try document.render([report], events: events, as: format)
            }
        }
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 1 << 53, .max], [Int64.min, -1, 0, 1, 1 << 53, .max])
    func `a transfer of any size, at any speed, has a bar`(_ moved: Int64, _ left: Int64) throws {
        var progress = TransferProgress(
            title: "Lab 1",
            isPush: false,
            startedAt: SampleRoom.scanned,
            hosts: [try HostName("pc01")]
        )
        progress.moved = moved
        progress.left = left
        progress.hosts[0].stage = .moving(done: moved, of: left)
        for later in [Duration.zero, .seconds(1), .seconds(1 << 53), .seconds(-5)] {
            let renderer = TransferProgressRenderer(wording: SampleRoom.wording(.english))
            #expect(!renderer.lines(progress, now: SampleRoom.scanned.advanced(by: later)).isEmpty)
        }
    }
}
