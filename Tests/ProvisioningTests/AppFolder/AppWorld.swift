import BundleImport
import Bundles
import Facts
import Foundation
import Remoting
import RoomModel
import Subprocess
import TestRoom
import Testing

@testable import Provisioning

/// A version of an app: its files by path.
struct TestApp {
    struct File {
        var bytes: [UInt8]
        var isExecutable = false
        var role = FileRole.fixed
    }

    var version: String
    var files: [String: File] = [:]
    var links: [String: String] = [:]
    var folders: [String] = []

    subscript(path: String) -> String {
        get { String(decoding: files[path]?.bytes ?? [], as: UTF8.self) }
        set { files[path, default: File(bytes: [])].bytes = Array(newValue.utf8) }
    }

    /// An app with every odd name there can be in a bundle.
    static func odd(_ version: String, seed: UInt64 = 1) -> TestApp {
        var random = SeededGenerator(seed)
        var app = TestApp(version: version)
        app["version.txt"] = version + "\n"
        app.files["Exam Browser.exe"] = File(bytes: random.bytes(300_000), isExecutable: true)
        app["-dash"] = "looks like an option"
        app["it's \"quoted\" $(touch x) `y`"] = "q"
        app["ap p/ünï/日本/back\\slash"] = "b"
        app["twin"] = "looks like an option"
        app.files["ap p/library.dll"] = File(bytes: random.bytes(20_000))
        app["empty"] = ""
        app["log.txt"] = "as delivered"
        app.files["log.txt"]?.role = .volatile
        app["setting.json"] = "{}"
        app.files["setting.json"]?.role = .setting
        app[String(repeating: "v", count: 90) + "/" + String(repeating: "w", count: 90) + "/z"] = "long"
        return app
    }

    /// The same with a file of 1.5 MB.
    static func large(_ version: String) -> TestApp {
        var random = SeededGenerator(7)
        var app = odd(version)
        app.files["big"] = File(bytes: random.bytes(1_500_000))
        return app
    }
}

/// Numbers that a test can repeat (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] { Noise.bytes(count, seed: next()) }
}

/// A PC with an exam app, and the controller's store.
struct AppWorld: Sendable {
    let scratch: ScratchFolder
    let store: ContentStore
    let archives: AppArchives
    /// The app's path on the PC.
    let path: String
    let pc: ShellPC

    /// What the controller does with the disk, left out: it takes long on a busy machine, and no test cuts the power.
    private static let sync = "sync -f . 2>/dev/null || sync"

    static func with(
        _ shell: PCShell,
        at name: String = "Exam \"App' ü",
        syncs: Bool = false,
        _ body: (AppWorld) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { scratch in
            for folder in ["programs", "store", "pc"] {
                try FileManager.default.createDirectory(
                    atPath: "\(scratch.path)/\(folder)",
                    withIntermediateDirectories: true
                )
            }
            let program = try await output("command -v \(shell.rawValue)")
            try FileManager.default.createSymbolicLink(
                atPath: "\(scratch.path)/programs/sh",
                withDestinationPath: program
            )
            var pc = ShellPC(programs: "\(scratch.path)/programs")
            if !syncs { pc.altering = { $0.replacing(sync, with: ":") } }
            let store = ContentStore(folder: "\(scratch.path)/store")
            try store.prepare()
            let real = try await output("cd '\(scratch.path)/pc' && pwd -P")
            try await body(
                AppWorld(
                    scratch: scratch,
                    store: store,
                    archives: AppArchives(store: store, packer: TarPacker()),
                    path: "\(real)/\(name)",
                    pc: pc
                )
            )
        }
    }

    /// The PC with nothing but busybox's programs, and without some of them.
    func busyboxPC(without missing: String...) async throws -> ShellPC {
        let tools = "\(scratch.path)/tools"
        try await Self.output(
            """
            mkdir "$1"
            for tool in $(busybox --list); do
                [ "$tool" = busybox ] || ln -s "$(command -v busybox)" "$1/$tool"
            done
            """,
            tools
        )
        for tool in missing { try FileManager.default.removeItem(atPath: "\(tools)/\(tool)") }
        return pc.withNothingButBusybox(in: tools)
    }

    /// The folder as `app` has it; its contents are in the store.
    func folder(
        _ app: TestApp,
        layout: AppFolder.Layout = .folder,
        foreignFiles: AppFolder.ForeignFiles = .keep,
        owner: String? = nil,
        path: String? = nil
    ) throws -> AppFolder {
        let files = try app.files.map { path, file in
            let content = try store.newContent()
            try file.bytes.withUnsafeBytes { try content.write($0) }
            return Manifest.File(
                path: path,
                size: Int64(file.bytes.count),
                hash: try content.commit(),
                isExecutable: file.isExecutable,
                role: file.role
            )
        }
        let version = try #require(BundleVersion(app.version))
        let manifest = Manifest(
            id: try BundleID(name: "exam", version: version, target: BundleTarget(system: .linux)),
            files: files,
            folders: app.folders,
            links: app.links.map { Manifest.Link(path: $0.key, target: $0.value) }
        )
        return try #require(
            AppFolder(
                path: path ?? self.path,
                manifest: manifest,
                layout: layout,
                foreignFiles: foreignFiles,
                owner: owner
            )
        )
    }

    /// What the PC measures.
    func state(_ folder: AppFolder, on pc: ShellPC? = nil) async throws -> AppFolderState {
        try await readings(folder, on: pc ?? self.pc).reading(of: AppFolderFact(folder))
    }

    func readings(_ folder: AppFolder, on pc: any Connection) async throws -> FactReadings {
        let facts: [any Fact] = [
            AppFolderFact(folder), ApplicationVersionFact(folder: folder.path, file: "version.txt"),
            DiskFreeFact(path: folder.path),
        ]
        let outcome = try await Probe(facts: facts, examProcesses: []).measure(over: pc) { .distantPast }
        guard case .measured(let readings) = outcome else {
            throw Unmeasured(.notReported)
        }
        return readings
    }

    /// The plan for the PC.
    func plan(
        _ folder: AppFolder,
        on pc: (any Connection)? = nil,
        allowsDowngrade: Bool = false
    ) async throws -> AppFolderPlan {
        let readings = try await readings(folder, on: pc ?? self.pc)
        var version: String?
        if case .version(let text) = try readings.reading(
            of: ApplicationVersionFact(folder: folder.path, file: "version.txt")
        ) {
            version = text
        }
        return AppFolderPlan(
            folder,
            try readings.reading(of: AppFolderFact(folder)),
            in: AppFolderPlan.Surroundings(
                version: version,
                free: try readings.reading(of: DiskFreeFact(path: folder.path))
            ),
            allowsDowngrade: allowsDowngrade
        )
    }

    /// Installs as a run does: at most two rounds, the first of which may only finish a swap.
    ///
    /// - Returns: What was done last.
    @discardableResult
    func install(
        _ folder: AppFolder,
        on pc: (any Connection)? = nil,
        swapOn swapPC: (any Connection)? = nil,
        allowsDowngrade: Bool = false
    ) async throws -> AppFolderPlan {
        let pc = pc ?? self.pc
        let swapPC = swapPC ?? pc
        var plan = try await plan(folder, on: self.pc, allowsDowngrade: allowsDowngrade)
        if plan == .finishSwap {
            try await AppFolderInstaller(folder, over: swapPC).finishSwap()
            plan = try await self.plan(folder, on: self.pc, allowsDowngrade: allowsDowngrade)
        }
        guard case .work(let work) = plan else { return plan }
        let archive = try await archives.archive(for: work, in: folder)
        let staged = try await AppFolderInstaller(folder, over: pc).stage(
            work,
            archive,
            within: .seconds(120)
        )
        try await AppFolderInstaller(folder, over: swapPC).swap(staged)
        return plan
    }

    /// Runs a few words of shell here; the paths are arguments.
    @discardableResult
    static func output(_ script: String, _ arguments: String...) async throws -> String {
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(["-euc", script, "sh"] + arguments),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 16)
        )
        let said = result.standardError
        try #require(result.terminationStatus == .exited(0), "setting the scene: \(said)")
        return String(result.standardOutput.prefix { !$0.isNewline })
    }

    /// Everything below the app's path: files with their bytes, links with an arrow in front.
    func tree() throws -> [String: [UInt8]] {
        var tree: [String: [UInt8]] = [:]
        let root =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: path)).map { "\(pcFolder)/\($0)" }
            ?? path
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [:] }
        for case let name as String in walk {
            let full = "\(root)/\(name)"
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
                tree[name] = Array("-> \(target)".utf8)
            } else if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
                tree[name] = Array(try Data(contentsOf: URL(filePath: full)))
            }
        }
        return tree
    }

    /// Whether the app's folder is `app`, no more and no less.
    func holds(_ app: TestApp, besides: [String: String] = [:]) throws -> Bool {
        var wanted = app.files.mapValues(\.bytes)
        for (path, target) in app.links { wanted[path] = Array("-> \(target)".utf8) }
        for (path, text) in besides { wanted[path] = Array(text.utf8) }
        return try tree() == wanted
    }

    /// The folder that the app's is in.
    var pcFolder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    /// What is beside the app's folder.
    func siblings() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: pcFolder).filter { "\(pcFolder)/\($0)" != path }
    }

    /// Writes a file into the app's folder.
    func put(_ text: String, at name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }
}

extension Timestamp {
    /// Any time: nothing here is about the clock.
    static let distantPast = Timestamp(milliseconds: 0)
}
