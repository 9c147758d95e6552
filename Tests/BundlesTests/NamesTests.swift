import Testing

@testable import Bundles

@Suite struct BundleNameTests {
    @Test(
        arguments: [
            ("ExamBrowser_26.0222.rar", "exambrowser", "26.0222", nil),
            (
                "/media/usb/64BitExambrowserClient_26.0222.rar", "exambrowser", "26.0222",
                BundleTarget.Architecture.x64
            ),
            ("32BitExambrowserClient_25.0525.zip", "exambrowser", "25.0525", .x86),
            ("app-1.2.3.tar.gz", "app", "1.2.3", nil), ("app-v2.tgz", "app", "2", nil),
            ("ExamBrowser", "exambrowser", nil, nil),
            ("https://host/a/b/Exam%20App-1.0.zip", "exam-20app", "1.0", nil), ("...", nil, nil, nil),
        ] as [(String, String?, String?, BundleTarget.Architecture?)]
    )
    func `reads name, version and processor off a file's name`(
        _ file: String,
        _ name: String?,
        _ version: String?,
        _ architecture: BundleTarget.Architecture?
    ) {
        let read = BundleFileName(file)
        #expect(read.name == name)
        #expect(read.version?.description == version)
        #expect(read.architecture == architecture)
    }

    @Test(arguments: [
        ("26.0222", "26.0301"), ("26.9", "26.10"), ("25.0525", "26.0222"), ("1.0", "1.0.1"),
        ("1.beta", "1.1"),
    ])
    func `knows which version is newer`(_ older: String, _ newer: String) throws {
        let (older, newer) = (try #require(BundleVersion(older)), try #require(BundleVersion(newer)))
        #expect(older < newer)
        #expect(!(newer < older))
    }

    @Test(arguments: ["", "-x", "../x", "A", "a/b", "a b", String(repeating: "a", count: 65)])
    func `refuses a name that could be a path or an option`(_ name: String) throws {
        let version = try #require(BundleVersion("1"))
        #expect(throws: BundleError.self) { try BundleID(name: name, version: version) }
    }

    @Test func `a PC takes the variant that says most of it`() {
        let pc = BundleTarget(system: .windows, architecture: .x64)
        #expect(BundleTarget().suitability(for: pc) == 0)
        #expect(BundleTarget(system: .windows).suitability(for: pc) == 1)
        #expect(BundleTarget(system: .windows, architecture: .x64).suitability(for: pc) == 2)
        #expect(BundleTarget(system: .windows, architecture: .x86).suitability(for: pc) == nil)
        #expect(BundleTarget(system: .linux).suitability(for: pc) == nil)
    }

    @Test(arguments: [
        ("log.txt", FileRole.volatile), ("updatelog.txt", .volatile), ("Logs/a/b.txt", .volatile),
        ("Application/logs/x", .volatile), ("a/b.LOG", .volatile), ("catalog/x.dll", .fixed),
        ("setting_exambro.json", .setting),
        ("Application/app.ini", .setting), ("ExamBrowser.exe.config", .fixed), ("version.txt", .fixed),
        ("Application/service/elekbrowser/resources/app.json", .fixed),
    ])
    func `tells program, settings and logs apart`(_ path: String, _ role: FileRole) {
        #expect(RoleRules.standard.role(of: path) == role)
    }

    @Test func `a later rule wins`() throws {
        let rules = try RoleRules.standard.adding("/data/**", as: .volatile).adding("data/keep.*", as: .fixed)
        #expect(rules.role(of: "data/a/b") == .volatile)
        #expect(rules.role(of: "x/data/a") == .fixed)
        #expect(rules.role(of: "data/keep.txt") == .fixed)
        #expect(throws: BundleError.self) { try rules.adding(String(repeating: "*", count: 9), as: .fixed) }
    }
}
