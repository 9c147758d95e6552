public import RoomModel

/// The Test Anything Protocol, version 13: one test a PC and check, with the reason as a YAML block.
///
/// Not met and not measured are `not ok`, told apart by `outcome`; what has no meaning on a PC is skipped.
public struct TAPReport: Sendable {
    let wording: Wording

    /// Creates a renderer.
    public init(wording: Wording) {
        self.wording = wording
    }

    /// Renders the rooms as one stream of tests.
    public func render(_ reports: [RoomReport]) -> String {
        let cases = reports.flatMap { report in
            ReportCase.all(of: report, wording: wording).map { (room: report.start.room.name, item: $0) }
        }
        var text = "TAP version 13\n1..\(cases.count)\n"
        for (index, (room, item)) in cases.enumerated() {
            let name = "\(index + 1) - " + Self.escaped("\(room) \(item.host) \(item.name)")
            switch item.outcome {
            case .passed: text += "ok \(name)\n"
            case .failed(let message): text += "not ok \(name)\n" + block("failed", item.code, message)
            case .unmeasured(let message):
                text += "not ok \(name)\n" + block("not-measured", item.code, message)
            case .skipped(let message): text += "ok \(name) # SKIP \(Self.escaped(message))\n"
            }
        }
        return text
    }

    private func block(_ outcome: String, _ code: String, _ message: String) -> String {
        let quoted = message.plainSpaces.safe(limit: 1_000).replacing("'", with: "''")
        return "  ---\n  outcome: \(outcome)\n  code: \(code)\n  message: '\(quoted)'\n  ...\n"
    }

    /// A `#` begins a directive, unless a backslash stands before it.
    private static func escaped(_ text: String) -> String {
        text.plainSpaces.safe(limit: 1_000).replacing("#", with: "\\#")
    }
}
