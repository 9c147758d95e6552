public import Bundles
import CCurl
import Glibc
public import LocalFiles
public import RoomModel

/// A download over https that goes on where it was cut, by libcurl.
public actor HTTPSDownload {
    /// How far a download is.
    public struct Progress: Hashable, Sendable {
        /// Bytes on this disk.
        public let received: Int64
        /// All bytes; nil until the server says.
        public let total: Int64?
    }

    private let store: ContentStore
    private let largest: Int64
    private let authorities: String?
    private let disk: DiskSpace
    private let executor = QueueExecutor(label: "siaga.download")

    /// The executor that keeps the network off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// How often a cut transfer is begun again at once without a byte more.
    private static let patience = 3
    /// How often it is begun again in all.
    private static let attempts = 100

    /// A download into the store's folder of unfinished things.
    ///
    /// - Parameters:
    ///   - store: Whose folder it is.
    ///   - largest: The most bytes taken (default: 10 GiB).
    ///   - authorities: A PEM file with the authorities that are trusted; nil (the default): the system's.
    ///   - disk: The store's disk (default: 1 GiB of it stays free).
    public init(
        store: ContentStore,
        largest: ByteCount = .gibibytes(10),
        authorities: String? = nil,
        disk: DiskSpace = DiskSpace()
    ) {
        self.store = store
        self.largest = largest.bytes
        self.authorities = authorities
        self.disk = disk
    }

    /// Fetches `address`; what arrived before a cut stays and is not asked for again, also by the next call.
    ///
    /// - Parameters:
    ///   - address: Begins with `https://`; redirects lead to https only.
    ///   - watch: Told of progress; quick, from the download's thread.
    /// - Returns: The path of the file, to be moved or removed by ``discard(_:)``.
    /// - Throws: ``BundleError`` `.download` with the reason, `.storage` where the disk has no room; what arrived stays for
    ///   the next time.
    public func fetch(
        _ address: String,
        watch: @escaping @Sendable (Progress) -> Void = { _ in }
    ) throws(BundleError) -> String {
        guard address.lowercased().hasPrefix("https://") else {
            throw failure(address, Localized(id: "bukan alamat https", en: "not an https address"))
        }
        try store.prepare()
        let partial = PartialDownload(folder: store.incoming, address: address)
        var fruitless = 0
        for _ in 0..<Self.attempts {
            let before = partial.size
            let transfer = Transfer(partial: partial, largest: largest, disk: disk, watch: watch)
            switch try transfer.run(address, authorities: authorities) {
            case .done: return partial.path
            case .startAgain: partial.remove()
            case .tooLarge:
                partial.remove()
                throw BundleError(
                    .tooLarge,
                    Localized(
                        id: "\(address.shownAddress.safe()): lebih dari \(largest) byte",
                        en: "\(address.shownAddress.safe()): more than \(largest) bytes"
                    )
                )
            case .noSpace(let shortage): throw .noSpace(at: store.incoming, shortage)
            case .refused(let reason): throw failure(address, reason)
            case .cut(let reason):
                fruitless = partial.size > before ? 0 : fruitless + 1
                if fruitless >= Self.patience { throw failure(address, reason) }
            }
        }
        throw failure(address, Localized(id: "terputus terus", en: "it is cut again and again"))
    }

    /// Removes what was fetched of `address`.
    public func discard(_ address: String) {
        PartialDownload(folder: store.incoming, address: address).remove()
    }

    private func failure(_ address: String, _ reason: Localized) -> BundleError {
        BundleError(
            .download,
            Localized(
                id: "\(address.shownAddress.safe()): \(reason.id)",
                en: "\(address.shownAddress.safe()): \(reason.en)"
            ),
            hint: Localized(
                id: "periksa alamat dan internet, lalu ulangi; yang sudah terunduh dipakai lagi",
                en: "check the address and the internet, then repeat; what arrived is used again"
            )
        )
    }
}
