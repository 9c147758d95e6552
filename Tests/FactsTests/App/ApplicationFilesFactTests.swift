import Facts
import RoomModel
import TestNeeds
import Testing

@Suite struct ApplicationFilesFactTests {
    @Test(arguments: BareShell.allCases)
    func `tells files, empty files, folders and nothing apart`(_ shell: BareShell) async throws {
        try await withFolder { folder in
            try await scene(
                "cd \"$1\"; echo x >a; : >b; mkdir c; mkfifo d; ln -s nowhere f; echo x >'g  h'",
                folder
            )
            let fact = ApplicationFilesFact(
                folder: folder,
                files: ["a", "b", "c", "d", "e", "f", "g  h", "c/x", "$(a)"]
            )
            let reading = try fact.read(await shell.measure(fact))
            #expect(
                reading
                    == .files([.file, .empty, .folder, .other, .absent, .absent, .file, .absent, .absent])
            )
        }
    }

    @Test(arguments: BareShell.allCases)
    func `proves that a folder is not there`(_ shell: BareShell) async throws {
        for folder in ["/nowhere/at all", "D:\\anbk", "/etc/passwd", "-n"] {
            let fact = ApplicationFilesFact(folder: folder, files: ["a"])
            #expect(try fact.read(await shell.measure(fact)) == .noFolder)
        }
    }

    @Test(arguments: [
        [], ["folder folder"], ["folder folder", "1 file"], ["folder folder", "1 file", "2 file", "3 file"],
        ["folder folder", "2 file", "1 file"], ["folder folder", "1 file", "1 file"],
        ["folder folder", "1 file", "2 File"], ["folder folder", "1 file", "2 file "],
        ["folder absent", "1 file", "2 file"], ["folder"], ["Ordner folder", "1 file", "2 file"],
        ["1 file", "2 file"], ["folder folder", "1 file", "-2 file"],
    ])
    func `takes no answer that is cut, doubled or strange`(_ lines: [String]) {
        let fact = ApplicationFilesFact(folder: "/opt/anbk", files: ["a", "b"])
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }

    @Test func `what the account may not see is unknown`() {
        let fact = ApplicationFilesFact(folder: "/opt/anbk", files: ["a"])
        #expect(throws: Unmeasured(.noRight("read /opt/anbk"))) {
            try fact.read(PosixOutput(lines: ["folder hidden"]))
        }
    }

    @Test(.needs(.otherAccount), arguments: BareShell.allCases)
    func `a folder the account may not search hides its files`(_ shell: BareShell) async throws {
        try await withFolder { folder in
            let script =
                "chmod 755 \"$1\"; mkdir -p \"$1/closed/app\"; echo x >\"$1/closed/app/a\"; chmod 700 \"$1/closed\""
            try await scene(script, folder)
            let body = "f() {\n\(ApplicationFilesFact.fragments.posix)\n}\nf \"$@\""
            let words = shell == .busybox ? "busybox sh" : shell.rawValue
            let said = try await scene(
                "cd /; setpriv --reuid 65534 --regid 65534 --clear-groups \(words) -c \"$1\" x \"$2\" a",
                body,
                folder + "/closed/app"
            )
            #expect(said == "folder hidden")
        }
    }
}
