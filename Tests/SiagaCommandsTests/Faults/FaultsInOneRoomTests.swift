import TestRoom
import Testing

/// Every way in which a network and an SSH server go wrong, all in one room and at once: each PC is told as what it is, in
/// both languages, and the two that are well are as they should be.
@Suite(.timeLimit(.minutes(4))) struct FaultsInOneRoomTests {
    /// What one of the PCs is to be told as.
    private struct Expected: Sendable {
        let name: String
        /// What answers at its port; nil: nobody.
        let fault: FaultyPorts.Fault?
        /// Its state; several where that depends on the lengths of keys and names.
        let states: [String]
        let cause: String
        /// Where in the conversation; nil: that depends on the lengths of keys and names.
        var phase: String?
        /// What its row says in Indonesian and in English.
        let sentences: (indonesian: String, english: String)
    }

    private static let ignored: [UInt8] = [0, 0, 0, 12, 10, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    private static let unknown: [UInt8] = [0, 0, 0, 12, 10, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    private static let lost = ("Sambungan putus saat", "Connection lost while")
    private static let hangsUp = ("menutup sambungan", "hangs up")
    private static let damaged = ("Jawaban SSH rusak di jalan", "Damaged SSH traffic")
    private static let notSSH = ("Yang menjawab bukan SSH", "What answers is not SSH")
    private static let silent = ("PC menerima, lalu diam selama", "The PC accepts, then says nothing for")
    private static let slow = ("Lebih dari", "More than")
    private static let busy = (
        "SSH di PC ini sedang menolak, terlalu banyak", "SSH on this PC turns calls away for now"
    )

    /// A PC that ends the connection is on.
    private static func hungUp(
        _ name: String,
        _ fault: FaultyPorts.Fault,
        _ states: String...,
        in phase: String? = nil
    ) -> Expected {
        Expected(
            name: name,
            fault: fault,
            states: states,
            cause: "hung-up",
            phase: phase,
            sentences: hangsUp
        )
    }

    private static func noSSH(
        _ name: String,
        _ fault: FaultyPorts.Fault,
        _ cause: String,
        _ sentences: (String, String)
    ) -> Expected {
        Expected(name: name, fault: fault, states: ["no-ssh"], cause: cause, sentences: sentences)
    }

    private static func tooSlow(
        _ name: String,
        _ fault: FaultyPorts.Fault,
        _ cause: String,
        in phase: String,
        _ sentences: (String, String)
    ) -> Expected {
        Expected(
            name: name,
            fault: fault,
            states: ["too-slow"],
            cause: cause,
            phase: phase,
            sentences: sentences
        )
    }

    /// The faults; `port` is that of a sound server which some of them are in front of.
    private static func expected(_ port: Int) -> [Expected] {
        let ssh = "SSH-2.0-Test\r\n"
        return [
            Expected(
                name: "closed",
                fault: nil,
                states: ["no-ssh"],
                cause: "connection-refused",
                phase: "connecting",
                sentences: (
                    "PC menyala, layanan SSH tidak jalan", "The PC is on, its SSH service is not running"
                )
            ),
            tooSlow("silent", .stay(""), "no-identification", in: "identification", silent),
            tooSlow("tarpit", .drip("a4f9\r\n"), "no-identification", in: "identification", silent),
            noSSH("web", .say("HTTP/1.1 400 Bad Request\r\n\r\n"), "not-ssh", notSSH),
            noSSH("escapes", .say("\u{1b}[2J\u{1b}]52;c;aGk=\u{7}\r\n"), "not-ssh", notSSH),
            noSSH("endless", .flood("x", [120]), "not-ssh", notSSH),
            noSSH(
                "long-name",
                .stay("SSH-2.0-" + String(repeating: "x", count: 300) + "\r\n"),
                "protocol-violation",
                damaged
            ),
            noSSH("nul-name", .stay("SSH-2.0-a\0b\r\n"), "protocol-violation", damaged),
            noSSH("blank-line", .stay("\r\n" + ssh), "protocol-violation", damaged),
            noSSH("giant-packet", .stay(ssh + "~~~~~~~~~~~~~~~~"), "protocol-violation", damaged),
            noSSH("ignored-flood", .flood(ssh, ignored), "protocol-violation", damaged),
            noSSH("unknown-flood", .flood(ssh, unknown), "protocol-violation", damaged),
            noSSH("damaged-keys", .damage(byte: 60, port: port), "protocol-violation", damaged),
            noSSH("damaged-answer", .damage(byte: 2_400, port: port), "protocol-violation", damaged),
            tooSlow("stuck", .stay(ssh), "timed-out", in: "key-exchange", slow),
            tooSlow("stalled-keys", .stall(after: 300, port: port), "timed-out", in: "key-exchange", slow),
            tooSlow("busy", .say("Exceeded MaxStartups\r\n"), "busy", in: "identification", busy),
            tooSlow("penalty", .say("Not allowed at this time\r\n"), "busy", in: "identification", busy),
            hungUp("hung-up", .say(""), "no-ssh", in: "identification"),
            hungUp("cut-name", .cut(after: 10, port: port), "no-ssh", in: "identification"),
            hungUp("cut-keys", .cut(after: 300, port: port), "no-ssh", in: "key-exchange"),
            hungUp("cut-proof", .cut(after: 1_300, port: port), "no-ssh", in: "key-exchange"),
            hungUp("cut-login", .cut(after: 1_480, port: port), "no-ssh", "no-access"),
            hungUp("cut-answer", .cut(after: 3_000, port: port), "no-access", in: "measuring"),
            Expected(
                name: "stalled-answer",
                fault: .stall(after: 3_000, port: port),
                states: ["off-or-cable"],
                cause: "connection-lost",
                phase: "measuring",
                sentences: lost
            ),
        ]
    }

    @Test
    func `each is told as what it is, the others are ready, and time, memory and descriptors are bounded`()
        async throws
    {
        try await FaultyRoom.with { faulty in
            let expected = Self.expected(faulty.room.servers[0].port)
            try await FaultyPorts.with(expected.compactMap(\.fault)) { ports in
                var rest = ports[...]
                let closed = try #require(LoopbackPort.free())
                try faulty.admit(
                    expected.map { expected in
                        FaultyRoom.Patient(
                            name: expected.name,
                            port: expected.fault == nil ? closed : rest.popFirst()
                        )
                    }
                )
                // A PC that falls silent is lost after three of these intervals, 45 s where nobody says another.
                try faulty.room.program.folder.write("Host *\n  ServerAliveInterval 1\n", to: "ssh")
                let (outcome, usage) = try await faulty.room.program.measured(
                    ["scan", "-i", "room", "-F", "ssh", "--format", "json"]
                )
                #expect(outcome.exitCode == 3, "\(outcome.notes)")
                let report = try FaultReport(outcome)
                try report.expectOthersUnaffected()
                for expected in expected {
                    let row = try report.row(expected.name)
                    #expect(expected.states.contains(row.state), "\(row)")
                    #expect(row.unreached?.cause == expected.cause, "\(row)")
                    if let phase = expected.phase { #expect(row.unreached?.phase == phase, "\(row)") }
                    #expect(row.results?.isEmpty != false, "\(row)")
                    let detail = row.unreached?.detail ?? ""
                    #expect(detail.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(row)")
                }
                // 10 s is the longest deadline of all these steps; a busy machine needs some time of its own.
                #expect(usage.time < .seconds(40), "\(usage)")
                #expect(usage.processor < .seconds(12), "\(usage)")
                #expect(usage.memory < 300, "\(usage)")
                #expect(usage.descriptors < 150, "\(usage)")
                for language in ["id", "en"] {
                    let rows = try await Self.rows(faulty.room, language)
                    for expected in expected {
                        let row = try #require(rows.first { $0.contains(",\(expected.name),") })
                        let sentence =
                            language == "id" ? expected.sentences.indonesian : expected.sentences.english
                        #expect(row.contains(sentence), "\(row)")
                    }
                }
            }
        }
    }

    /// What the last result says of each PC.
    private static func rows(_ room: ServedRoom, _ language: String) async throws -> [Substring] {
        let report = try await room.program(
            "report",
            "-i",
            "room",
            "--lang",
            language,
            "--format",
            "csv"
        )
        #expect(report.exitCode == 3, "\(report)")
        let text = report.output.unicodeScalars
        #expect(text.allSatisfy { $0.value >= 32 || $0 == "\n" || $0 == "\r" }, "\(report.output)")
        return report.output.split(whereSeparator: \.isNewline)
    }
}
