public import RoomModel

/// How much a bundle may hold: an archive of a few kilobytes can unpack to fill any disk.
public struct ImportLimits: Hashable, Sendable {
    /// The most bytes of all files together.
    public var unpacked: ByteCount
    /// The most files, folders and links.
    public var entries: Int
    /// The most bytes unpacked for each byte packed, once ``harmless`` is passed; deflate gives at most 1,032.
    public var growth: Int64
    /// Below this no growth is suspicious: log files shrink to nothing.
    public var harmless: ByteCount

    /// 10 GiB, 100,000 entries, 200-fold growth beyond 64 MiB; ExamBrowser 26.0222 has 194 MB, 908 entries, threefold.
    public static let standard = ImportLimits(
        unpacked: .gibibytes(10),
        entries: 100_000,
        growth: 200,
        harmless: .mebibytes(64)
    )

    /// Creates limits.
    public init(unpacked: ByteCount, entries: Int, growth: Int64, harmless: ByteCount) {
        self.unpacked = unpacked
        self.entries = entries
        self.growth = growth
        self.harmless = harmless
    }

    func check(entries count: Int, at entry: String) throws(BundleError) {
        guard count > entries else { return }
        throw BundleError(
            .tooLarge,
            Localized(
                id: "lebih dari \(entries) berkas dan folder; berhenti di `\(entry.safe())`",
                en: "more than \(entries) files and folders; stopped at `\(entry.safe())`"
            ),
            hint: Self.hint
        )
    }

    func check(unpacked size: Int64, packed: Int64?, at entry: String) throws(BundleError) {
        if size > unpacked.bytes {
            throw BundleError(
                .tooLarge,
                Localized(
                    id: "isinya lebih dari \(unpacked.bytes) byte; berhenti di `\(entry.safe())`",
                    en: "it unpacks to more than \(unpacked.bytes) bytes; stopped at `\(entry.safe())`"
                ),
                hint: Self.hint
            )
        }
        guard let packed, size > harmless.bytes, size / growth > packed else { return }
        throw BundleError(
            .tooLarge,
            Localized(
                id: "isinya lebih dari \(growth) kali ukuran arsip; berhenti di `\(entry.safe())`",
                en: "it unpacks to more than \(growth) times its size; stopped at `\(entry.safe())`"
            ),
            hint: Self.hint
        )
    }

    private static let hint = Localized(
        id: "ini bukan aplikasi ujian; unduh lagi dari sumber resmi",
        en: "this is no exam app; download it again from the official source"
    )
}
