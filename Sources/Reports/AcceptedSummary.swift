import RoomModel

/// What somebody accepts that is not met: how many PCs, and for each what, why, by whose word and until when.
struct AcceptedSummary {
    let wording: Wording
    let page: Page

    /// `ACCEPTED`.
    static let word = Localized(id: "DIKECUALIKAN", en: "ACCEPTED")

    func lines(_ rows: [RoomRow]) -> [String] {
        var order: [String] = []
        var hosts: [String: [HostName]] = [:]
        var names: [HostName] = []
        for row in rows {
            for result in row.results where result.status == .waived {
                let sentence = self.sentence(row.named(result), at: row.at)
                if hosts[sentence] == nil { order.append(sentence) }
                hosts[sentence, default: []].append(row.host.name)
                if names.last != row.host.name { names.append(row.host.name) }
            }
        }
        guard !names.isEmpty else { return [] }
        let word = Self.word[wording.language]
        let head = "\(word) (\(names.count))  "
        var lines = page.wrap(head + names.folded, hanging: head.count)
        lines[0] = page.style.paint(word, .caution) + lines[0].dropFirst(word.count)
        let indent = String(repeating: " ", count: 6)
        for sentence in order {
            lines += page.wrap("\(indent)- \((hosts[sentence] ?? []).folded): \(sentence)", hanging: 8)
        }
        return lines
    }

    private func sentence(_ result: CheckResult, at moment: Timestamp?) -> String {
        let found = wording.sentence(result, at: moment)
        guard let waiver = result.waiver else { return found }
        let (day, by, why) = (
            wording.shortDate(waiver.until), waiver.by.safe(limit: 60), waiver.reason.safe(limit: 120)
        )
        return found + wording("; sampai \(day), \(by): \(why)", "; until \(day), \(by): \(why)")
    }
}
