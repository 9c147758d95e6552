public import RoomModel

/// What a push would do, and the question whether it may.
public struct TransferQuestion: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders the question.
    ///
    /// - Parameters:
    ///   - count: What is sent to each PC at most.
    ///   - folder: Where to, as it was typed.
    ///   - hosts: The PCs.
    /// - Returns: What would be done, then the question on a line of its own, without a line break.
    public func render(_ count: FileCount, to folder: String, on hosts: [HostName]) -> String {
        let (amount, place) = (wording.amount(count.size), folder.safe(limit: 120))
        let text = wording(
            "\(count.files) berkas, \(amount), ke \(place) di \(hosts.count) PC: \(hosts.folded). "
                + "Belum ada yang dikirim.",
            "\(count.files) \(count.files == 1 ? "file" : "files"), \(amount), to \(place) on "
                + "\(wording.pcs(hosts.count)): \(hosts.folded). Nothing was sent yet."
        )
        return page.wrap(text).map { $0 + "\n" }.joined() + wording("Kirim? (y/t) ", "Send them? (y/n) ")
    }
}
