public import RoomModel

/// Why something was not recorded, as an error with what to do about it.
public struct RefusalScreen: Sendable {
    let wording: Wording

    /// Creates a renderer.
    public init(wording: Wording) {
        self.wording = wording
    }

    /// Renders a refusal.
    ///
    /// - Returns: `error: …` and, where there is a next step, `hint: …`, each on its line.
    public func render(_ refusal: ActRefusal) -> String {
        let (message, hint) = sentences(refusal)
        return wording("kesalahan: ", "error: ") + message + "\n"
            + (hint.map { wording("  saran: ", "  hint: ") + $0 + "\n" } ?? "")
    }

    private func sentences(_ refusal: ActRefusal) -> (message: String, hint: String?) {
        switch refusal {
        case .noSuchPlace(let text, let near):
            (
                wording(
                    "tidak ada kursi atau PC \(shown(text))",
                    "there is no seat and no PC \(shown(text))"
                ),
                suggestion(near)
            )
        case .noSuchSeat(let text, let near):
            (wording("tidak ada kursi \(shown(text))", "there is no seat \(shown(text))"), suggestion(near))
        case .withoutSeat(let host):
            (
                wording("\(host) tidak punya kursi", "\(host) has no seat"),
                wording(
                    "sebut kursi dulu, lalu PC yang dipakai di sana: siaga swap KURSI \(host)",
                    "name the seat first, then the PC that stands there: siaga swap SEAT \(host)"
                )
            )
        case .proctor(let host):
            (wording("\(host) adalah PC proktor", "\(host) is the proctor's PC"), nil)
        case .alreadyThere(let host, let seat):
            (
                wording(
                    "\(host) memang di kursi \(shown(seat))",
                    "\(host) is at seat \(shown(seat)) already"
                ), nil
            )
        case .withoutKey(let host):
            (
                wording(
                    "\(host) tidak punya SSH, jadi tidak ada bukti PC mana itu",
                    "\(host) has no SSH, so nothing proves which PC it is"
                ),
                wording(
                    "catat saja: siaga note KURSI \"diganti \(host)\"",
                    "make a note of it: siaga note SEAT \"\(host) stands here\""
                )
            )
        case .keyNotSeen(let host, let since): notSeen(host, since)
        case .noSwap(let place):
            (
                place.map {
                    wording("kursi \(shown($0)) tidak sedang ditukar", "no swap holds at \(shown($0))")
                }
                    ?? wording(
                        "tidak ada kursi yang ditukar di sesi ini",
                        "no seat was swapped in this session"
                    ),
                nil
            )
        case .unfitText(let count):
            (
                count == 0
                    ? wording("catatannya belum ditulis", "there is nothing to note")
                    : wording(
                        "catatan ini \(count) huruf, paling banyak \(RoomNote.longest)",
                        "the note has \(count) characters, at most \(RoomNote.longest) are kept"
                    ),
                count == 0
                    ? wording(
                        "tulis di antara tanda kutip: siaga note 15 \"mati saat ujian\"",
                        "write it in quotes: siaga note 15 \"died during the exam\""
                    )
                    : wording("bagi menjadi dua catatan", "make two notes of it")
            )
        case .nothingToTick(let text, let near): unknownTick(text, near)
        case .notTicked(let name):
            (
                name.map {
                    wording(
                        "\(shown($0)) belum dicentang di sesi ini",
                        "\(shown($0)) was not ticked in this session"
                    )
                } ?? wording("tidak ada yang bisa dibatalkan di sesi ini", "there is nothing to take back"),
                nil
            )
        case .measuredReady(let host):
            (wording("\(host) sudah diukur Siaga dan siap", "Siaga measured \(host), and it is ready"), nil)
        case .measuredBroken(let host): broken(host)
        case .notToBeSeen(let host, let state): notToBeSeen(host, state)
        case .notMeasured(let host):
            (
                wording("\(host) belum diperiksa di sesi ini", "\(host) was not checked in this session"),
                wording("periksa dulu: siaga scan \(host)", "check it first: siaga scan \(host)")
            )
        case .unreadable(let cause, let hint):
            (
                wording("catatan tidak bisa dibaca: ", "the record cannot be read: ")
                    + cause[wording.language],
                hint[wording.language]
            )
        case .notKept:
            (
                wording("tidak tercatat", "it was not recorded"),
                wording(
                    "tulis di kertas, lalu periksa disk laptop ini",
                    "write it on paper, and look at the disk of this laptop"
                )
            )
        }
    }

    private func notSeen(_ host: HostName, _ since: Timestamp) -> (String, String?) {
        let time = wording.clock(since)
        return (
            wording(
                "pengenal \(host) belum terlihat sejak pukul \(time), jadi belum terbukti PC mana itu",
                "the key of \(host) was not seen since \(time), so nothing proves which PC it is"
            ),
            wording(
                "nyalakan \(host), lalu: siaga scan \(host)",
                "switch \(host) on, then: siaga scan \(host)"
            )
        )
    }

    private func unknownTick(_ text: String, _ near: String?) -> (String, String?) {
        let names = Duty.allCases.map { $0.name[wording.language] }.joined(separator: ", ")
        return (
            wording("tidak ada yang bernama \(shown(text))", "nothing is called \(shown(text))"),
            suggestion(near)
                ?? wording(
                    "pilih dari: \(names); atau sebuah PC: siaga confirm pc07",
                    "choose from: \(names); or a PC: siaga confirm pc07"
                )
        )
    }

    private func broken(_ host: HostName) -> (String, String?) {
        (
            wording(
                "Siaga mengukur \(host) dan ada yang tidak memenuhi syarat; itu tidak bisa dicentang",
                "Siaga measured \(host), and something is not as it must be; no tick changes that"
            ),
            wording(
                "perbaiki, lalu: siaga scan \(host); atau pakai PC cadangan",
                "put it right, then: siaga scan \(host); or use a spare"
            )
        )
    }

    private func notToBeSeen(_ host: HostName, _ state: HostState) -> (String, String?) {
        let word = state.word[wording.language]
        return (
            wording(
                "\(host) berkeadaan \(word); melihat saja tidak membuktikan apa-apa",
                "\(host) is \(word); looking at it proves nothing"
            ),
            wording("periksa lagi: siaga scan \(host)", "check it again: siaga scan \(host)")
        )
    }

    private func suggestion(_ near: String?) -> String? {
        near.map { wording("maksudnya \(shown($0))?", "did you mean \(shown($0))?") }
    }

    private func shown(_ text: String) -> String { text.safe(limit: 60) }
}
