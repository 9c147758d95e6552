import Inventories
import Reports
import RoomModel

/// What a room still needs once its PCs are listed: asked for on a terminal, named where nobody can answer.
struct RoomDataDialogue {
    typealias RoomData = SpreadsheetImport.RoomData

    /// One thing that a room needs.
    private struct Need {
        /// What it is called.
        let name: Localized
        /// The option of `siaga inventory import` that says it, with a value.
        let option: String
        /// What Enter stands for; nil: nothing.
        let usual: String?
        /// What may be typed, where that is not plain.
        let words: String?
        /// Whether the room has none yet.
        let isMissing: (Room) -> Bool
        /// Takes an answer; false for one that makes no sense.
        let take: (String, inout RoomData) -> Bool
    }

    /// The most times that one question is put.
    private static let mostTries = 3

    let terminal: Terminal
    let language: Language
    /// How many PCs are to sit pupils.
    let seats: Int

    private var needs: [Need] {
        [
            Need(
                name: Localized(id: "moda ujian", en: "how the exam is taken"),
                option: "--mode semi-online",
                usual: nil,
                words: RoomMode.allCases.map(\.rawValue).joined(separator: "/"),
                isMissing: { $0.profile.mode == nil },
                take: { text, data in
                    data.mode = RoomMode(rawValue: text.lowercased())
                    return data.mode != nil
                }
            ),
            Need(
                name: Localized(id: "jumlah kursi", en: "the number of seats"),
                option: "--seats \(seats)",
                usual: "\(seats)",
                words: nil,
                isMissing: { $0.profile.seats == nil },
                take: { text, data in
                    data.seats = Int(digits: text, in: 1...1_000)
                    return data.seats != nil
                }
            ),
            Need(
                name: Localized(id: "akun di PC", en: "the account on the PCs"),
                option: "--user siaga",
                usual: "siaga",
                words: nil,
                isMissing: { room in room.hosts.contains { $0.access == .ssh && $0.user == nil } },
                take: { text, data in
                    data.user = try? UserName(text)
                    return data.user != nil
                }
            ),
            Need(
                name: Localized(id: "kunci akun itu", en: "the key that logs in"),
                option: "--key \(RoomKeyFile.path)",
                usual: RoomKeyFile.path,
                words: nil,
                isMissing: { room in room.hosts.contains { $0.access == .ssh && $0.identityFiles.isEmpty } },
                take: { text, data in
                    data.key = text
                    return true
                }
            ),
        ]
    }

    /// Asks for what the room does not have, each thing once; an empty answer without a usual one leaves it open.
    func completed(_ data: RoomData, for room: Room) async -> RoomData {
        var data = data
        for need in needs where need.isMissing(room) {
            let offer = (need.words.map { " (\($0))" } ?? "") + (need.usual.map { " [\($0)]" } ?? "")
            for _ in 0..<Self.mostTries {
                guard let typed = await terminal.ask("\(need.name[language])\(offer): ") else { return data }
                let answer = String(typed.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                guard let text = answer.isEmpty ? need.usual : answer else { break }
                if need.take(text, &data) { break }
            }
        }
        return data
    }

    /// What the room still lacks, with the options that say it; nil where it lacks nothing.
    func note(on room: Room, in target: String, page: Page) -> String? {
        let missing = needs.filter { $0.isMissing(room) }.map { need in
            // An option stays with its value on one line.
            "\(need.name[language]) (\(need.option.replacing(" ", with: "\u{A0}")))"
        }
        guard !missing.isEmpty else { return nil }
        let list = missing.joined(separator: ", ")
        let text = Localized(
            id:
                "catatan: belum disebut: \(list); impor lagi dengan ini dan --force, atau tulis di \(target.safe())",
            en:
                "note: not said yet: \(list); import again with these and --force, or write them into \(target.safe())"
        )
        return page.wrap(text[language], hanging: 2).map { $0 + "\n" }.joined()
    }
}
