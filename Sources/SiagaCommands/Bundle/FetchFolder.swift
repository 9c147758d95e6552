import Bundles
import FoundationEssentials
import Glibc

/// A folder of this account's own in the store, for what comes from a PC before it is taken in.
struct FetchFolder: Sendable {
    /// Where it is.
    let path: String
    private let store: ContentStore
    private static let suffix = ".fetch"

    /// A folder that ``make()`` makes.
    init(in store: ContentStore) {
        self.store = store
        path =
            "\(store.incoming)/\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36))\(Self.suffix)"
    }

    /// Makes it with mode 0700, and removes those of programs that were killed.
    ///
    /// - Throws: ``BundleError`` `.storage`.
    func make() async throws(BundleError) {
        let store = store
        let path = path
        let outcome = await offPool { () -> Result<Void, BundleError> in
            do throws(BundleError) {
                try store.prepare()
                Self.removeAbandoned(in: store.incoming)
                guard mkdir(path, 0o700) == 0 else { throw .storage(path) }
                return .success(())
            } catch { return .failure(error) }
        }
        try outcome.get()
    }

    /// Removes it with everything in it.
    func remove() async {
        let path = path
        await offPool { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func removeAbandoned(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(suffix) {
            guard let owner = pid_t(name.prefix { $0 != "-" }), owner > 0, kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
