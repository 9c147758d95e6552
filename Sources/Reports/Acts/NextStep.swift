import RoomModel

/// The one next step of the start screen: what to do, and what to type for it.
struct NextStep {
    let wording: Wording

    /// The step in words, and the command; nil where nothing is typed.
    func text(_ step: DayStep, at moment: DayMoment) -> String {
        let (what, command) = sentence(step, moment)
        return what + (command.map { ": " + $0 } ?? "")
    }

    private func sentence(_ step: DayStep, _ moment: DayMoment) -> (String, String?) {
        switch step {
        case .scan:
            return (
                moment.kind == .eve
                    ? wording("periksa ruang malam ini", "check the room this evening")
                    : wording("periksa ruang sekarang", "check the room now"),
                wording.scan
            )
        case .scanAgain:
            return (wording("periksa sekali lagi", "check once more"), wording.scan)
        case .swap(let seat, let spare):
            return (
                wording(
                    "kursi \(seat.safe(limit: 20)) pakai cadangan",
                    "a spare for seat \(seat.safe(limit: 20))"
                ),
                wording.swapCommand(seat, spare)
            )
        case .repair:
            return (
                wording("lihat yang belum siap, perbaiki", "see what is not ready, put it right"),
                wording.next("report")
            )
        case .tick(let duties):
            let names = duties.map { $0.name[wording.language] }.joined(separator: ", ")
            return (
                wording("lihat sendiri, lalu centang (\(names))", "look yourself, then tick (\(names))"),
                wording.next("confirm", duties.first?.name[wording.language] ?? "")
            )
        case .openApp:
            return (
                wording(
                    "buka aplikasi ujian di semua PC; 10 menit sebelum sesi periksa sekali lagi",
                    "open the exam app on all PCs; check once more 10 minutes before the session"
                ),
                wording.scan
            )
        case .begin:
            return (
                wording(
                    "semua siap: rilis token di situs resmi",
                    "all is ready: release the token on the official site"
                ),
                nil
            )
        case .note:
            return (
                wording(
                    "ujian berlangsung, PC tidak disentuh; ada kejadian? catat",
                    "the exam runs, the PCs are let alone; does something happen? note it"
                ),
                wording.command(wording("siaga note KURSI \"...\"", "siaga note SEAT \"...\""))
            )
        case .wait(let minute):
            let clock = wording.clock(minutes: minute)
            let day = moment.next?.laterDay.map { wording.date($0) + ", " } ?? ""
            return (
                wording("\(day)pukul \(clock) periksa ruang", "\(day)at \(clock) check the room"),
                wording.scan
            )
        case .done:
            return (
                wording("hari ini selesai; lihat hasilnya", "done for today; see the result"), wording.next("report")
            )
        }
    }
}
