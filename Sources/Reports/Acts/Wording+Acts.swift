import RoomModel

extension Wording {
    /// What a tick of a duty says.
    func description(of duty: Duty) -> String {
        switch duty {
        case .screen: self("ukuran layar, gambar utuh", "screen size, the whole picture")
        case .ups: self("UPS menyala di PC proktor dan modem", "the UPS of proctor PC and modem is on")
        case .sync: self("status sinkronisasi AKTIF", "synchronisation says ACTIVE")
        case .cards: self("kartu peserta sudah dicetak", "the login cards are printed")
        case .seating: self("nomor kursi dan denah terpasang", "seat numbers and seating plan are up")
        case .upload: self("jawaban sesi ini sudah diunggah", "the session's answers are uploaded")
        case .complete: self("data lengkap, sekolah tamu juga", "all data there, guests' schools too")
        }
    }

    /// `kursi 22`, safe.
    func seat(_ name: String) -> String { self("kursi ", "seat ") + name.safe(limit: 20) }

    /// `06.57, proktor`.
    func mark(_ stamp: ActStamp) -> String { clock(stamp.at) + ", " + stamp.by.safe(limit: 60) }

    /// `24-11-2026 06.57, proktor`.
    func datedMark(_ stamp: ActStamp) -> String { shortDate(stamp.at) + " " + mark(stamp) }

    /// `siaga swap 22 pc29`, which no line break divides.
    func swapCommand(_ seat: String, _ host: HostName) -> String {
        next("swap", seat, host.description)
    }

    /// What to do where another enrolled PC answers at a seat: it may have been put there.
    func swapHint(_ row: RoomRow) -> String? {
        guard row.state == .otherPC, let other = row.unreached?.belongsTo, let seat = row.host.seat else {
            return nil
        }
        let swap = swapCommand(seat, other)
        return self("kalau memang ditukar: \(swap)", "if it was put there: \(swap)")
    }

    /// `diperiksa proktor, bukan Siaga (07.24, sari)`.
    func vouched(_ look: PersonalLook) -> String {
        whoLooked + " (\(mark(look.stamp)))"
    }

    /// Whose word it is that a PC can be used.
    var whoLooked: String { self("diperiksa proktor, bukan Siaga", "checked by the proctor, not by Siaga") }

    /// What was done, in one line: `kursi 22: pc29 menggantikan pc22 (layar mati)`.
    func sentence(_ content: RoomAct.Content) -> String {
        switch content {
        case .swap(let swap):
            let why = swap.reason.map { " (\($0.safe(limit: RoomNote.longest)))" } ?? ""
            return self(
                "kursi \(swap.seat.safe(limit: 20)): \(swap.host) menggantikan \(swap.replaced)\(why)",
                "seat \(swap.seat.safe(limit: 20)): \(swap.host) in the place of \(swap.replaced)\(why)"
            )
        case .note(let note):
            let place = [note.seat.map(seat), note.host?.description].compactMap(\.self)
                .joined(separator: ", ")
            return (place.isEmpty ? "" : place + ": ") + note.text.safe(limit: RoomNote.longest)
        case .tick(let duty): return "[x] \(duty.name[language]): " + description(of: duty)
        case .sawPC(let host):
            return "\(host) " + whoLooked
        case .withdrawal: return self("dibatalkan", "taken back")
        }
    }
}

extension String {
    /// This text as one word of a command line people type: quoted where it holds a blank or a mark of the shell.
    var asOneWord: String {
        let text = safe(limit: 20)
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
