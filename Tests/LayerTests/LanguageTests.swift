import Testing

/// Every sentence of the program, as it stands in the source, exists in both languages and in words a teacher uses.
@Suite struct LanguageTests {
    /// Words that already mean something else in an exam room, or nothing to a teacher.
    ///
    /// `sesi` is left to the sessions of the exam, of which Siaga speaks too.
    static let misleading = [
        "daftar ulang", "daftarkan ulang", "login", "masuk", "memindai", "dipindai", "inventori", "host",
        "hosts",
        "playbook", "bundle", "controller", "kontroler", "sidik jari", "kunci host", "gagal total",
    ]

    @Test func `both texts of every pair say something`() throws {
        let pairs = try Self.pairs()
        // The program says several hundred sentences; a reader that finds none of them proves nothing.
        #expect(pairs.count > 800)
        for (file, pair) in pairs where !Self.isPassedOn(pair, in: file) {
            #expect(
                !pair.indonesian.isBlank && !pair.english.isBlank,
                "\(file):\(pair.line): one language is missing"
            )
        }
    }

    @Test(arguments: misleading)
    func `no Indonesian sentence misleads by`(_ word: String) throws {
        for (file, line, text) in try Self.proses.get() where text.contains(" \(word) ") {
            Issue.record("\(file):\(line): says `\(word)`")
        }
    }

    @Test func `the reader of the source sees what it should`() {
        let source = #"""
            let a = wording("satu \(name(x, "y")) dua", "one") // say("x", "y")
            let b = Localized(
                id: "tiga " + "empat",  // note
                en: "three"
            )
            let c = self("lima", other)
            let d = x.self("no", "no"), e = say("a \(say("b", "c"))", "d")
            """#
        let pairs = WordingPair.all(in: source)
        #expect(pairs.map(\.indonesian) == ["satu x dua", "tiga empat", "lima", "a x", "b"])
        #expect(pairs.map(\.english) == ["one", "three", "", "d", "c"])
        #expect(pairs.map(\.line) == [1, 2, 6, 7, 7])
        #expect(
            Self.prose("Jalankan `siaga playbook` atau siaga playbook check: host.key!")
                == "jalankan atau check"
        )
    }

    private static func pairs() throws -> [(file: String, pair: WordingPair)] { try found.get() }

    /// Read once: the reader goes through two megabytes of source letter by letter.
    private static let found = Result {
        try SourceTree.files().filter { $0.isSwift && !$0.isTest }.flatMap { file in
            WordingPair.all(in: file.text).map { (file: file.path, pair: $0) }
        }
    }

    /// What the Indonesian sentences say, a blank before and behind.
    private static let proses = Result {
        try pairs().map { file, pair in
            (file: file, line: pair.line, text: " " + prose(pair.indonesian) + " ")
        }
    }

    /// Two places hand on a text that was made elsewhere: a number's unit, and a pattern's own hint.
    private static func isPassedOn(_ pair: WordingPair, in file: String) -> Bool {
        let known = [
            "Sources/Reports/Wording+Numbers.swift": "s", "Sources/Documents/HostPattern.swift": "",
        ]
        return known[file] == pair.english
    }

    /// The words of a text in small letters, without commands, names of files and settings, and what is in backticks.
    static func prose(_ text: String) -> String {
        if text.hasPrefix("siaga ") { return "" }
        let outside = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(separator: " ")
        var words: [String] = []
        var isCommand = false
        for word in outside.lowercased().split(whereSeparator: \.isWhitespace) {
            let bare = word.split { !($0.isLetter || $0.isNumber || "._-=/".contains($0)) }.joined()
            let isName = bare.dropLast().contains { "._=/".contains($0) } || bare.hasPrefix("-")
            if !isCommand, !isName, bare != "siaga" {
                words.append(String(bare.filter { $0.isLetter || $0.isNumber || $0 == "-" }))
            }
            isCommand = bare == "siaga"
        }
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
