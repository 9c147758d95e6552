import Bundles
import Facts
import RoomModel
import Testing

@testable import Provisioning

/// What is decided from a measurement, without a PC.
@Suite
struct AppPlanTests {
    private static let hash = ContentHash(of: Array("one".utf8))
    private static let other = ContentHash(of: Array("two".utf8))

    private static func folder(_ files: [Manifest.File], replacesAnything: Bool = false) throws -> AppFolder {
        let version = try #require(BundleVersion("26.0222"))
        let id = try BundleID(name: "exam", version: version, target: BundleTarget(system: .linux))
        return try #require(
            AppFolder(
                path: "/opt/App",
                manifest: Manifest(id: id, files: files),
                replacesAnything: replacesAnything
            )
        )
    }

    private static func state(_ folder: AppFolder, _ lines: String...) throws -> AppFolderState {
        try AppFolderFact(folder).read(PosixOutput(lines: lines + ["end"]))
    }

    private static func around(
        _ version: String? = nil,
        free: ByteCount = .gibibytes(10)
    ) -> AppFolderPlan.Surroundings {
        AppFolderPlan.Surroundings(version: version, free: free)
    }

    @Test
    func `the new version must fit beside the old one`() throws {
        let files = [Manifest.File(path: "a", size: 100 << 20, hash: Self.hash)]
        let folder = try Self.folder(files)
        let state = try Self.state(folder, "target folder", "kept 25", "f \(Self.other) 644 1000000000 old")
        let plan = AppFolderPlan(folder, state, in: Self.around(free: .mebibytes(1_000)))
        guard case .refused(.noSpace(let needed, let free)) = plan else {
            Issue.record("\(plan)")
            return
        }
        // The foreign file comes along.
        #expect(needed > ByteCount(bytes: 100 << 20 + 1_000_000_000))
        #expect(free == .mebibytes(1_000))
        let removing = try #require(
            AppFolder(path: "/opt/App", manifest: folder.manifest, foreignFiles: .remove)
        )
        guard case .work = AppFolderPlan(removing, state, in: Self.around(free: .mebibytes(1_000))) else {
            Issue.record("it would fit")
            return
        }
    }

    @Test
    func `an older and an unreadable version are updated, a newer one is left`() throws {
        let folder = try Self.folder([Manifest.File(path: "a", size: 3, hash: Self.hash)])
        let state = try Self.state(folder, "target folder", "f \(Self.other) 644 3 a")
        func kind(_ version: String?) -> AppFolderWork.Kind? {
            guard case .work(let work) = AppFolderPlan(folder, state, in: Self.around(version)) else {
                return nil
            }
            return work.kind
        }
        #expect(kind("25.0525") == .update(from: "25.0525"))
        #expect(kind(nil) == .update(from: nil))
        #expect(kind("no version at all") == .update(from: "no version at all"))
        #expect(kind("26.0222") == .repair)
        #expect(AppFolderPlan(folder, state, in: Self.around("26.0301")) == .refused(.newer("26.0301")))
    }

    @Test
    func `what a former run brought is not sent again, and its leftovers are removed`() throws {
        let folder = try Self.folder([
            Manifest.File(path: "a", size: 3, hash: Self.hash),
            Manifest.File(path: "b", size: 3, hash: Self.other),
            Manifest.File(path: "twin of b", size: 3, hash: Self.other),
        ])
        let half = ContentHash(of: [])
        let state = try Self.state(
            folder,
            "target absent",
            "staged .App.siaga-1\ts \(half) a\ts \(Self.other) b\ts \(half) carried"
        )
        guard case .work(let work) = AppFolderPlan(folder, state, in: Self.around()) else {
            Issue.record("nothing to do")
            return
        }
        #expect(work.sent.map(\.hash) == [Self.hash])
        #expect(work.resumed == ByteCount(bytes: 3))
        #expect(work.resumes == ".App.siaga-1")
        #expect(work.removals == ["x a", "x carried"])
        #expect(work.orders == ["n b", "t twin of b"])
        #expect(work.arrivals == ["p a"])
    }

    @Test
    func `a file of the same letters in other bytes, or of other capitals, is another file`() throws {
        let files = [Manifest.File(path: "u\u{0308}", size: 3, hash: Self.hash)]
        let folder = try Self.folder(files)
        let state = try Self.state(folder, "target folder", "f \(Self.hash) 644 3 \u{00FC}")
        guard case .work(let work) = AppFolderPlan(folder, state, in: Self.around("26.0222")) else {
            Issue.record("it was taken for the same")
            return
        }
        #expect(work.sent.isEmpty)
        #expect(work.orders.count == 2)
    }

    @Test(arguments: [
        "9223372036854775807", "9223372036854775808", "-1", "-9223372036854775808", "+3", "1e3",
    ])
    func `a sparse file of no real size in the app's folder is named and ends no run`(_ size: String) throws {
        let folder = try Self.folder([Manifest.File(path: "a", size: 3, hash: Self.hash)])
        let line = "f - 644 \(size) hole.bin"
        let error = #expect(throws: Unmeasured.self) { try Self.state(folder, "target folder", line) }
        #expect(error == Unmeasured(.unreadable(line)))
    }

    @Test
    func `files that together are larger than any number of bytes do not fit`() throws {
        let folder = try Self.folder(
            [Manifest.File(path: "a", size: 3, hash: Self.hash)],
            replacesAnything: true
        )
        let large = (0..<1_100).map { "f \(Self.other) 644 \(ByteCount.most.bytes) hole-\($0)" }
        let state = try AppFolderFact(folder).read(
            PosixOutput(lines: ["target folder"] + large + ["end"])
        )
        let plan = AppFolderPlan(folder, state, in: Self.around(free: .gibibytes(100)))
        #expect(plan == .refused(.noSpace(needed: .most, free: .gibibytes(100))))
    }

    @Test
    func `a foreign file where the bundle has a folder, or below one of its files, stays behind`() throws {
        let folder = try Self.folder([
            Manifest.File(path: "folder/a", size: 3, hash: Self.hash),
            Manifest.File(path: "file", size: 3, hash: Self.hash),
        ])
        let state = try Self.state(
            folder,
            "target folder",
            "kept 25",
            "f \(Self.other) 644 3 folder\tf \(Self.other) 644 3 file/below\tf \(Self.other) 644 3 note"
        )
        guard case .work(let work) = AppFolderPlan(folder, state, in: Self.around()) else {
            Issue.record("nothing to do")
            return
        }
        #expect(work.orders == ["n file", "t folder/a", "f note"])
        #expect(work.foreign == ["file/below", "folder", "note"])
    }

    @Test(arguments: [
        [], ["target folder"], ["end"], ["target folder", "target folder", "end"],
        ["target cupboard", "end"],
        ["target folder", "f x 644 1 a", "end"], ["target folder", "f - 999 1 a", "end"],
        ["target folder", "s \(hash) a", "end"], ["target folder", "l a", "end"],
        ["target folder", "t a", "end"],
        ["target folder", "l a", "d b", "end"], ["target folder", "surprise", "end"],
        ["target folder", "", "end"],
    ])
    func `an answer that makes no sense is no measurement`(_ lines: [String]) throws {
        let fact = AppFolderFact(try Self.folder([]))
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }

    @Test
    func `a file that could not be read is not taken for good`() throws {
        let folder = try Self.folder([Manifest.File(path: "a", size: 3, hash: Self.hash)])
        let state = try Self.state(folder, "target folder", "f - 644 3 a")
        guard case .work(let work) = AppFolderPlan(folder, state, in: Self.around()) else {
            Issue.record("it was taken for good")
            return
        }
        #expect(work.sent.map(\.hash) == [Self.hash])
    }

    @Test(arguments: [
        "", "opt/App", "/", "/opt/../App", "/opt//App", "/opt/App/", "/opt/./App", "/opt/A\npp",
    ])
    func `a path that is not plain is none`(_ path: String) throws {
        #expect(AppFolder(path: path, manifest: try Self.folder([]).manifest) == nil)
    }

    @Test(arguments: [AppFolderShell.settings, AppFolderShell.looking, AppFolderShell.walking])
    func `the pieces end their last line`(_ piece: String) {
        #expect(piece.hasSuffix("\n"))
    }
}
