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

    @Test(arguments: [
        "Katalog.txt", "changelog.txt", "Application/Dialog.txt", "blog.txt", "login.txt", "log-in.txt",
        "catalog/x.txt", "my.logs/x.txt", "exam.log.dat",
    ])
    func `a name that only ends like a log's is part of the program`(_ path: String) {
        #expect(RoleRules.standard.role(of: path) == .fixed)
    }

    @Test(arguments: [
        "exam_log.txt", "exam-log.txt", "exam.log.txt", "log20260222.txt", "log_2026-02-22.txt",
        "Application/service/exam.log.1", "exam.log.2026-02-22", "exam.log.old", "UpdateLog.TXT",
        "cache/data_0", "Application/temp/a.txt", "crash.exe.log",
    ])
    func `a log and a scratch file are the PC's own`(_ path: String) {
        #expect(RoleRules.standard.role(of: path) == .volatile)
    }

    @Test(arguments: [
        "temp/evil.exe", "TEMP/EVIL.EXE", "tmp/a/evil.dll", "cache/driver.sys", "logs/run.bat",
        "logs/run.cmd", "log/run.ps1", "temp/run.vbs", "cache/run.js", "temp/run.jar", "temp/setup.msi",
        "temp/saver.scr", "temp/old.com", "tmp/libexam.so", "tmp/libexam.so.1.2", "tmp/run.sh",
        "tmp/run.py", "exam.log.1.exe",
    ])
    func `a program is judged wherever it lies`(_ path: String) {
        #expect(RoleRules.standard.role(of: path) == .fixed)
    }

    @Test func `a program among the logs is judged by its mode, unless the disk calls each file one`() throws
    {
        let id = try BundleID(name: "app", version: try #require(BundleVersion("1")))
        func roles(_ modes: [Bool]) -> [FileRole] {
            let files = zip(["readme", "data", "temp/tool"], modes).map { path, isExecutable in
                Manifest.File(path: path, size: 0, hash: ContentHash(of: []), isExecutable: isExecutable)
            }
            return BundleContents(files: files, folders: [], links: [], leftOut: nil, strayFiles: 0)
                .manifest(id: id, roles: .standard, archive: nil).files.map(\.role)
        }
        #expect(roles([false, false, true]) == [.fixed, .fixed, .fixed])
        #expect(roles([false, false, false]) == [.fixed, .fixed, .volatile])
        // exFAT and NTFS know no modes; a file may have been added since it came from there.
        #expect(roles([true, true, true]) == [.fixed, .fixed, .volatile])
        #expect(roles([false, true, true]) == [.fixed, .fixed, .volatile])
    }

    @Test func `somebody who calls a program volatile means it`() throws {
        let rules = try RoleRules.standard.adding("update/*", as: .volatile)
        #expect(rules.role(of: "update/new.exe") == .volatile)
        #expect(rules.role(of: "update/tool", isExecutable: true) == .volatile)
    }

    @Test func `a later rule wins`() throws {
        let rules = try RoleRules.standard.adding("/data/**", as: .volatile).adding("data/keep.*", as: .fixed)
        #expect(rules.role(of: "data/a/b") == .volatile)
        #expect(rules.role(of: "x/data/a") == .fixed)
        #expect(rules.role(of: "data/keep.txt") == .fixed)
        #expect(throws: BundleError.self) { try rules.adding(String(repeating: "*", count: 9), as: .fixed) }
    }
}
