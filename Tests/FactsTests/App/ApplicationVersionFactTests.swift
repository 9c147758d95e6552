import Facts
import RoomModel
import Testing

@Suite struct ApplicationVersionFactTests {
    static let contents: [(String, ApplicationVersionFact.Reading)] = [
        (#"26.0222\n"#, .version("26.0222")),
        (#"26.0222"#, .version("26.0222")),
        (#"26.0222\r\nbuild 7\r\n"#, .version("26.0222")),
        (#"\357\273\27726.0222\r\n"#, .version("26.0222")),
        (#"\377\3762\0006\000.\0000\0002\0002\0002\000\r\000\n\000"#, .version("26.0222")),
        (#"\376\377\0002\0006\000.\0000\0002\0002\0002"#, .version("26.0222")),
        (#"  26.0222 \t \n"#, .version("26.0222")),
        (#"26.0222\000\n"#, .version("26.0222\0")),
        (#"\n \r\n26.0222\n"#, .version("26.0222")),
        (#"26.0222\rbuild 7\r"#, .version("26.0222")),
        (#"2\0006\000.\0000\0002\0002\0002\000\r\000\n\000"#, .version("26.0222")),
        (#"\0002\0006\000.\0000\0002\0002\0002"#, .version("26.0222")),
        (#"\033[2J26.0222\n"#, .version("\u{1B}[2J26.0222")),
        (#"2\3776\n"#, .version("2\u{FFFD}6")),
    ]

    @Test(arguments: contents, BareShell.allCases)
    func `reads the first line however it was saved`(
        _ content: (String, ApplicationVersionFact.Reading),
        _ shell: BareShell
    ) async throws {
        try await withFolder { folder in
            try await scene("printf \"$2\" >\"$1/version.txt\"", folder, content.0)
            let fact = ApplicationVersionFact(folder: folder, file: "version.txt")
            #expect(try fact.read(await shell.measure(fact)) == content.1)
        }
    }

    @Test(arguments: BareShell.allCases)
    func `tells a missing folder, a missing file and an empty one apart`(_ shell: BareShell) async throws {
        try await withFolder { folder in
            try await scene(": >\"$1/empty\"; mkfifo \"$1/pipe\"", folder)
            let nowhere = ApplicationVersionFact(folder: folder + "/x", file: "version.txt")
            #expect(try nowhere.read(await shell.measure(nowhere)) == .noFolder)
            let missing = ApplicationVersionFact(folder: folder, file: "version.txt")
            #expect(try missing.read(await shell.measure(missing)) == .noFile)
            let empty = ApplicationVersionFact(folder: folder, file: "empty")
            #expect(try empty.read(await shell.measure(empty)) == .version(""))
            let pipe = ApplicationVersionFact(folder: folder, file: "pipe")
            #expect(try pipe.read(await shell.measure(pipe)) == .noFile)
        }
    }

    @Test(arguments: BareShell.allCases)
    func `an exchange that was cut off is seen by its marker`(_ shell: BareShell) async throws {
        try await withFolder { folder in
            try await scene("mkdir \"$1/.App.siaga-7\"; : >\"$1/.App.siaga-7/swap\"", folder)
            let fact = ApplicationVersionFact(folder: folder + "/App", file: "version.txt")
            #expect(try fact.read(await shell.measure(fact)) == .unfinished)
            try await scene("mkdir \"$1/App\"", folder)
            #expect(try fact.read(await shell.measure(fact)) == .noFile)
        }
    }

    @Test func `a huge first line is cut, not waited for`() async throws {
        try await withFolder { folder in
            try await scene("head -c 3000000 /dev/zero | tr '\\0' 9 >\"$1/version.txt\"", folder)
            let fact = ApplicationVersionFact(folder: folder, file: "version.txt")
            let reading = try fact.read(await BareShell.dash.measure(fact))
            #expect(reading == .version(String(repeating: "9", count: 256)))
        }
    }

    @Test func `names the tool that is missing`() async throws {
        try await withTools(["sh", "dd"]) { tools in
            let fact = ApplicationVersionFact(folder: "/", file: "etc/hostname")
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["od"], exitCode: PosixOutput.needsTools))
        }
    }

    @Test(arguments: [
        ["folder folder", "file file"], ["folder folder", "file file", "hex "],
        ["folder folder", "file file", "hex 3"],
        ["folder folder", "file file", "hex 3g"], ["folder folder", "file file", "32362e30"],
        ["folder folder", "file file", "hex 3236", "hex 3236"], ["folder folder"], [],
        ["folder folder", "file file", "hex " + String(repeating: "33", count: 257)],
    ])
    func `takes no answer that is cut or strange`(_ lines: [String]) {
        let fact = ApplicationVersionFact(folder: "/opt/anbk", file: "version.txt")
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }

    @Test func `a file the account may not read is unknown`() {
        let fact = ApplicationVersionFact(folder: "/opt/anbk", file: "version.txt")
        let output = PosixOutput(lines: ["folder folder", "file hidden"])
        #expect(throws: Unmeasured(.noRight("read /opt/anbk/version.txt"))) { try fact.read(output) }
    }
}
