import Foundation
import Reports
import RoomModel
import Testing

/// Recorded runs: the events of real scans, as files beside the tests.
struct RunFixture: Sendable {
    /// The file's name without its ending.
    let name: String
    /// The events of each run in it, in order.
    let runs: [[RunEvent]]

    /// Reads a file.
    init(_ name: String) throws {
        let text = try String(decoding: Data(contentsOf: Self.file(name)), as: UTF8.self)
        self.init(name, runs: try Self.runs(in: text))
        try #require(!runs.isEmpty, "\(name).ndjson holds no run")
    }

    /// Takes runs as they were recorded.
    init(_ name: String, runs: [[RunEvent]]) {
        self.name = name
        self.runs = runs
    }

    /// The runs in lines of events; each begins with `started`.
    static func runs(in text: String) throws -> [[RunEvent]] {
        var runs: [[RunEvent]] = []
        for line in text.split(separator: "\n") {
            let event = try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8))
            if case .started = event { runs.append([]) }
            try #require(!runs.isEmpty, "a run begins with `started`")
            runs[runs.count - 1].append(event)
        }
        return runs
    }

    /// The lines of the file.
    var text: String {
        get throws { try runs.flatMap(\.self).map { try EventLine().render($0) }.joined() }
    }

    /// Writes the file.
    func write() throws {
        try Data(text.utf8).write(to: Self.file(name))
    }

    private static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Runs/\(name).ndjson")
    }
}

extension [RunEvent] {
    /// The same run at another time, and with the name a run of that time has.
    ///
    /// - Parameters:
    ///   - begin: When it begins.
    ///   - tail: What ends its name, of two hexadecimal digits.
    /// - Returns: The events, all moved by one distance.
    func beginning(at begin: Timestamp, tail: String) -> [RunEvent] {
        guard let first else { return self }
        let distance = begin.since(first.at)
        return map { event in
            switch event {
            case .started(var start):
                start.at = begin
                start.run = begin.runName + tail
                return .started(start)
            case .controllerChecked(var findings):
                findings.at = findings.at.advanced(by: distance)
                findings.laterRecord = nil
                return .controllerChecked(findings)
            case .measured(var measurement):
                measurement.at = measurement.at.advanced(by: distance)
                return .measured(measurement)
            case .notReached(let host, let unreached, let at):
                return .notReached(host, unreached, at: at.advanced(by: distance))
            case .ended(var end):
                end.at = end.at.advanced(by: distance)
                return .ended(end)
            default:
                // The record of a scan holds nothing else.
                return event
            }
        }
    }
}

extension Timestamp {
    /// 24 November 2026 in Jakarta, or the day before.
    static func examMorning(_ hour: Int64, _ minute: Int64, _ second: Int64 = 0, daysBefore: Int64 = 0)
        -> Timestamp
    {
        // 2026-11-24 00:00 +07:00.
        Timestamp(
            milliseconds: 1_795_453_200_000 + (hour * 3_600 + minute * 60 + second - daysBefore * 86_400)
                * 1_000
        )
    }

    /// As a run's name begins: `20261123T235100-000`.
    fileprivate var runName: String {
        Date(timeIntervalSince1970: Double(milliseconds / 1_000))
            .formatted(
                .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
                    .timeSeparator(.omitted)
            ) + "-000"
    }
}
