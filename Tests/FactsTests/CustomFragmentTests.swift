import Facts
import RoomModel
import Testing

/// The fragments of checks that a playbook makes up, run for real in each shell.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct CustomFragmentTests {
    @Test(arguments: BareShell.allCases)
    func `a command's text is data, and its output and code come back`(_ shell: BareShell) async throws {
        let fact = CommandFact(command: #"printf '%s\n' "it's \$HOME" 'b  c'; exit 3"#)
        let reading = try fact.read(try await shell.measure(fact))
        #expect(reading == .init(exitCode: 3, lines: ["it's $HOME", "b  c"]))
        let injected = CommandFact(command: #"echo "'; echo end; exit 9; '""#)
        #expect(try injected.read(try await shell.measure(injected)).lines == ["'; echo end; exit 9; '"])
        let silent = CommandFact(command: "cat; true")
        #expect(try silent.read(try await shell.measure(silent)) == .init(exitCode: 0, lines: []))
    }

    @Test(arguments: BareShell.allCases)
    func `a command that talks without end is cut, one that is missing is unknown`(_ shell: BareShell)
        async throws
    {
        let loud = CommandFact(command: "i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done")
        #expect(try loud.read(try await shell.measure(loud)).lines.count == 50)
        let missing = CommandFact(command: "no-such-command-anywhere")
        let output = try await shell.measure(missing)
        #expect(throws: Unmeasured(.failed(exitCode: 127))) { try missing.read(output) }
    }

    @Test(arguments: BareShell.allCases)
    func `a file's owner, mode and content are read`(_ shell: BareShell) async throws {
        try await withFolder { folder in
            try await scene("printf abc >\"$1/a file\"; chmod 640 \"$1/a file\"", folder)
            let fact = FileFact(path: "\(folder)/a file", isHashed: true)
            let file = try #require(try fact.read(try await shell.measure(fact)))
            #expect(file.owner == (try await scene("id -un")) && file.mode == "640")
            #expect(file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            let plain = FileFact(path: folder, isHashed: false)
            #expect(try plain.read(try await shell.measure(plain))?.sha256 == nil)
            let absent = FileFact(path: "\(folder)/none", isHashed: true)
            #expect(try absent.read(try await shell.measure(absent)) == nil)
        }
    }

    @Test(arguments: BareShell.allCases)
    func `a port nobody listens on is closed`(_ shell: BareShell) async throws {
        let fact = ListeningPortFact(port: 1)
        #expect(fact.arguments == ["0001"])
        #expect(try fact.read(try await shell.measure(fact)) == false)
    }

    @Test(arguments: BareShell.allCases)
    func `every fragment is read by every shell`(_ shell: BareShell) async throws {
        for fragments in [
            CommandFact.fragments, ServiceFact.fragments, ListeningPortFact.fragments, FileFact.fragments,
        ] {
            #expect(try await shell.parses(fragments.posix))
        }
    }
}
