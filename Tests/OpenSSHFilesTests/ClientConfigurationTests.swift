import FoundationEssentials
import Glibc
import OpenSSHFiles
import RoomModel
import Testing

@testable import OpenSSHFiles

/// Files that exist nowhere else.
private struct TextFiles: ConfigurationFiles {
    var texts: [String: String] = [:]
    var open: Set<String> = []

    func read(_ path: String) -> ConfigurationFile {
        texts[path].map { .text(Array($0.utf8), isOpenToOthers: open.contains(path)) } ?? .missing
    }

    func paths(matching pattern: String) -> [String] {
        texts.keys.filter { WildcardPattern.matches(pattern[...], $0, ignoresCase: false) }.sorted()
    }
}

@Suite struct ClientConfigurationTests {
    private let machine = LocalMachine(
        userName: "proctor",
        userID: 1_000,
        homeFolder: "/home/proctor",
        hostName: "laptop.school.example",
        environment: { $0 == "LAB" ? "lab1" : nil }
    )

    private func settings(
        _ files: [String: String],
        _ source: ClientConfiguration.Source = .usual,
        host: String = "pc07"
    ) -> ClientSettings {
        ClientConfiguration(source, files: TextFiles(texts: files), machine: machine)
            .settings(for: .init(host: host))
    }

    @Test func `the user's file goes before the system's`() {
        let files = [
            "/home/proctor/.ssh/config": "Host pc07\nPort 2222\n",
            "/etc/ssh/ssh_config": "Port 22\nUser all\nInclude more\n",
            "/etc/ssh/more": "IdentityFile /k/m\n",
            "/home/proctor/.ssh/more": "IdentityFile /k/wrong\n",
        ]
        let settings = settings(files)
        #expect((settings.port, settings.user) == (2222, "all"))
        #expect(settings.identityFiles == ["/k/m"])
    }

    @Test func `relative includes of a user's file are in his folder, with or without a tilde`() {
        let files = [
            "/home/proctor/.ssh/config": "Include rooms/*.conf ~/lab\n", "/home/proctor/lab": "User tech\n",
            "/home/proctor/.ssh/rooms/a.conf": "Port 2222\n",
        ]
        #expect(settings(files).port == 2222)
        #expect(settings(files).user == "tech")
    }

    @Test func `expands tokens, the home folder and the environment`() {
        let text = """
            HostName %h.lab
            User tech
            IdentityFile ~/%r@%h:%p
            IdentityFile ${LAB}/%u-%i-%l-%L-%d-%n-%k-%%
            IdentityAgent $NOT_SET
            """
        let settings = settings(["/c": text], .file("/c"))
        #expect(
            settings.identityFiles == [
                "/home/proctor/tech@pc07.lab:22",
                "lab1/proctor-1000-laptop.school.example-laptop-/home/proctor-pc07-pc07-%",
            ]
        )
        #expect(settings.preferences.identityAgent == .some(.none))
    }

    @Test func `a file that is named must be there`() {
        let problems = ClientConfiguration(.file("/c"), files: TextFiles(), machine: machine).problems
        #expect(problems.map(\.message) == ["there is no such file"])
        #expect(ClientConfiguration(.usual, files: TextFiles(), machine: machine).problems == [])
        #expect(ClientConfiguration.Source(option: "NONE") == .none)
    }

    @Test func `a file that others can write is refused, unless it is named`() {
        let path = "/home/proctor/.ssh/config"
        var files = TextFiles(texts: [path: "Include x\nPort 2222\n", "/home/proctor/.ssh/x": "User x\n"])
        files.open = [path]
        let usual = ClientConfiguration(.usual, files: files, machine: machine)
        #expect(usual.problems.map(\.location.file) == [path])
        #expect(ClientConfiguration(.file(path), files: files, machine: machine).problems == [])
        files.open = ["/home/proctor/.ssh/x"]
        let included = ClientConfiguration(.file(path), files: files, machine: machine)
        #expect(included.problems.map(\.location.file) == ["/home/proctor/.ssh/x"])
    }

    @Test func `sees on the disk what others can write`() async throws {
        try await Sample.folder { folder in
            let path = folder + "/config"
            try "Port 2222\n".write(toFile: path, atomically: false, encoding: .utf8)
            for (mode, isOpen) in [(0o600, false), (0o644, false), (0o664, true), (0o602, true)] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                #expect(DiskFiles().read(path) == .text(Array("Port 2222\n".utf8), isOpenToOthers: isOpen))
            }
            #expect(DiskFiles().read(folder) == .unreadable("it is a folder"))
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            #expect(
                DiskFiles().read(folder + "/pipe")
                    == .unreadable("it is a pipe or a device, no ordinary file")
            )
            #expect(DiskFiles().read("/dev/null") == .text([], isOpenToOthers: false))
            #expect(DiskFiles().read(folder + "/none") == .missing)
            #expect(DiskFiles().paths(matching: folder + "/c*") == [path])
        }
    }

    @Test func `ends what includes itself`() {
        let once = ClientConfiguration(
            .file("/c"),
            files: TextFiles(texts: ["/c": "Include /c\n"]),
            machine: machine
        )
        #expect(once.problems.map(\.message) == ["`Include` leads to more than 16 files deep"])
        let text = "Include /c\nInclude /c\nInclude /c\n"
        let often = ClientConfiguration(.file("/c"), files: TextFiles(texts: ["/c": text]), machine: machine)
        #expect(often.problems.count == 1)
    }

    @Test func `refuses endless lines and huge files`() async throws {
        let long = "User " + String(repeating: "x", count: 20_000)
        let configuration = ClientConfiguration(
            .file("/c"),
            files: TextFiles(texts: ["/c": long]),
            machine: machine
        )
        #expect(configuration.problems.map(\.location.line) == [1])
        try await Sample.folder { folder in
            let path = folder + "/huge"
            try String(repeating: "# \n", count: 400_000).write(
                toFile: path,
                atomically: false,
                encoding: .utf8
            )
            #expect(DiskFiles().read(path) == .unreadable("it is larger than 1 MiB"))
        }
    }

    @Test func `tells what it never does, and goes on`() {
        let text =
            "Match exec \"touch /tmp/x\"\nPort 1\nMatch all\nPort 2222\nHostNmae x\nMatch tagged y\nPort 3\n"
        let configuration = ClientConfiguration(
            .file("/c"),
            files: TextFiles(texts: ["/c": text]),
            machine: machine
        )
        #expect(configuration.problems.map(\.severity) == [.warning, .warning, .warning])
        #expect(configuration.problems.map(\.location.line) == [1, 5, 6])
        #expect(configuration.settings(for: .init(host: "pc07")).port == 2222)
        let negated = settings(["/c": "Match !exec true\nPort 1\n"], .file("/c"))
        #expect(negated.port == nil)
    }

    @Test func `what the question says wins`() {
        let configuration = ClientConfiguration(
            .file("/c"),
            files: TextFiles(texts: ["/c": "Port 1\nUser x\nIdentityFile /b\nMatch user tech\nHostName lab\n"]
            ),
            machine: machine
        )
        let settings = configuration.settings(
            for: .init(host: "pc07", user: "tech", port: 2222, identityFiles: ["/a %h"])
        )
        #expect((settings.user, settings.port, settings.hostName) == ("tech", 2222, "lab"))
        #expect(settings.identityFiles == ["/a %h", "/b"])
    }

    @Test(arguments: [
        ("ssh -W %h:%p bastion", [JumpHop(host: "bastion")]),
        (
            "exec /usr/bin/ssh -q -W '[%h]:%p' -p 2200 tech@bastion",
            [JumpHop(user: "tech", host: "bastion", port: 2_200)]
        ),
        ("ssh bastion -W %h:%p -l tech", [JumpHop(user: "tech", host: "bastion")]),
        (
            "ssh -qW%h:%p -i ~/k -J a,b:9 c",
            [JumpHop(host: "a"), JumpHop(host: "b", port: 9), JumpHop(host: "c", identityFiles: ["~/k"])]
        ),
        ("ssh bastion nc %h %p", nil), ("nc %h %p", nil), ("ssh -W %h:%p", nil), ("ssh bastion", nil),
        ("ssh -o ProxyCommand=x -W %h:%p bastion", nil), ("ssh -W other:22 bastion", nil), ("", nil),
        ("ssh -W %h:%p bastion; rm x", nil), ("ssh -W %h:%p 'bastion", nil),
    ])
    func `understands a command that is a jump`(_ command: String, _ hops: [JumpHop]?) {
        #expect(ProxyCommandLine.hops(command) == hops)
    }

    @Test(arguments: [
        ("90", 90), ("1m30s", 90), ("1W", 604_800), ("0", 0), ("", nil), ("5x", nil), ("-1", nil),
        ("99999999999", nil), ("9999w", nil), ("m", nil),
    ])
    func `reads times`(_ text: String, _ seconds: Int?) {
        #expect(TimeFormat.seconds(text) == seconds)
    }
}
