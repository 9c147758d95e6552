public import Bundles
import RoomModel

/// The bundles that apps are installed from, and what packs them: one for a whole run.
public struct AppBundles: Sendable {
    /// What packs the files that PCs lack.
    let archives: AppArchives
    private let manifests: [Manifest]

    /// Creates the set.
    ///
    /// - Parameters:
    ///   - manifests: The bundles there are.
    ///   - archives: What packs the files that PCs lack.
    public init(_ manifests: [Manifest], archives: AppArchives) {
        self.manifests = manifests
        self.archives = archives
    }

    /// Whether there is none.
    public var isEmpty: Bool { manifests.isEmpty }

    /// Removes what was packed for PCs.
    public func removeArchives() async { await archives.removeAll() }

    /// The variants of one version of one app.
    ///
    /// - Parameters:
    ///   - name: The bundle's name; nil: the only one there is.
    ///   - version: Its version; nil: the newest there is.
    /// - Returns: At least one, all of the same version.
    /// - Throws: ``InvalidArgument`` where nothing is meant by that, or more than one name.
    func variants(of name: String?, version: String?) throws(InvalidArgument) -> [Manifest] {
        let names = Set(manifests.map(\.id.name)).sorted()
        guard !names.isEmpty else {
            throw InvalidArgument(
                "bundle",
                "there is no bundle to install from",
                hint: "make one from the app's archive: siaga bundle add FILE"
            )
        }
        guard name != nil || names.count == 1 else {
            throw InvalidArgument(
                "bundle",
                "several bundles may be meant: " + Self.list(names),
                hint: "name one: `bundle: \(names[0])`, or `exam_app_bundle` in the inventory"
            )
        }
        let named = manifests.filter { $0.id.name == name ?? names[0] }
        guard let newest = named.map(\.id.version).max() else {
            throw InvalidArgument(
                "bundle",
                "there is no bundle `\((name ?? "").safe(limit: 60))`",
                hint: "there are " + Self.list(names) + "; make one: siaga bundle add FILE"
            )
        }
        let found = named.filter {
            version == nil ? $0.id.version == newest : $0.id.version.description == version
        }
        guard !found.isEmpty else {
            let versions = Set(named.map(\.id.version)).sorted().map(\.description)
            throw InvalidArgument(
                "version",
                "there is no version \((version ?? "").safe(limit: 60)) of the bundle `\(named[0].id.name)`",
                hint: "there are " + Self.list(versions) + "; add it: siaga bundle add FILE"
            )
        }
        return found
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(6).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    }
}
