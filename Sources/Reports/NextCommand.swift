import RoomModel

/// The last line of a screen: what to type next.
struct NextCommand {
    let report: RoomReport
    let wording: Wording

    init(_ report: RoomReport, wording: Wording) {
        self.report = report
        self.wording = wording
    }

    var text: String {
        let scan = wording.scan
        // Where the laptop's clock was wrong, all PCs have to be measured against the right one.
        let rerun = report.comparison.controllerClock == nil ? wording.rerun : scan
        if report.end == nil || report.end?.reason == .interrupted {
            return wording(
                "Tidak ada yang tertinggal di PC. Lanjutkan yang belum: \(rerun)",
                "Nothing was left on the PCs. Go on with the rest: \(rerun)"
            )
        }
        let problems = report.rows.filter(\.needsSomeone)
        let unknown = problems.filter { $0.state == .newPC }
        if unknown.count * 2 > problems.count {
            let enroll = wording.next("enroll")
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
