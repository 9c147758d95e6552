import Testing

/// `packaging/debian-packages` names what the tests start: a Debian with nothing but its required packages has all else.
@Suite struct DebianPackageTests {
    /// Programs of packages that a Debian may lack.
    private static let packages = [
        "7z": "p7zip-full", "bsdtar": "libarchive-tools", "busybox": "busybox", "bzip2": "bzip2",
        "chromium": "chromium", "cpio": "cpio", "curl": "curl", "dropbear": "dropbear-bin",
        "dropbearkey": "dropbear-bin", "gcc": "gcc", "ip": "iproute2", "jq": "jq", "lz4": "lz4",
        "nc": "netcat-openbsd", "openssl": "openssl", "pdfinfo": "poppler-utils",
        "pdftotext": "poppler-utils", "perl": "perl", "pgrep": "procps", "ping": "iputils-ping",
        "pkill": "procps", "ps": "procps", "python3": "python3", "rsync": "rsync", "sftp": "openssh-client",
        "shasum": "perl", "ssh": "openssh-client", "ssh-add": "openssh-client",
        "ssh-agent": "openssh-client", "ssh-keygen": "openssh-client", "sshd": "openssh-server",
        "sudo": "sudo", "tc": "iproute2", "unzip": "unzip", "wget": "wget", "wine64": "wine64",
        "xz": "xz-utils", "zip": "zip", "zstd": "zstd",
    ]
    /// Programs that tests start by themselves, of packages that every Debian has (`Priority: required`).
    private static let everywhere: Set = [
        "bash", "cat", "chmod", "cp", "dash", "date", "echo", "env", "false", "getent", "mkdir", "mkfifo",
        "mktemp", "mount", "rm", "setpriv", "sh", "sha512sum", "sleep", "tail", "tar", "timeout", "true",
        "unshare", "wc",
    ]

    /// The packages of a purpose.
    private func listed(for purpose: String) throws -> Set<String> {
        let lines = try SourceTree.text(at: "packaging/debian-packages").split(separator: "\n")
        return Set(
            lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
                .filter { $0.count > 2 && $0[1].split(separator: ",").contains(Substring(purpose)) }
                .map { String($0[0]) }
        )
    }

    /// Files that start programs, besides this one.
    private func files() throws -> [SourceTree.File] {
        try SourceTree.files().filter { file in
            file.isSwift && file.target != "LayerTests" && (file.isTest || file.target.hasPrefix("Test"))
        }
    }

    @Test func `every program that a test starts by its name belongs to a listed package`() throws {
        let listed = try listed(for: "test")
        // Subprocess's own call, and those of the rigs.
        let call =
            #/(?:\.name|[rR]unTool|(?:Tool|Oracle|workshop|Sample)\.run|ServerProcess\.with)\(\s*"(?<name>[a-z][a-z0-9-]*)"/#
        var names: Set<String> = []
        for file in try files() {
            for found in file.text.matches(of: call) {
                let name = String(found.output.name)
                names.insert(name)
                guard !Self.everywhere.contains(name) else { continue }
                let package = Self.packages[name]
                #expect(
                    package.map(listed.contains) == true,
                    "\(file): \(name), of \(package ?? "no package")"
                )
            }
        }
        #expect(names.contains("ssh-keygen") && names.count > 10)
    }

    @Test func `so does every program that its shell text starts`() throws {
        let listed = try listed(for: "test")
        var names: Set<String> = []
        for file in try files() {
            let lines = file.text.utf8.split(separator: UInt8(ascii: "\n"))
            for line in lines where !Self.isComment(line) {
                for name in Self.commands(in: line) {
                    guard let package = Self.packages[name] else { continue }
                    names.insert(name)
                    #expect(listed.contains(package), "\(file): \(name), of \(package)")
                }
            }
        }
        #expect(names.contains("openssl") && names.count > 3)
    }

    private static func isComment(_ line: Substring.UTF8View) -> Bool {
        line.drop { $0 == UInt8(ascii: " ") }.starts(with: "//".utf8)
    }

    /// The words of a line that a shell would take for commands: the first one, and those behind what separates commands.
    private static func commands(in line: Substring.UTF8View) -> [String] {
        var before = ";"
        var commands: [String] = []
        for word in line.split(separator: UInt8(ascii: " ")).map({ String(Substring($0)) }) {
            let name = word.split { ";|&(`".contains($0) }.last.map(String.init) ?? ""
            let isCommand =
                name.count < word.count || ["exec", "do", "then", "else", "sudo", "!"].contains(before)
                || ";|&".contains(before.suffix(1))
            if isCommand, !name.isEmpty { commands.append(name) }
            before = word
        }
        return commands
    }

    @Test func `no package is listed twice, and each says for what`() throws {
        let lines = try SourceTree.text(at: "packaging/debian-packages").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        let names = lines.map { $0.prefix { $0 != " " } }
        #expect(Set(names).count == names.count)
        let purposes: Set<Substring> = ["build", "test", "demo", "package", "picture", "record", "bench"]
        for line in lines {
            let words = line.split(separator: " ")
            #expect(words.count > 2, "\(line)")
            #expect(words.count > 1 && purposes.isSuperset(of: words[1].split(separator: ",")), "\(line)")
        }
    }
}
