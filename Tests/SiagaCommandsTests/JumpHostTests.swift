import Foundation
import TestRoom
import Testing

/// The program with a room behind a jump host: real SSH servers, real forwarding.
@Suite(.timeLimit(.minutes(2))) struct JumpHostTests {
    /// The words that lead through the jump host of the list, as the two ways of writing them.
    private static let proxyJump: @Sendable (ServedRoom) -> String = { _ in "-o ProxyJump=gw" }
    private static let shortJump: @Sendable (ServedRoom) -> String = { _ in "-J gw" }

    /// A room of one PC; the way to it is what `arguments` says, and `gateway` stands in the list of PCs unless it is nil.
    private static func with(
        _ arguments: @escaping @Sendable (ServedRoom) -> String,
        gateway: String?,
        _ body: @escaping @Sendable (ServedRoom) async throws -> Void
    ) async throws {
        try await ServedRoom.with(2, lines: ["AllowTcpForwarding yes"]) { room in
            let (pc, jump) = (room.servers[0].port, room.servers[1].port)
            let access =
                "ansible_user: \(room.account.user), ansible_ssh_private_key_file: '\(room.account.privateKeyPath)'"
            let listed =
                gateway.map {
                    "gateways:\n  hosts:\n    \($0): { ansible_host: 127.0.0.2, ansible_port: \(jump), \(access) }\n"
                } ?? ""
            try room.program.folder.write(
                """
                lab1:
                  vars:
                    room_name: Lab 1
                    seats: 1
                    time_zone: Asia/Jakarta
                    room_network: 127.0.0.0/8
                    exam_processes: [\(room.program.examProgram)]
                    ansible_ssh_common_args: \(arguments(room))
                  hosts:
                    pc01: { ansible_host: 127.0.0.1, ansible_port: \(pc), exam_app_path: '\(room.folder)/apps/pc01', \(access) }
                \(listed)
                """,
                to: "room/hosts.yaml"
            )
            try await body(room)
        }
    }

    @Test func `a jump host of the inventory is enrolled first, then the PCs behind it are reached`()
        async throws
    {
        try await Self.with(Self.proxyJump, gateway: "gw") { room in
            let unknown = try await room.scan("--lang", "en")
            #expect(unknown.exitCode == 3)
            #expect(unknown.output.contains("not known yet?"), "\(unknown)")

            let enrolled = try await room.enroll("--lang", "en")
            #expect(enrolled.exitCode == 0, "\(enrolled)")
            let gateway = try #require(enrolled.output.firstRange(of: "gw "))
            let pc = try #require(enrolled.output.firstRange(of: "pc01 "))
            #expect(gateway.lowerBound < pc.lowerBound)

            let scan = try await room.scan("--lang", "en")
            #expect(scan.exitCode == 0, "\(scan)")
            #expect(scan.output.contains("READY (1)  pc01"), "\(scan)")
            #expect(!scan.notes.contains("is in no room"), "\(scan)")
            let line = try await room.program("exec", "-i", room.folder, "all", "--", "echo $SSH_CONNECTION")
            #expect(line.output.contains("127.0.0."), "\(line)")
        }
    }

    @Test func `a jump host can be enrolled alone, by its name`() async throws {
        try await Self.with(Self.shortJump, gateway: "gw") { room in
            let alone = try await room.enroll("gw", "--lang", "en")
            #expect(alone.exitCode == 0, "\(alone)")
            #expect(alone.output.contains("gw ") && !alone.output.contains("pc01"), "\(alone)")
            let again = try await room.enroll("--lang", "en")
            #expect(again.exitCode == 0, "\(again)")
            #expect(again.output.contains("pc01 ") && !again.output.contains("gw "), "\(again)")
        }
    }

    @Test func `a jump host that is in no list is enrolled in the room, too`() async throws {
        let way: @Sendable (ServedRoom) -> String = { room in
            let account = room.account
            return "'-o ProxyCommand=\"ssh -W %h:%p -i \(account.privateKeyPath) -p \(room.servers[1].port) "
                + "-o StrictHostKeyChecking=no \(account.user)@127.0.0.2\"'"
        }
        try await Self.with(way, gateway: nil) { room in
            #expect(try await room.enroll().exitCode == 0)
            let scan = try await room.scan("--lang", "en")
            #expect(scan.output.contains("READY (1)  pc01"), "\(scan)")
        }
    }

    @Test func `a dead jump host is said once, with its name`() async throws {
        try await Self.with(Self.shortJump, gateway: "gw") { room in
            #expect(try await room.enroll().exitCode == 0)
            let closed: Int = try #require(LoopbackPort.free())
            let path = "\(room.folder)/hosts.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let port = "ansible_port: \(room.servers[1].port)"
            try room.program.folder.write(
                text.replacing(port, with: "ansible_port: \(closed)"),
                to: "room/hosts.yaml"
            )
            let scan = try await room.scan("--lang", "en")
            #expect(scan.exitCode == 3)
            #expect(scan.output.contains("Jump host gw"), "\(scan)")
        }
    }
}
