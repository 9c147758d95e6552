import RoomModel

/// How a PC looks in a document: a sign, a word and the class that gives the colour; none of them alone.
struct RowMark: Hashable {
    let sign: String
    let word: String
    let style: String

    /// The mark of a row at `moment`; a result that no longer counts is marked as old.
    init(_ row: RoomRow, at moment: Timestamp, wording: Wording) {
        let state = row.state.word[wording.language]
        if row.state.isReady, row.isOld(at: moment) {
            self.init(sign: "?", word: wording("HASIL LAMA", "OLD RESULT"), style: "caution")
        } else if row.keptResult(at: moment) != nil {
            self.init(sign: "✓", word: state, style: "good")
        } else if row.state == .readyWithNote {
            self.init(sign: "!", word: state, style: "note")
        } else {
            switch row.state.role {
            case .good: self.init(sign: "✓", word: state, style: "good")
            case .caution: self.init(sign: "?", word: state, style: "caution")
            case .bad: self.init(sign: "✗", word: state, style: "bad")
            case .quiet: self.init(sign: "·", word: state, style: "quiet")
            }
        }
    }

    private init(sign: String, word: String, style: String) {
        self.sign = sign
        self.word = word
        self.style = style
    }
}

extension CheckStatus {
    /// The sign of a check in the matrix.
    var sign: String {
        switch self {
        case .pass: "✓"
        case .warn: "!"
        case .fail: "✗"
        case .unknown: "?"
        case .notApplicable: "–"
        case .waived: "~"
        }
    }

    /// Its class: one letter, since a large room has tens of thousands of them.
    var style: String {
        switch self {
        case .pass: "p"
        case .warn: "w"
        case .fail: "f"
        case .unknown: "u"
        case .notApplicable: "n"
        case .waived: "a"
        }
    }

    /// What the sign means.
    var word: Localized {
        switch self {
        case .pass: Localized(id: "memenuhi", en: "met")
        case .warn: Localized(id: "catatan", en: "note")
        case .fail: Localized(id: "tidak memenuhi", en: "not met")
        case .unknown: Localized(id: "belum terukur", en: "not measured")
        case .notApplicable: Localized(id: "tidak berlaku", en: "not applicable")
        case .waived: Localized(id: "dikecualikan", en: "accepted")
        }
    }

    /// Which of several results of one check is shown: the gravest.
    var weight: Int {
        switch self {
        case .notApplicable: 0
        case .pass: 1
        case .waived: 2
        case .warn: 3
        case .unknown: 4
        case .fail: 5
        }
    }
}
