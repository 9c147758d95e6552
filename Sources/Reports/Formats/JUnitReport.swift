public import RoomModel

/// JUnit's XML for build servers: a room is a suite, a check on a PC is a case.
///
/// Not met is a failure, not measured an error; not applicable, accepted and a person's to look at are skipped. Holds to
/// the schema of Ant's JUnit reports, so that stricter readers take it too.
public struct JUnitReport: Sendable {
    let wording: Wording

    /// Creates a renderer.
    public init(wording: Wording) {
        self.wording = wording
    }

    /// Renders the rooms as one document.
    public func render(_ reports: [RoomReport]) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        for (index, report) in reports.enumerated() { text += suite(report, index) }
        return text + "</testsuites>\n"
    }

    private func suite(_ report: RoomReport, _ index: Int) -> String {
        let cases = ReportCase.all(of: report, wording: wording)
        var (failures, errors, skipped) = (0, 0, 0)
        for item in cases {
            switch item.outcome {
            case .passed: break
            case .failed: failures += 1
            case .unmeasured: errors += 1
            case .skipped: skipped += 1
            }
        }
        let start = report.start
        let took = report.end?.at.since(start.at) ?? report.asOf.since(start.at)
        var text = "  <testsuite id=\"\(index)\" package=\"siaga\""
        text += attribute("name", start.room.name.isEmpty ? "-" : start.room.name)
        text += attribute("timestamp", start.at.calendarTextWithoutZone()) + " hostname=\"localhost\""
        text +=
            " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
        text += " time=\"\(max(.zero, took).secondsText)\">\n    <properties>\n"
        for (name, value) in properties(report) {
            text += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n"
        }
        text += "    </properties>\n"
        let times = Dictionary(
            report.rows.map { ($0.host.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var last: HostName?
        for item in cases {
            // A PC is measured as a whole: its first case carries the time, so that the sum is right.
            let time = item.host == last ? .zero : times[item.host]?.took ?? .zero
            last = item.host
            text += testCase(item, time, start.room.name)
        }
        return text + "    <system-out/>\n    <system-err/>\n  </testsuite>\n"
    }

    private func properties(_ report: RoomReport) -> [(String, String)] {
        var properties = [
            ("run", report.start.run), ("title", report.start.room.title),
            ("playbook", report.start.playbook),
        ]
        if let verdict = report.verdict {
            properties += [
                ("verdict", verdict.kind.rawValue), ("ready", "\(verdict.ready)"),
                ("needed", "\(verdict.needed)"),
            ]
        }
        return properties
    }

    private func testCase(_ item: ReportCase, _ time: Duration, _ room: String) -> String {
        var text = "    <testcase" + attribute("name", item.name)
        text += attribute("classname", "\(room).\(item.host)") + " time=\"\(time.secondsText)\""
        func part(_ element: String, _ message: String) -> String {
            ">\n      <\(element)" + attribute("type", item.code) + attribute("message", message)
                + "/>\n    </testcase>\n"
        }
        switch item.outcome {
        case .passed: text += "/>\n"
        case .failed(let message): text += part("failure", message)
        case .unmeasured(let message): text += part("error", message)
        case .skipped(let message):
            text += ">\n      <skipped" + attribute("message", message) + "/>\n    </testcase>\n"
        }
        return text
    }

    private func attribute(_ name: String, _ value: String) -> String {
        " \(name)=\"\(value.plainSpaces.escapedForMarkup(limit: 1_000))\""
    }
}
