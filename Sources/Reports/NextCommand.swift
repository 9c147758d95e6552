import RoomModel

/// The last line of a screen: what to type next.
struct NextCommand {
    let report: RoomReport
    let wording: Wording
    let rerun: String

    init(_ report: RoomReport, wording: Wording, rerun: String) {
        self.report = report
        self.wording = wording
        self.rerun = rerun
    }

    var text: String {
        let (rerun, scan) = (wording.command(rerun), wording.command("siaga scan"))
        if report.end == nil || report.end?.reason == .interrupted {
            return wording(
                "Tidak ada yang tertinggal di PC. Lanjutkan yang belum: \(rerun)",
                "Nothing was left on the PCs. Go on with the rest: \(rerun)"
            )
        }
        let problems = report.rows.filter(\.needsSomeone)
        let unknown = problems.filter { $0.state == .newPC }
        if unknown.count * 2 > problems.count {
            let enroll = wording.command("siaga enroll")
            return wording("Kenalkan dulu PC yang baru: \(enroll)", "First make the new PCs known: \(enroll)")
        }
        if !problems.isEmpty { return wording("Sesudah diperbaiki: \(rerun)", "When put right: \(rerun)") }
        if report.verdict?.isNetworkTooSlow == true {
            return wording("Sesudah diperbaiki: \(scan)", "When put right: \(scan)")
        }
        if report.rows.contains(where: { $0.state == .notChecked || $0.isOld(at: report.asOf) }) {
            return wording("Periksa seluruh ruang: \(scan)", "Check the whole room: \(scan)")
        }
        return wording(
            "Periksa sekali lagi sebelum sesi: \(scan)",
            "Check once more before the session: \(scan)"
        )
    }
}
