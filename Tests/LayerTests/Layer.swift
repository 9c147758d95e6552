/// One target of the picture: what it is for decides what it may import.
struct Layer {
    let name: String
    /// Other targets of this package, all of them further down.
    let layers: Set<String>
    /// Modules of other packages.
    let outside: Set<String>

    init(_ name: String, _ layers: Set<String> = [], outside: Set<String> = []) {
        self.name = name
        self.layers = layers
        self.outside = outside
    }

    /// The whole picture, bottom first; a row may import only rows above it.
    static let all = [
        Layer("CLibSSH2"),
        Layer("CArchive"),
        Layer("CCurl"),
        Layer("CRE2"),
        Layer("RoomModel"),
        Layer("LocalFiles", ["RoomModel"]),
        Layer("Documents", ["RoomModel", "LocalFiles"], outside: ["Yams"]),
        Layer("OpenSSHFiles", ["RoomModel", "LocalFiles"], outside: ["Crypto"]),
        Layer(
            "Inventories",
            ["RoomModel", "Documents", "OpenSSHFiles"],
            outside: ["Crypto", "CryptoExtras", "Subprocess"]
        ),
        Layer("Remoting", ["RoomModel"]),
        Layer("SSHEngine", ["RoomModel", "Remoting", "CLibSSH2"]),
        Layer(
            "SSHRemoting",
            ["RoomModel", "LocalFiles", "Remoting", "OpenSSHFiles", "SSHEngine"],
            outside: ["Crypto", "Logging", "NIOCore", "NIOPosix", "Subprocess"]
        ),
        Layer("LocalRemoting", ["RoomModel", "Remoting"], outside: ["Subprocess"]),
        Layer("LocalNetwork", ["RoomModel"]),
        Layer("Facts", ["RoomModel", "Remoting"]),
        Layer("Checks", ["RoomModel", "Remoting", "Facts", "CRE2"]),
        Layer("Bundles", ["RoomModel", "LocalFiles"], outside: ["Crypto"]),
        Layer("Provisioning", ["RoomModel", "LocalFiles", "Remoting", "Facts", "Bundles"]),
        Layer("Playbooks", ["RoomModel", "Documents", "Checks", "Provisioning"]),
        Layer("Transfers", ["RoomModel", "LocalFiles", "Remoting", "Bundles"]),
        Layer(
            "Runs",
            ["RoomModel", "Remoting", "Facts", "Checks", "Provisioning", "Playbooks", "Transfers"],
            outside: ["Logging"]
        ),
        Layer("Reports", ["RoomModel"]),
        Layer("History", ["RoomModel", "LocalFiles"], outside: ["Crypto", "GRDB"]),
        Layer("ExamDay", ["RoomModel", "Documents", "History"]),
        Layer(
            "BundleImport",
            ["RoomModel", "LocalFiles", "Bundles", "CArchive", "CCurl"],
            outside: ["Subprocess"]
        ),
        Layer("TestRoom", ["RoomModel", "Remoting"], outside: ["Subprocess"]),
        Layer(
            "SiagaCommands",
            [
                "RoomModel", "LocalFiles", "Documents", "OpenSSHFiles", "Inventories", "Remoting",
                "SSHRemoting", "LocalRemoting", "LocalNetwork", "Facts", "Checks", "Provisioning",
                "Playbooks", "Runs",
                "Reports", "History", "ExamDay", "Bundles", "BundleImport", "Transfers", "TestRoom",
            ],
            outside: ["ArgumentParser", "Logging"]
        ),
        Layer("siaga", ["SiagaCommands"], outside: ["ArgumentParser"]),
        Layer("RemotingTesting", ["RoomModel", "Remoting"]),
        Layer("TestNeeds", outside: ["Subprocess"]),
        Layer("Floor", ["CLibSSH2"]),
        Layer(
            "Benchmarks",
            [
                "RoomModel", "OpenSSHFiles", "Remoting", "SSHRemoting", "Facts", "Bundles", "BundleImport",
                "Transfers", "Provisioning", "TestRoom",
            ],
            outside: ["ArgumentParser"]
        ),
    ]

    /// C libraries: a module map, and for the one without a C interface (RE2) the least that gives it one.
    static let systemLibraries: Set<String> = ["CLibSSH2", "CArchive", "CCurl", "CRE2"]

    /// What comes with the toolchain and costs nothing at start-up; plain Foundation does.
    static let toolchain: Set<String> = [
        "Swift", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "FoundationEssentials",
    ]

    /// What stands in `Sources` for tests alone, since several of their targets share it, and speaks their language.
    static let sharedByTests: Set<String> = ["TestNeeds"]

    /// Whose types are part of another module's interface: swift-subprocess speaks in `FilePath`.
    static let companions = ["Subprocess": Set(["System", "SystemPackage"])]

    /// The modules with those that come with them.
    static func withCompanions(_ modules: Set<String>) -> Set<String> {
        modules.reduce(into: modules) { all, module in all.formUnion(companions[module] ?? []) }
    }

    /// What tests may use besides.
    static let toolchainOfTests: Set<String> = toolchain.union(["Testing", "Foundation"])
}
