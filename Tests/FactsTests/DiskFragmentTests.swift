import Foundation
import RoomModel
import TestNeeds
import Testing

@testable import Facts

/// `disk.free` and `disk.write` on real folders, as the account the tests run under and as another one.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct DiskFragmentTests {
    /// Lends a folder with these permissions, removed at the end; gives back its names afterwards.
    private func withFolder(_ permissions: Int, _ body: (String) async throws -> Void) async throws
        -> [String]
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: folder.path)
        try await body(folder.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    private func lines(_ fact: any Fact, _ shell: Shell, before: String = "") async throws -> [String] {
        try await shell.fragment(before + type(of: fact).fragments.posix, fact.arguments).lines
    }

    @Test(arguments: Shell.allCases)
    func `a path that does not exist is measured at its nearest folder`(_ shell: Shell) async throws {
        _ = try await withFolder(0o700) { (folder) async throws in
            let there = try await lines(DiskFreeFact(path: folder), shell)
            let missing = try await lines(DiskFreeFact(path: folder + "/no/such folder/'$(id)"), shell)
            #expect(there.count == 2)
            #expect(missing.last?.split(separator: " ").last == there.last?.split(separator: " ").last)
        }
        #expect(try await lines(DiskFreeFact(path: #"D:\anbk"#), shell) == ["absent"])
        #expect(try await lines(DiskFreeFact(path: "relative"), shell) == ["absent"])
        #expect(try await lines(DiskFreeFact(), shell).count == 2)
        // `/` is no mount point behind chroot(2): df names the disk that it is on.
        let root = try await lines(DiskFreeFact(path: "/"), shell).last?.split(separator: " ").last
        let near = try await lines(DiskFreeFact(path: "/none-here"), shell).last?.split(separator: " ").last
        #expect(root != nil && near == root)
    }

    @Test(arguments: Shell.allCases)
    func `the account Siaga uses is tried directly when it is the pupils' own`(_ shell: Shell) async throws {
        let left = try await withFolder(0o700) { (folder) async throws in
            #expect(try await lines(DiskWriteFact(path: folder, account: NSUserName()), shell) == ["written"])
            let gone = DiskWriteFact(path: folder + "/none", account: NSUserName())
            #expect(try await lines(gone, shell) == ["absent"])
        }
        #expect(left == [])
    }

    @Test(.needs(.otherAccount), arguments: Shell.allCases)
    func `root tries as the pupils' account, not as itself`(_ shell: Shell) async throws {
        let left = try await withFolder(0o777) { (folder) async throws in
            #expect(try await lines(DiskWriteFact(path: folder, account: "nobody"), shell) == ["written"])
            #expect(
                try await lines(
                    DiskWriteFact(path: folder, account: "nobody"),
                    shell,
                    before: "command() { [ \"$2\" != runuser ]; }\n"
                ) == ["written"]
            )
        }
        #expect(left == [])
        for permissions in [0o755, 0o700] {
            let left = try await withFolder(permissions) { (folder) async throws in
                #expect(try await lines(DiskWriteFact(path: folder, account: "nobody"), shell) == ["refused"])
            }
            #expect(left == [])
        }
    }

    @Test(arguments: Shell.allCases)
    func `a link or a file in the way is not followed`(_ shell: Shell) async throws {
        let left = try await withFolder(0o777) { (folder) async throws in
            let fact = DiskWriteFact(path: folder, account: NSUserName())
            // A `mktemp` that gives a name an attacker has guessed and laid a link under.
            let guessed = "PATH=\(folder)/bin:$PATH\n"
            try FileManager.default.createDirectory(
                atPath: folder + "/bin",
                withIntermediateDirectories: false
            )
            try "#!/bin/sh\necho bait\n".write(
                toFile: folder + "/bin/mktemp",
                atomically: false,
                encoding: .utf8
            )
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
            try FileManager.default.setAttributes(attributes, ofItemAtPath: folder + "/bin/mktemp")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/bait",
                withDestinationPath: folder + "/victim"
            )
            #expect(try await lines(fact, shell, before: guessed) == ["refused"])
            #expect(!FileManager.default.fileExists(atPath: folder + "/victim"))
        }
        #expect(Set(left) == ["bait", "bin"])
    }

    @Test(arguments: Shell.allCases)
    func `a disk without room is neither writable nor refused`(_ shell: Shell) async throws {
        let left = try await withFolder(0o700) { (folder) async throws in
            let fact = DiskWriteFact(path: folder, account: NSUserName())
            let full = DiskWriteFact.fragments.posix.replacing("echo siaga", with: "false")
            #expect(try await shell.fragment(full, fact.arguments).lines == ["full"])
        }
        #expect(left == [])
        let fact = DiskWriteFact(path: "/", account: "siswa")
        #expect(throws: Unmeasured(.unreadable("full"))) { try fact.read(PosixOutput(lines: ["full"])) }
    }

    @Test(arguments: Shell.allCases)
    func `an account that does not exist is absent`(_ shell: Shell) async throws {
        for account in ["no-such-account", "-u", "; id", ""] {
            #expect(
                try await lines(DiskWriteFact(path: "/", account: account), shell) == ["stranger"],
                "\(account)"
            )
        }
    }

    @Test(arguments: Shell.allCases)
    func `without root, sudo is asked, and its refusal is no answer`(_ shell: Shell) async throws {
        let pupil = #"id() { case $# in 1) echo 1000 ;; *) echo 1001 ;; esac; }; "#
        let fact = DiskWriteFact(path: "/", account: "siswa")
        let refusing = pupil + "sudo() { echo 'a password is required' >&2; return 1; }\n"
        let refused = try await shell.fragment(refusing + DiskWriteFact.fragments.posix, fact.arguments)
        #expect(refused.lines == ["sudo"])
        #expect(refused.code == 77)
        let granting = pupil + #"sudo() { [ "$1 $2 $3 $4" = "-n -u siswa --" ] && echo refused; }"# + "\n"
        #expect(try await lines(fact, shell, before: granting) == ["refused"])
    }
}
