import Glibc
import TestRoom
import Testing

@testable import SiagaCommands

struct DescriptorBudgetTests {
    @Test(arguments: [(1_024, 64, 64), (64, 64, 16), (256, 1_000, 112), (3, 64, 1), (Int.max, 1_000, 1_000)])
    func `a run is as wide as asked for, or as descriptors last`(limit: Int, wanted: Int, width: Int) {
        #expect(DescriptorBudget(limit: limit, loops: 2).width(wanted) == width)
    }

    @Test func `every processor's event loop, and what was open before, takes its part`() {
        #expect(DescriptorBudget(limit: 64, loops: 8).width(64) == 7)
        #expect(DescriptorBudget(limit: 64, inherited: 10, loops: 2).width(64) == 11)
    }

    @Test(arguments: [(12, 2, true), (33, 2, true), (34, 2, false), (34, 4, true), (1_024, 64, false)])
    func `a limit that is too small for one PC is said before anything is opened`(
        _ limit: Int,
        _ loops: Int,
        _ isShort: Bool
    ) {
        #expect((DescriptorBudget(limit: limit, loops: loops).shortage != nil) == isShort)
    }

    /// Below eight the runtime itself has not enough to begin.
    @Test(arguments: [8, 10, 12, 16, 20, 24])
    func `a shell that allows too few open files gets a sentence and no crash`(_ limit: Int) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let commands = ["scan -F none -i room", "report -i room", "-i room", "help", "exec all -- true"]
            for words in commands {
                let outcome = try await program.shell("ulimit -n \(limit); exec $SIAGA \(words)")
                #expect(outcome.exitCode == 1, "siaga \(words): \(outcome)")
                #expect(outcome.notes.contains("only \(limit) files may be open here"), "\(outcome)")
                #expect(outcome.notes.contains("ulimit -n 1024"))
                #expect(outcome.output == "")
            }
        }
    }

    @Test func `a whole room is scanned under a small limit, only not all at once`() async throws {
        try await Program.with { program in
            let hosts = (1...40).map { "    pc\($0): { ansible_host: 127.0.0.\($0), ansible_port: 1 }\n" }
            try program.writeSilentRoom()
            try program.folder.write(
                "lab1:\n  vars: { room_name: Lab 1, seats: 1 }\n  hosts:\n" + hosts.joined(),
                to: "room/hosts.yaml"
            )
            let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            let limit = 26 + 3 * processors + 2 * 4
            let outcome = try await program.shell(
                """
                umask 077; mkdir -p home/.ssh && ssh-keygen -q -t ed25519 -N '' -f home/.ssh/id_ed25519 || exit 9
                ulimit -n \(limit); exec $SIAGA scan -i room -F none --format csv --lang en
                """
            )
            #expect(outcome.exitCode == 3, "\(outcome)")
            #expect(outcome.notes.contains("PCs at once, because `ulimit -n` is \(limit)"), "\(outcome)")
            #expect(!outcome.notes.contains("cannot be read"), "\(outcome)")
            let rows = outcome.output.split(whereSeparator: \.isNewline).filter { $0.contains("no-ssh") }
            #expect(rows.count >= 40, "\(outcome.output)")
        }
    }

    @Test func `the process raises its own limit as far as it may`() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var before = rlimit()
        getrlimit(resource, &before)
        let budget = DescriptorBudget.raised(for: 1_000)
        var after = rlimit()
        getrlimit(resource, &after)
        #expect(after.rlim_max == before.rlim_max)
        #expect(budget.limit == Int(clamping: after.rlim_cur))
        #expect(after.rlim_cur >= min(before.rlim_max, 2_032))
    }
}
