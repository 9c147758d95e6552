// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: Swift 6, every leak of a dependency spelt out, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A library layer, with its tests beside it.
func layer(
    _ name: String,
    _ dependencies: [Target.Dependency],
    resources: [Resource] = [],
    settings: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict + settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// RE2's shared library has another name on each Debian: the package for users holds the static one where that stands
/// alone, and so installs on more of them (`SIAGA_RE2=:libre2.a`; the Makefile sets it).
let re2 = Context.environment["SIAGA_RE2"] ?? "re2"

// Bottom layer first. `Tests/LayerTests` holds the same table as data and reads every `import` line.
let package = Package(
    name: "siaga",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "siaga", targets: ["siaga"]),
        .executable(name: "siaga-benchmark", targets: ["Benchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        // RE2 is C++: this is its C interface.
        .target(name: "CRE2", linkerSettings: [.linkedLibrary(re2), .linkedLibrary("stdc++")]),
        layer("RoomModel", []),
        layer("LocalFiles", ["RoomModel"]),
        layer("Documents", ["RoomModel", "LocalFiles", yams]),
        layer("OpenSSHFiles", ["RoomModel", "LocalFiles", crypto]),
        layer("Inventories", ["RoomModel", "Documents", "OpenSSHFiles", crypto, cryptoExtras, subprocess]),
        layer("Remoting", ["RoomModel"]),
        layer("SSHEngine", ["RoomModel", "Remoting", "CLibSSH2"], settings: [.strictMemorySafety()]),
        layer(
            "SSHRemoting",
            [
                "RoomModel", "LocalFiles", "Remoting", "OpenSSHFiles", "SSHEngine", crypto, logging, nioCore,
                nioPosix, subprocess,
            ]
        ),
        layer("LocalRemoting", ["RoomModel", "Remoting", subprocess]),
        layer("LocalNetwork", ["RoomModel"]),
        layer("Facts", ["RoomModel", "Remoting"]),
        layer("Checks", ["RoomModel", "Remoting", "Facts", "CRE2"]),
        layer("Bundles", ["RoomModel", "LocalFiles", crypto]),
        layer("Provisioning", ["RoomModel", "LocalFiles", "Remoting", "Facts", "Bundles"]),
        // `Shipped` holds links to the files of `playbooks/`: they become part of the binary.
        layer(
            "Playbooks",
            ["RoomModel", "Documents", "Checks", "Provisioning"],
            resources: [.embedInCode("Shipped")]
        ),
        layer("Transfers", ["RoomModel", "LocalFiles", "Remoting", "Bundles"]),
        layer(
            "Runs",
            ["RoomModel", "Remoting", "Facts", "Checks", "Provisioning", "Playbooks", "Transfers", logging]
        ),
        layer("Reports", ["RoomModel"]),
        layer("History", ["RoomModel", "LocalFiles", crypto, grdb]),
        layer("ExamDay", ["RoomModel", "Documents", "History"]),
        layer("BundleImport", ["RoomModel", "LocalFiles", "Bundles", "CArchive", "CCurl", subprocess]),
        layer("TestRoom", ["RoomModel", "Remoting", subprocess]),
        layer(
            "SiagaCommands",
            [
                "RoomModel", "LocalFiles", "Documents", "OpenSSHFiles", "Inventories", "Remoting",
                "SSHRemoting", "LocalRemoting",
                "LocalNetwork", "Facts", "Checks", "Provisioning", "Playbooks", "Runs", "Reports", "History",
                "ExamDay", "Bundles", "BundleImport", "Transfers", "TestRoom", argumentParser, logging,
            ]
        ),
        .executableTarget(
            name: "siaga",
            dependencies: ["SiagaCommands", argumentParser],
            swiftSettings: strict
        ),

        .executableTarget(name: "Floor", dependencies: ["CLibSSH2"]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "RoomModel", "OpenSSHFiles", "Remoting", "SSHRemoting", "Facts", "Bundles",
                "BundleImport", "Transfers", "Provisioning", "TestRoom",
                argumentParser,
            ],
            swiftSettings: strict
        ),

        layer("RemotingTesting", ["RoomModel", "Remoting"]),
        // For tests alone: it imports Testing.
        layer("TestNeeds", [subprocess]),
        tests("RoomModelTests", ["RoomModel"]),
        tests("LocalFilesTests", ["RoomModel", "LocalFiles"]),
        tests("DocumentsTests", ["RoomModel", "Documents", "TestNeeds"]),
        tests("OpenSSHFilesTests", ["RoomModel", "OpenSSHFiles", "TestNeeds", crypto, subprocess]),
        tests(
            "InventoriesTests",
            ["RoomModel", "Documents", "OpenSSHFiles", "Inventories", "TestRoom", subprocess],
            exclude: ["Corpus"]
        ),
        tests("RemotingTests", ["RoomModel", "Remoting", "LocalRemoting"]),
        tests("SSHEngineTests", ["RoomModel", "Remoting", "SSHEngine"]),
        tests(
            "SSHRemotingTests",
            [
                "RoomModel", "Remoting", "OpenSSHFiles", "SSHEngine", "SSHRemoting", "LocalRemoting", "Facts",
                "RemotingTesting",
                "TestNeeds", "TestRoom", nioCore, nioPosix, subprocess,
            ]
        ),
        tests("LocalNetworkTests", ["RoomModel", "LocalNetwork"]),
        tests(
            "FactsTests",
            ["RoomModel", "Remoting", "Facts", "RemotingTesting", "TestNeeds", "TestRoom", subprocess],
            exclude: ["Fixtures"]
        ),
        tests(
            "ChecksTests",
            ["RoomModel", "Remoting", "Facts", "Checks", subprocess]
        ),
        tests(
            "ProvisioningTests",
            [
                "RoomModel", "Remoting", "OpenSSHFiles", "Facts", "Bundles", "BundleImport", "Provisioning",
                "SSHRemoting", "LocalRemoting", "TestNeeds", "TestRoom",
                subprocess,
            ]
        ),
        tests(
            "PlaybooksTests",
            ["RoomModel", "Documents", "Facts", "Checks", "Provisioning", "Playbooks", "Inventories"]
        ),
        tests(
            "RunsTests",
            [
                "RoomModel", "Remoting", "Facts", "Checks", "Bundles", "Provisioning", "Playbooks",
                "Transfers",
                "Runs", "Reports",
                "RemotingTesting", "TestRoom",
            ]
        ),
        tests(
            "ReportsTests",
            ["RoomModel", "Reports", "TestRoom", subprocess],
            exclude: ["Snapshots", "Fixtures"]
        ),
        tests("HistoryTests", ["RoomModel", "History", crypto, grdb, subprocess]),
        tests("ExamDayTests", ["RoomModel", "History", "ExamDay"]),
        tests("BundlesTests", ["RoomModel", "Bundles", "TestRoom"]),
        tests(
            "TransfersTests",
            [
                "RoomModel", "LocalFiles", "Remoting", "Bundles", "Transfers", "LocalRemoting", "SSHRemoting",
                "TestNeeds", "TestRoom", subprocess,
            ]
        ),
        tests(
            "BundleImportTests",
            ["RoomModel", "LocalFiles", "Bundles", "BundleImport", "TestRoom", subprocess]
        ),
        tests(
            "SiagaCommandsTests",
            [
                "RoomModel", "Remoting", "Reports", "SiagaCommands", "TestNeeds", "TestRoom", "OpenSSHFiles",
                "Inventories",
                "Checks", "Playbooks", "Bundles", argumentParser, subprocess,
            ],
            exclude: ["Snapshots", "Runs", "Rooms"]
        ),
        tests("TestRoomTests", ["RoomModel", "TestRoom"]),
        tests("LayerTests", []),
    ]
)
