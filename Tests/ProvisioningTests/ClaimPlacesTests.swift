import Provisioning
import Remoting
import RoomModel
import TestNeeds
import Testing

/// Claims in the PC's own places, `/var/lib/siaga` and `/var/tmp`, which are below the bench's folder here.
@Suite(.timeLimit(.minutes(3))) struct ClaimPlacesTests {
    private static let since = Timestamp(milliseconds: 1_790_000_000_123)

    /// Whom a technician, or a pupil, logs in as.
    enum Account: Int, Sendable, CustomTestStringConvertible {
        case root = 0
        case teacher = 61_234
        case assistant = 61_235
        case pupil = 61_299

        var testDescription: String { "uid \(rawValue)" }
    }

    /// Two technicians' accounts on one PC.
    struct Pair: Sendable, CustomTestStringConvertible {
        let first: Account
        let second: Account

        static let all = [
            Pair(first: .root, second: .teacher),
            Pair(first: .teacher, second: .root),
            Pair(first: .teacher, second: .assistant),
        ]

        var testDescription: String { "\(first.testDescription), then \(second.testDescription)" }
    }

    /// Somebody with a claim, made over a connection of his own.
    private struct Technician {
        let claim: Claim
        let connection: any Connection

        func make() async throws -> Claim.Answer {
            try await claim.make(over: connection, now: ClaimPlacesTests.since)
        }

        func renew() async throws -> Claim.Answer {
            try await claim.renew(over: connection, now: .now)
        }

        func release() async {
            await claim.release(over: connection, now: .now)
        }
    }

    /// What lies in `/var/tmp` and is no claim.
    struct Trick: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Shell text that puts it there; `$line` is a claim that holds.
        let script: String

        static let all = [
            Trick(testDescription: "in the teacher's name", script: "echo \"$line\" >siaga-claim-61234-x"),
            Trick(testDescription: "in root's name", script: "echo \"$line\" >siaga-claim-0-x"),
            Trick(testDescription: "in nobody's name", script: "echo \"$line\" >siaga-claim-x"),
            Trick(
                testDescription: "for longer than a claim holds",
                script: "echo \"$boot $((until + 86400)) x 1 mallory pc\" >siaga-claim-61299-x"
            ),
            Trick(
                testDescription: "until a number that is none",
                script: "echo \"$boot 99999999999999999999 x 1 mallory pc\" >siaga-claim-61299-x"
            ),
            Trick(
                testDescription: "since a word",
                script: "echo \"$boot $until x y mallory pc\" >siaga-claim-61299-x"
            ),
            Trick(testDescription: "a word short", script: "echo \"${line% *}\" >siaga-claim-61299-x"),
            Trick(testDescription: "a word long", script: "echo \"$line pc\" >siaga-claim-61299-x"),
            Trick(
                testDescription: "what a terminal obeys",
                script: "printf '%s\\033c\\n' \"$line\" >siaga-claim-61299-x"
            ),
            Trick(testDescription: "a line without end", script: "truncate -s 1G siaga-claim-61299-x"),
            Trick(
                testDescription: "a link",
                script: "echo \"$line\" >claim; chmod 644 claim; ln -s claim siaga-claim-61299-x"
            ),
            Trick(testDescription: "a pipe", script: "mkfifo siaga-claim-61299-x"),
            Trick(testDescription: "a folder", script: "mkdir siaga-claim-61299-x"),
        ]
    }

    /// Lends a PC with empty places.
    private func withPC(_ shell: PCShell, _ body: (StepBench) async throws -> Void) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run(
                "mkdir -p root/var/lib root/var/tmp; chmod 755 . root root/var root/var/lib; chmod 1777 root/var/tmp"
            )
            try await body(bench)
        }
    }

    private func technician(
        _ owner: String,
        _ account: Account,
        _ bench: StepBench,
        _ shell: PCShell,
        hiding: String? = nil
    ) -> Technician {
        Technician(
            claim: Claim(
                Claimant(owner: owner, controller: "laptop", id: "id of \(owner)"),
                under: bench.path("root")
            ),
            connection: ChangedConnection(base: bench.connection) {
                account.command($0, shell, hiding: hiding)
            }
        )
    }

    private func holder(_ owner: String) -> ClaimHolder {
        ClaimHolder(owner: owner, controller: "laptop", since: Self.since)
    }

    /// Makes every claim one that has expired; it stays its account's.
    private func expire(_ bench: StepBench) async throws {
        try await bench.run(
            """
            for f in $(find root/var -type f); do
                sed 's/^\\([^ ]*\\) [0-9]*/\\1 1/' "$f" >n
                chmod 644 n
                chown --reference="$f" n
                mv n "$f"
            done
            """
        )
    }

    /// Puts something of the pupil's in `/var/tmp`.
    private func leave(_ script: String, _ bench: StepBench) async throws {
        try await bench.run(
            """
            cd root/var/tmp
            read -r boot </proc/sys/kernel/random/boot_id
            read -r up rest </proc/uptime
            until=$((${up%%.*} + 500))
            line="$boot $until x 1790000000000 mallory pc"
            umask 022
            set -- *
            \(script)
            for f in *; do
                case " $* " in *" $f "*) ;; *) chown -h \(Account.pupil.rawValue) "$f" ;; esac
            done
            """
        )
    }

    @Test(
        .needs(.otherAccount),
        arguments: PCShell.allCases,
        Pair.all
    )
    func `whoever comes second sees the first one's claim`(_ shell: PCShell, _ pair: Pair) async throws {
        try await withPC(shell) { bench in
            let first = technician("sari", pair.first, bench, shell)
            let second = technician("budi", pair.second, bench, shell)
            #expect(try await first.make() == .ours)
            #expect(try await second.make() == .taken(holder("sari")))
            #expect(try await second.renew() == .taken(holder("sari")))
            #expect(try await first.renew() == .ours)
            await first.release()
            #expect(try await second.make() == .ours)
            #expect(try await first.make() == .taken(holder("budi")))
            await second.release()
            let leftovers = try await bench.run("find root/var -type f")
            #expect(leftovers == "")
        }
    }

    @Test(
        .needs(.otherAccount),
        arguments: PCShell.allCases,
        Pair.all
    )
    func `an expired claim is not renewed over another account's`(
        _ shell: PCShell,
        _ pair: Pair
    ) async throws {
        try await withPC(shell) { bench in
            let first = technician("sari", pair.first, bench, shell)
            let second = technician("budi", pair.second, bench, shell)
            #expect(try await first.make() == .ours)
            try await expire(bench)
            #expect(try await second.make() == .ours)
            #expect(try await first.renew() == .taken(holder("budi")))
            #expect(try await second.renew() == .ours)
            await second.release()
            #expect(try await first.renew() == .lost)
        }
    }

    @Test(.needs(.otherAccount), arguments: PCShell.allCases)
    func `an expired claim that nobody took is renewed`(_ shell: PCShell) async throws {
        try await withPC(shell) { bench in
            for account in [Account.root, .teacher] {
                let sari = technician("sari", account, bench, shell)
                #expect(try await sari.make() == .ours)
                try await expire(bench)
                #expect(try await sari.renew() == .ours)
                await sari.release()
            }
        }
    }

    @Test(.needs(.otherAccount), arguments: PCShell.allCases)
    func `who has a PC yields to root`(_ shell: PCShell) async throws {
        try await withPC(shell) { bench in
            let teacher = technician("sari", .teacher, bench, shell)
            #expect(try await teacher.make() == .ours)
            // As a Siaga does that looks for no other account's claims.
            try await bench.run(
                """
                read -r boot </proc/sys/kernel/random/boot_id
                mkdir -p root/var/lib/siaga/claims
                echo "$boot 99999999999 x \(Self.since.milliseconds) budi laptop" >root/var/lib/siaga/claims/x
                chmod -R a+rX root/var/lib/siaga
                """
            )
            #expect(try await teacher.renew() == .taken(holder("budi")))
            #expect(try await bench.run("ls -A root/var/tmp") == "")
        }
    }

    @Test(
        .needs(.otherAccount),
        arguments: PCShell.allCases,
        [Account.root, .teacher]
    )
    func `a stranger's claim takes a PC from nobody, and ends`(
        _ shell: PCShell,
        _ account: Account
    ) async throws {
        try await withPC(shell) { bench in
            let sari = technician("sari", account, bench, shell)
            #expect(try await sari.make() == .ours)
            try await leave("echo \"$line\" >siaga-claim-61299-x", bench)
            #expect(try await sari.renew() == .ours)
            await sari.release()
            let mallory = ClaimHolder(
                owner: "mallory",
                controller: "pc",
                since: Timestamp(milliseconds: 1_790_000_000_000)
            )
            #expect(try await sari.make() == .taken(mallory))
            try await expire(bench)
            #expect(try await sari.make() == .ours)
        }
    }

    @Test(
        .needs(.otherAccount),
        arguments: PCShell.allCases,
        Trick.all
    )
    func `what is no claim of its owner's counts for nothing`(
        _ shell: PCShell,
        _ trick: Trick
    ) async throws {
        try await withPC(shell) { bench in
            try await leave(trick.script, bench)
            for account in [Account.root, .teacher] {
                let sari = technician("sari", account, bench, shell)
                #expect(try await sari.make() == .ours)
                #expect(try await sari.renew() == .ours)
                await sari.release()
            }
        }
    }

    @Test(
        .needs(.otherAccount, .mountNamespace),
        arguments: PCShell.allCases,
        ["noaccess", "invisible"]
    )
    func `where root's processes are hidden, its earlier claim is not proved to be over`(
        _ shell: PCShell,
        _ hiding: String
    ) async throws {
        try await withPC(shell) { bench in
            let root = technician("sari", .root, bench, shell)
            #expect(try await root.make() == .ours)
            // The run that made it was killed; nothing runs any more, but that nobody without root can know.
            let open = technician("sari", .teacher, bench, shell)
            let blind = technician("sari", .teacher, bench, shell, hiding: hiding)
            #expect(try await blind.make() == .hidden)
            await #expect(throws: StepFailure(.endNotSeen, said: "hidden")) {
                try await blind.claim.work(over: blind.connection, now: .now)
            }
            // What the account itself has begun it sees.
            let own = try await blind.claim.work(over: blind.connection, isOwn: true, now: .now)
            #expect(own == nil)
            #expect(try await bench.run("ls -A root/var/tmp") == "")
            #expect(try await open.make() == .ours)
            await open.release()
            await root.release()
            #expect(try await blind.make() == .ours)
        }
    }

    @Test(.needs(.otherAccount), arguments: PCShell.allCases)
    func `a folder in which anybody could put claims away is said`(_ shell: PCShell) async throws {
        try await withPC(shell) { bench in
            try await bench.run("chmod 777 root/var/tmp")
            let failure = await #expect(throws: StepFailure.self) {
                try await technician("sari", .teacher, bench, shell).make()
            }
            #expect(failure?.code == .failed)
            #expect(failure?.said?.contains("it lacks the sticky bit") == true)
        }
    }
}

extension ClaimPlacesTests.Account {
    /// The command as this account, on a PC with that shell, where others' processes are hidden as `hidepid` says (proc(5)).
    fileprivate func command(
        _ request: CommandRequest,
        _ shell: PCShell,
        hiding: String? = nil
    ) -> CommandRequest {
        guard self != .root, request.line.hasPrefix("sh -c ") else { return request }
        var request = request
        var become = "setpriv --reuid \(rawValue) --regid \(rawValue) --clear-groups \(shell.command) \"$@\""
        if let hiding {
            let mount = "mount -t proc -o hidepid=\(hiding) proc /proc"
            let inner = become.replacing(#""$@""#, with: #"\"\$@\""#)
            become = #"unshare -m sh -c "\#(mount) && exec \#(inner)" sh "$@""#
        }
        let rest = request.line.dropFirst("sh ".count)
        // The bench puts its shell in the place of the first `sh`.
        request.line = "sh -c 'cd /; exec \(become)' sh \(rest)"
        return request
    }
}
