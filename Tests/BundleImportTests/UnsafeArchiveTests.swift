import Bundles
import RoomModel
import Testing

@testable import BundleImport

/// Archives that were made to do harm, or that no PC could hold.
@Suite(.timeLimit(.minutes(3))) struct UnsafeArchiveTests {
    @Test(arguments: [
        (#"add("/etc/cron.d/x")"#, "/etc/cron.d/x"), (#"add("a/../../x")"#, "a/../../x"),
        (#"add("C:/Windows/x.dll")"#, "C:/Windows/x.dll"), (#"add("..\\x")"#, "..\\x"),
        (#"add("l", type=tarfile.SYMTYPE, linkname="/etc")"#, "l"),
        (#"add("h", type=tarfile.LNKTYPE, linkname="/etc/passwd")"#, "h"),
        (#"add("h", type=tarfile.LNKTYPE, linkname="nowhere")"#, "h"),
        (#"add("p", type=tarfile.FIFOTYPE)"#, "p"),
        (#"add("d", type=tarfile.CHRTYPE, devmajor=1, devminor=3)"#, "d"),
        (#"add("b", type=tarfile.BLKTYPE, devmajor=8)"#, "b"), (#"add("A.txt"); add("a.TXT")"#, "a.TXT"),
        (#"add("caf\u00e9"); add("cafe\u0301")"#, "cafe\u{301}"), (#"add("CON.txt")"#, "CON.txt"),
        (#"add("x. ")"#, "x. "), (#"add("twice"); add("twice")"#, "twice"), (#"add("f"); add("f/g")"#, "f/g"),
    ])
    func `refuses a tar entry and names it`(_ entries: String, _ entry: String) async throws {
        try await ImportRig.with { rig in
            try await rig.tar("bad.tar", #"add("good/file")"# + "\n" + entries)
            let error = try await #require(throws: BundleError.self) { try await rig.read("bad.tar") }
            #expect(error.code == .unsafeEntry)
            #expect(error.message.en.hasPrefix("`\(entry)`"), "\(error.message.en)")
            #expect(error.message.id.hasPrefix("`\(entry)`"))
        }
    }

    @Test(arguments: [
        ("add('../x')", "../x"), ("add('/x')", "/x"), ("add('..\\\\..\\\\x')", "../../x"),
        ("add('a'); add('A')", "A"),
        ("add('NUL')", "NUL"), ("add('a'); add('a')", "a"),
    ])
    func `refuses a ZIP entry and names it`(_ entries: String, _ entry: String) async throws {
        try await ImportRig.with { rig in
            try await rig.zip("bad.zip", entries)
            let error = try await #require(throws: BundleError.self) { try await rig.read("bad.zip") }
            #expect(error.code == .unsafeEntry)
            #expect(error.message.en.contains("`\(entry)`"), "\(error.message.en)")
        }
    }

    @Test(arguments: [
        #"add("l", type=tarfile.SYMTYPE, linkname="../x")"#,
        #"add("a/l", type=tarfile.SYMTYPE, linkname="b/../../../x")"#,
        #"add("l", type=tarfile.SYMTYPE, linkname="dir"); add("l/x")"#,
    ])
    func `refuses for Linux too links that lead out, and files behind links`(_ entries: String) async throws {
        try await ImportRig.with { rig in
            try await rig.tar("bad.tar", #"add("dir/file")"# + "\n" + entries)
            let error = try await #require(throws: BundleError.self) {
                try await rig.read("bad.tar", rules: .posix)
            }
            #expect(error.code == .unsafeEntry)
        }
    }

    @Test func `stops at a bomb long before the disk is full`() async throws {
        try await ImportRig.with { rig in
            // 200 MB of zeros in 200 KB.
            try await rig.zip("bomb.zip", "add('zeros.dat', bytes(200 << 20))")
            let error = try await #require(throws: BundleError.self) { try await rig.read("bomb.zip") }
            #expect(error.code == .tooLarge)
            #expect(error.message.en.contains("`zeros.dat`"))
        }
    }

    @Test func `stops where more is unpacked than is allowed`() async throws {
        try await ImportRig.with { rig in
            try await rig.tar("large.tar.gz", "for i in range(20): add(f'part{i}', 'y' * 100_000)")
            var limits = ImportLimits.standard
            limits.unpacked = ByteCount(bytes: 1_000_000)
            let error = try await #require(throws: BundleError.self) {
                try await rig.read("large.tar.gz", limits: limits)
            }
            #expect(error.code == .tooLarge)
            #expect(error.message.en.contains("`part10`"), "\(error.message.en)")
        }
    }

    @Test func `stops at a claim of 11 GB without reading it`() async throws {
        try await ImportRig.with { rig in
            try await Tool.python(
                """
                import tarfile
                info = tarfile.TarInfo("huge.bin")
                info.size = 11 << 30
                open("huge.tar", "wb").write(info.tobuf(tarfile.GNU_FORMAT) + bytes(4096))
                """,
                in: rig.folder
            )
            let error = try await #require(throws: BundleError.self) { try await rig.read("huge.tar") }
            #expect(error.code == .tooLarge)
            #expect(error.message.en.contains("`huge.bin`"))
        }
    }

    @Test func `stops behind the most entries there may be, however many follow`() async throws {
        #expect(ImportLimits.standard.entries == 100_000)
        try await ImportRig.with { rig in
            try await Tool.python(
                """
                import tarfile
                with open("many.tar", "wb") as file:
                    for i in range(3_000):
                        info = tarfile.TarInfo(f"d{i}/")
                        info.type = tarfile.DIRTYPE
                        file.write(info.tobuf(tarfile.USTAR_FORMAT))
                    file.write(bytes(1024))
                """,
                in: rig.folder
            )
            var limits = ImportLimits.standard
            limits.entries = 2_000
            let error = try await #require(throws: BundleError.self) {
                try await rig.read("many.tar", limits: limits)
            }
            #expect(error.code == .tooLarge)
            #expect(error.message.en.contains("`d2000"), "\(error.message.en)")
        }
    }
}
