import Provisioning
import RoomModel
import Testing

/// Files, folders and their removal, in each shell on real folders.
@Suite(.timeLimit(.minutes(2))) struct FileStepTests {
    private static let odd = "it's a \"file\" - $(x) é"

    @Test(arguments: PCShell.allCases)
    func `a file is made with the folders on the way, and the second time nothing is done`(
        _ shell: PCShell
    ) async throws {
        try await StepBench.with(shell) { bench in
            let path = bench.path("a b/c/\(Self.odd)")
            let file = try step(
                "file",
                ["path": .text(path), "content": .text("one\ntwo\n"), "mode": .text("0640")]
            )
            let (before, after) = try await bench.settle(file)
            #expect(before == .change(StepChange(.create, path)))
            #expect(after == .nothing)
            #expect(try await bench.run("cat a*/c/*; stat -c %a a*/c/*") == "one\ntwo\n640\n")
            #expect(try await bench.run("ls -A a*/c | wc -l") == "1\n")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `other content is replaced, and what nobody asked about stays`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("echo old >f; chmod 604 f; ln f other-name")
            let file = try step("file", ["path": .text(bench.path("f")), "source": .file("new\0\u{1}\n")])
            let (before, after) = try await bench.settle(file)
            #expect(before == .change(StepChange(.write, bench.path("f"))))
            #expect(after == .nothing)
            #expect(
                try await bench.run("stat -c %a f; cat other-name; tr '\\0' 0 <f") == "604\nold\nnew0\u{1}\n"
            )
        }
    }

    @Test(arguments: PCShell.allCases)
    func `only the mode differs`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("printf x >f; chmod 666 f")
            let file = try step(
                "file",
                ["path": .text(bench.path("f")), "content": .text("x"), "mode": .text("600")]
            )
            let (before, after) = try await bench.settle(file)
            #expect(before == .change(StepChange(.protect, bench.path("f"))))
            #expect(after == .nothing)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `what is in the way is refused and stays`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("mkdir folder; echo x >file; ln -s /etc/hostname link")
            func refusal(_ name: String) async throws -> StepRefusal.Code? {
                let file = try step("file", ["path": .text(bench.path(name)), "content": .text("x")])
                guard case .refused(let refusal) = try await bench.plan(file) else { return nil }
                return refusal.code
            }
            #expect(try await refusal("folder") == .inTheWay)
            #expect(try await refusal("link") == .link)
            #expect(try await refusal("file/below") == .inTheWay)
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a link that somebody else planted on the way is refused`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("mkdir real; ln -s real planted; ln -s real own")
            guard try await bench.run("id -u") == "0\n" else { return }
            try await bench.run("chown -h 65534 planted")
            let planted = try step("file", ["path": .text(bench.path("planted/f")), "content": .text("x")])
            #expect(
                try await bench.plan(planted) == .refused(StepRefusal(.link, bench.path("planted")))
            )
            let own = try step("file", ["path": .text(bench.path("own/f")), "content": .text("x")])
            #expect(try await bench.settle(own).after == .nothing)
            #expect(try await bench.run("cat real/f") == "x")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a folder that was swapped since the plan is left alone`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("mkdir here away")
            let file = try step("file", ["path": .text(bench.path("here/f")), "content": .text("x")])
            let readings = try await bench.readings(file)
            try await bench.run("rmdir here; ln -s away here")
            await #expect(throws: StepFailure.self) {
                try await file.apply(readings, in: StepContext(connection: bench.connection, now: { .now }))
            }
            #expect(try await bench.run("ls -A away") == "")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a folder is made, and its mode put right`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            let folder = try step("folder", ["path": .text(bench.path("x/y")), "mode": .text("0750")])
            #expect(try await bench.settle(folder).after == .nothing)
            try await bench.run("chmod 777 x/y; touch x/y/inside")
            let (before, after) = try await bench.settle(folder)
            #expect(before == .change(StepChange(.protect, bench.path("x/y"))))
            #expect(after == .nothing)
            #expect(try await bench.run("stat -c %a x/y; ls x/y") == "750\ninside\n")
        }
    }

    @Test(arguments: PCShell.allCases)
    func `a folder with something in it goes only when that was said`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("mkdir -p full/deep empty; echo x >'full/deep/a b'; ln -s /etc full/link")
            func remove(_ name: String, _ all: Bool = false) throws -> any Step {
                try step("remove", ["path": .text(bench.path(name)), "recursive": .flag(all)])
            }
            #expect(
                try await bench.plan(try remove("full"))
                    == .refused(StepRefusal(.notEmpty, bench.path("full")))
            )
            #expect(try await bench.settle(try remove("empty")).after == .nothing)
            #expect(try await bench.settle(try remove("full", true)).after == .nothing)
            #expect(try await bench.plan(try remove("never-there")) == .nothing)
            #expect(try await bench.run("ls -A | grep -v tools || :; ls -d /etc") == "/etc\n")
        }
    }

    @Test(arguments: ["/etc", "/home/siswa", "/usr/lib", "/var/lib/dpkg", "/opt"])
    func `no app takes the system's place, even where no bundle is known`(_ path: String) throws {
        let error = #expect(throws: InvalidArgument.self) { _ = try step("app", ["path": .text(path)]) }
        #expect(error?.parameter == "path")
    }

    @Test(arguments: PCShell.allCases)
    func `a link to the system's folder is refused by where it leads`(_ shell: PCShell) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run("ln -s / way")
            let remove = try step("remove", ["path": .text(bench.path("way/etc")), "recursive": .flag(true)])
            #expect(try await bench.plan(remove) == .refused(StepRefusal(.protectedFolder, "/etc")))
            let folder = try step("folder", ["path": .text(bench.path("way/usr")), "mode": .text("0700")])
            #expect(try await bench.plan(folder) == .refused(StepRefusal(.protectedFolder, "/usr")))
        }
    }

    @Test(arguments: [
        "relative", "/", "/etc", "/etc/", "/opt/../etc", "//opt", "/opt//x", "/usr/share", "/opt/.",
    ])
    func `a path that is not plain, or the system's own, is no path for a step`(_ path: String) throws {
        #expect(throws: InvalidArgument.self) {
            _ = try step("remove", ["path": .text(path), "recursive": .flag(true)])
        }
    }
}
