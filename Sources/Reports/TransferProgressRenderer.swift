public import RoomModel

/// The lines that are shown, and shown again, while files move.
public struct TransferProgressRenderer: Sendable {
    let wording: Wording
    let page: Page

    /// The PCs named with their share; as many as move at once, usually.
    private static let mostShares = 16

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders a transfer at one moment.
    ///
    /// - Parameters:
    ///   - progress: The transfer as it stands.
    ///   - now: The time it is.
    /// - Returns: Lines without their ends, none wider than the page.
    public func lines(_ progress: TransferProgress, now: Timestamp) -> [String] {
        let elapsed = now.since(progress.startedAt)
        var lines = page.wrap(
            (progress.isPush
                ? wording("Mengirim, ", "Pushing, ") : wording("Mengambil, ", "Pulling, "))
                + progress.title.safe(limit: 40) + "   " + wording.clockWithSeconds(now)
        )
        let all = ByteProgress(
            done: ByteCount(bytes: progress.moved),
            whole: ByteCount(bytes: progress.moved) + ByteCount(bytes: progress.left)
        )
        lines += ByteBar(wording: wording, page: page).lines(all, elapsed)
        lines += groups(progress)
        lines += page.wrap(
            wording(
                "Ctrl-C: berhenti sesudah berkas yang sedang jalan; dua kali: sekarang",
                "Ctrl-C: stop behind the files under way; twice: at once"
            ),
            hanging: 8
        )
        return lines
    }

    private func groups(_ progress: TransferProgress) -> [String] {
        func hosts(_ isMeant: (TransferProgress.Stage) -> Bool) -> [HostName] {
            progress.hosts.filter { isMeant($0.stage) }.map(\.host)
        }
        let rows: [(String, [HostName])] = [
            (wording("selesai", "done"), hosts { $0 == .ended(isWhole: true) }),
            (wording("memeriksa", "being looked at"), hosts { $0 == .checking }),
            (wording("mencocokkan", "comparing"), hosts { $0 == .comparing }),
            (wording("putus, dicoba lagi", "lost, tried again"), hosts { $0 == .retrying }),
            (wording("antre", "waiting"), hosts { $0 == .waiting }),
            (wording("tidak lengkap", "not whole"), hosts { $0 == .ended(isWhole: false) }),
        ]
        var lines = rows.filter { !$0.1.isEmpty }.flatMap { name, hosts in
            page.wrap("  \(hosts.count) \(name)  \(hosts.folded)", hanging: 4)
        }
        let shares = progress.hosts.compactMap { host, stage -> String? in
            guard case .moving(let done, let whole) = stage else { return nil }
            let share = ByteProgress(done: ByteCount(bytes: done), whole: ByteCount(bytes: whole)).percent
            return "\(host)\u{A0}\(share)\u{A0}%"
        }
        if !shares.isEmpty {
            let verb =
                progress.isPush ? wording("mengirim", "getting files") : wording("mengambil", "giving files")
            lines += page.wrap(
                "  \(shares.count) \(verb)  " + shares.prefix(Self.mostShares).joined(separator: "  "),
                hanging: 4
            )
        }
        return lines
    }
}
