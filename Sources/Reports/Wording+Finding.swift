import RoomModel

extension Wording {
    /// What a check found, as one sentence that begins with the check's label.
    ///
    /// - Parameters:
    ///   - result: The judged check.
    ///   - moment: When it was measured; a clock far off is shown as the time it says.
    /// - Returns: The sentence, without a full stop.
    func sentence(_ result: CheckResult, at moment: Timestamp? = nil) -> String {
        let sentence = self.found(result, at: moment)
        guard let attempts = result.attempts, attempts > 1 else { return sentence }
        return sentence + self(" (\(attempts)\u{A0}percobaan)", " (\(attempts)\u{A0}attempts)")
    }

    private func found(_ result: CheckResult, at moment: Timestamp?) -> String {
        let subject = result.subject.map { " (\($0.safe(limit: 60)))" } ?? ""
        let head = label(result.check) + (result.finding.namesItsSubject ? "" : subject)
        switch result.finding {
        case .met(let value): return value.map { "\(head): \(text($0))" } ?? head
        case .compared(let value): return "\(head): \(text(value))"
        case .unlikeMost(let value, let usual):
            return self(
                "\(head) \(text(value)), PC lain \(text(usual)) (exam_app_version belum diisi)",
                "\(head) \(text(value)), others have \(text(usual)) (exam_app_version is not set)"
            )
        case .tooLow(.clockOffset(let offset), _), .tooHigh(.clockOffset(let offset), _):
            return clockSentence(head, offset, at: moment)
        case .unexpected(.clockOffset(let offset), _): return clockSentence(head, offset, at: moment)
        case .tooLow(let value, let minimum):
            return self(
                "\(head) \(text(value, .down)), minimal \(text(minimum))",
                "\(head) \(text(value, .down)), at least \(text(minimum)) needed"
            )
        case .tooHigh(let value, let maximum):
            return self(
                "\(head) \(text(value, .up)), paling banyak \(text(maximum))",
                "\(head) \(text(value, .up)), at most \(text(maximum)) allowed"
            )
        case .unexpected(let value, let expected):
            let wanted = choice(expected.map { text($0) })
            return wanted.isEmpty
                ? "\(head) \(text(value))"
                : self("\(head) \(text(value)), harus \(wanted)", "\(head) \(text(value)), must be \(wanted)")
        case .missing(let items):
            return self("\(head): tidak ada \(list(items))", "\(head): missing \(list(items))")
        case .altered(let items):
            return self(
                "\(head): \(list(items)) berbeda dari aslinya",
                "\(head): \(list(items)) differ\(items.count == 1 ? "s" : "") from the original"
            )
        case .unfinished:
            return self(
                "\(head): pemasangan terputus di tengah penukaran, kedua versi utuh",
                "\(head): an installation was cut off in the exchange, both versions are whole"
            )
        case .unwanted(let items): return self("\(head): ada \(list(items))", "\(head): found \(list(items))")
        case .identity(let identity): return "\(head): \(identity.name.safe(limit: 60))"
        case .notUnique(let traits) where traits.contains { $0.trait == .machine }:
            let names = (traits.first { $0.trait == .machine }?.hosts ?? []).folded
            return self(
                "\(head): satu PC yang sama menjawab sebagai \(names)",
                "\(head): one and the same PC answers as \(names)"
            )
        case .notUnique(let traits):
            let parts = groups(of: traits).map { hosts, traits in
                self("\(traits) sama di \(hosts.folded)", "\(traits) the same on \(hosts.folded)")
            }
            return "\(head): " + parts.joined(separator: "; ")
        case .transfer(let transfer):
            let (amount, time) = (amount(transfer.amount), time(transfer.took))
            return "\(head): \(megabits(transfer.rate)) "
                + self("(\(amount), \(time))", "(\(amount) in \(time))")
        case .refused(let account, let path):
            let (who, place) = (account.safe(limit: 40), path.safe(limit: 60))
            return self(
                "\(head): akun \(who) tidak boleh menulis di \(place)",
                "\(head): account \(who) may not write into \(place)"
            )
        case .unanswered(let failures):
            return "\(head): " + list(failures.map(failure), most: 2)
        case .notPinned(let key):
            let name = self("kuncinya belum dicatat", "its key is not on file yet")
            let setting = key.map { ", exam_server_pin: \($0.safe(limit: 60))" } ?? " (exam_server_pin)"
            return self("\(head) menjawab; \(name)\(setting)", "\(head) answers; \(name)\(setting)")
        case .notMeasured(let reason): return "\(head): \(why(reason))"
        case .notApplicable(let reason): return "\(head): \(why(reason))"
        }
    }

    /// A value with its unit.
    func text(_ measure: Measure, _ rounding: Rounding = .nearest) -> String {
        switch measure {
        case .bytes(let amount): self.amount(amount, rounding)
        case .duration(let duration): time(duration, rounding)
        case .clockOffset(let offset): (offset < .zero ? "-" : "+") + time(magnitude(of: offset), rounding)
        case .count(let count): "\(count)"
        case .percent(let percent): decimal(percent, rounding) + " %"
        case .text(let text, let isCut): excerpt(of: text, limit: 60, isCut: isCut)
        }
    }

    private func magnitude(of duration: Duration) -> Duration {
        duration < .zero ? .zero - duration : duration
    }

    private static let day: Duration = .seconds(86_400)
    /// Further off than this, a clock shows no date that means anything (100 years of 365 days).
    private static let century: Duration = .seconds(100 * 365 * 86_400)

    /// What a clock that is `offset` ahead shows at `moment`, and what it should show; past a day with the dates.
    ///
    /// - Parameters:
    ///   - moment: The time it is.
    ///   - offset: How far the clock is ahead; negative: behind.
    /// - Returns: nil where the two read the same, or the clock is out of all bounds.
    func clocks(_ moment: Timestamp, offset: Duration) -> (shown: String, right: String)? {
        let size = magnitude(of: offset)
        guard size < Self.century else { return nil }
        let shown = moment.advanced(by: offset)
        if size > Self.day {
            return ("\(shortDate(shown)) \(clock(shown))", "\(shortDate(moment)) \(clock(moment))")
        }
        return clock(shown) == clock(moment) ? nil : (clock(shown), clock(moment))
    }

    private func clockSentence(_ head: String, _ offset: Duration, at moment: Timestamp?) -> String {
        let size = magnitude(of: offset)
        // Past a day the date itself is wrong, and says more than a number of days.
        if let moment, size > Self.day, let (shown, _) = clocks(moment, offset: offset) {
            return "\(head): \(shown)"
        }
        return offset < .zero
            ? self("\(head): terlambat \(time(size))", "\(head): \(time(size)) slow")
            : self("\(head): terlalu cepat \(time(size))", "\(head): \(time(size)) fast")
    }

    private func failure(_ failure: EndpointFailure) -> String {
        let name = failure.endpoint.safe(limit: 80)
        return switch failure.fault {
        case .nameNotFound: self("\(name) tidak ditemukan (DNS)", "\(name) not found (DNS)")
        case .refused: self("\(name) menolak sambungan", "\(name) refuses connections")
        case .timedOut: self("\(name) tidak menjawab", "\(name) does not answer")
        case .noRoute: self("tidak ada jalur ke \(name)", "no route to \(name)")
        case .tls: self("sambungan aman ke \(name) gagal", "no secure connection to \(name)")
        case .certificateChanged: self("sertifikat \(name) berubah", "the certificate of \(name) changed")
        case .status(let status): self("\(name) menjawab HTTP \(status)", "\(name) answers HTTP \(status)")
        case .slow(let took):
            self("\(name) lambat, \(time(took, .up))", "\(name) is slow, \(time(took, .up))")
        case .other(let code): self("\(name) gagal (kode \(code))", "\(name) failed (code \(code))")
        }
    }

    /// Why there is no result.
    func why(_ reason: UnmeasuredReason) -> String {
        switch reason {
        case .needs(let tools):
            let names = choice(tools.map { $0.safe(limit: 40) })
            return self("belum terukur, perlu \(names)", "not measured, needs \(names)")
        case .timedOut(let limit):
            return self("belum terukur, lebih dari \(time(limit))", "not measured within \(time(limit))")
        case .unreadable(let text, let isCut):
            let seen = text.isEmpty ? "" : " (\(excerpt(of: text, limit: 40, isCut: isCut)))"
            return self("jawaban PC tidak terbaca\(seen)", "the PC's answer makes no sense\(seen)")
        case .failed(let code):
            return self(
                "belum terukur, perintah gagal (kode \(code))",
                "not measured, the command failed (code \(code))"
            )
        case .noRight(let needed):
            let right = needed.safe(limit: 60)
            return self("belum terukur, perlu hak \(right)", "not measured, needs the right \(right)")
        case .notReported: return self("PC tidak melaporkannya", "the PC did not report it")
        case .notYetOnWindows: return self("belum bisa diukur di Windows", "not yet measured on Windows")
        case .absent(let item):
            let name = item.safe(limit: 60)
            return self("belum terukur, \(name) tidak ada", "not measured, \(name) does not exist")
        case .notVisible(let obstacle):
            return self("tidak terlihat dari sini, ", "cannot be seen from here, ") + name(obstacle)
        case .controllerClock:
            return self(
                "belum terukur, jam laptop ini salah",
                "not measured, the clock of this laptop is wrong"
            )
        }
    }

    /// What is in the way of looking.
    private func name(_ obstacle: Obstacle) -> String {
        switch obstacle {
        case .wayland: self("layarnya Wayland", "the desktop is Wayland")
        case .nobodyLoggedOn: self("belum ada yang membuka desktop", "nobody is logged on")
        case .otherDesktop: self("desktop milik akun lain", "the desktop is another account's")
        case .container: self("PC ini kontainer", "the PC is a container")
        case .hardware: self("perangkatnya tidak memberi tahu", "the hardware does not say")
        case .rules: self("aturannya terlalu rumit", "the rules are too intricate")
        }
    }

    /// Why a check does not apply.
    func why(_ reason: InapplicableReason) -> String {
        switch reason {
        case .notConfigured(let name):
            let variable = name.safe(limit: 40)
            return self(
                "tidak berlaku, `\(variable)` belum diisi",
                "not applicable, `\(variable)` is not set"
            )
        case .platform: return self("tidak berlaku untuk sistem ini", "not applicable to this system")
        case .mode: return self("tidak berlaku untuk moda ini", "not applicable in this mode")
        }
    }
}

extension Finding {
    /// Whether its sentence already says where.
    fileprivate var namesItsSubject: Bool {
        switch self {
        case .unanswered, .refused: true
        case .notMeasured(.absent): true
        case .met, .compared, .unlikeMost, .tooLow, .tooHigh, .unexpected, .missing, .altered, .unfinished,
            .unwanted, .identity, .notUnique, .transfer, .notPinned, .notMeasured, .notApplicable:
            false
        }
    }
}
