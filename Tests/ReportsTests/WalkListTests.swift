import Reports
import RoomModel
import Testing

/// Where the documents send people.
@Suite struct WalkListTests {
    /// pc20 stands where pc22 belongs, and nothing answers at its own address.
    private static func carried() throws -> RoomReport {
        var room = try SampleRoom()
        try room.lose(
            "pc22",
            as: Unreached(
                state: .otherPC,
                phase: .keyExchange,
                cause: "host-key-changed",
                belongsTo: try HostName("pc20")
            )
        )
        try room.lose("pc20", "pc11", as: SampleRoom.off)
        return try room.report()
    }

    private static func walk(_ text: String, from start: String, to end: String) throws -> Substring {
        let begin = try #require(text.firstRange(of: start))
        let rest = text[begin.upperBound...]
        return rest[..<(try #require(rest.firstRange(of: end)).lowerBound)]
    }

    @Test(arguments: Language.allCases)
    func `nobody is sent to the seat of a PC that was found at another`(_ language: Language) throws {
        let wording = SampleRoom.wording(language)
        let report = try Self.carried()
        let page = try Self.walk(
            HTMLReport(wording: wording).render([report]),
            from: "walk\">",
            to: "</section>"
        )
        let seats = page.matches(of: #/<td class="place">(\d+)/#).map { String($0.output.1) }
        #expect(seats == ["11", "22"])
        let text = MarkdownReport(wording: wording).render([report])
        let table = try Self.walk(
            text,
            from: language == .english ? "Where to go" : "Yang harus didatangi",
            to: "\n## "
        )
        #expect(table.matches(of: #/\n\| (\d+) /#).map { String($0.output.1) } == ["11", "22"])
        let sentence =
            language == .english
            ? "pc20 belongs to seat 20 and does not answer there"
            : "pc20 seharusnya di kursi 20, di sana tidak menjawab"
        for document in [page, table] { #expect(document.contains(sentence), "\(document)") }
    }
}
