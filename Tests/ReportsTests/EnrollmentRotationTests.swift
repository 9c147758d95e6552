import Foundation
import Reports
import RoomModel
import Testing

/// A PC whose key is to be replaced, beside what it was.
@Suite struct EnrollmentRotationTests {
    private static func fingerprint(_ letter: Character) -> String {
        "SHA256:" + String(repeating: letter, count: 43)
    }

    private static func rotation(
        of change: EnrollmentRow.Change,
        service: String = "OpenSSH_9.2p1",
        card: String? = nil
    ) throws -> Enrollment {
        let host = try HostName("pc07")
        return Enrollment(
            [
                EnrollmentRow(
                    host: host,
                    seat: "7",
                    address: try NetworkAddress("192.168.0.7"),
                    outcome: .changed(change),
                    keyType: "ssh-ed25519",
                    fingerprint: fingerprint("n"),
                    service: service,
                    card: card,
                    enrolledCard: card == nil ? nil : "3c:52:82:0a:11:07"
                )
            ],
            rotating: [host]
        )
    }

    private static func english(_ enrollment: Enrollment) -> String {
        EnrollmentScreen(wording: SampleRoom.wording(.english)).render(enrollment, isAsked: true)
    }

    @Test func `says where a Windows PC keeps its key, and reads old and new in one line`() throws {
        let change = EnrollmentRow.Change(
            trusted: [Self.fingerprint("o")],
            since: CalendarDate("2026-11-20"),
            service: "OpenSSH_for_Windows_9.5"
        )
        let text = Self.english(
            try Self.rotation(of: change, service: "OpenSSH_for_Windows_8.1", card: "3C:52:82:0A:11:07")
        )
        #expect(text.contains("known since 2026-11-20"))
        #expect(text.contains(#/Service +OpenSSH_for_Windows_9.5 +OpenSSH_for_Windows_8.1 +changed\n/#))
        #expect(text.contains(#"ssh-keygen -lf C:\ProgramData\ssh\ssh_host_ed25519_key.pub"#))
        #expect(text.contains("Same network card, another service: most likely reinstalled."))
        #expect(!text.contains("--install-key"))
    }

    @Test func `claims nothing that was not noted or cannot be seen`() throws {
        let text = Self.english(try Self.rotation(of: .init(trusted: [Self.fingerprint("o")])))
        #expect(!text.contains("since"))
        #expect(text.contains("not on record"))
        #expect(!text.contains("LAN card"))
        #expect(!text.contains("reinstalled."))
        #expect(text.contains("cannot be compared from here"))
    }

    @Test func `warns of another card`() throws {
        let other = Self.english(
            try Self.rotation(of: .init(trusted: [Self.fingerprint("o")]), card: "3c:52:82:0a:11:29")
        )
        #expect(other.contains("Another network card: perhaps another PC."))
    }

    @Test(arguments: Language.allCases)
    func `the key of another PC is not kept, and the screen says whose it is and what to do`(
        _ language: Language
    ) throws {
        let owner = try HostName("pc12")
        let lab = EnrollmentRow.Owner.Elsewhere(room: "Lab 2", file: "'lab 2/known_hosts'")
        for elsewhere in [nil, lab] {
            for trusted in [[], [Self.fingerprint("o")]] {
                let change = EnrollmentRow.Change(
                    trusted: trusted,
                    belongsTo: .init(host: owner, elsewhere: elsewhere)
                )
                let enrollment = try Self.rotation(of: change)
                #expect(enrollment.acceptable.isEmpty && enrollment.rotated.isEmpty)
                let screen = EnrollmentScreen(wording: SampleRoom.wording(language))
                let text = screen.render(enrollment, isAsked: true)
                #expect(text.contains(elsewhere == nil ? "pc12" : "pc12 (Lab 2)"), "\(text)")
                #expect(!text.contains("--rotate"), "\(text)")
                #expect(
                    text.contains("ssh-keygen -R pc12 -f 'lab 2/known_hosts'") == (elsewhere != nil),
                    "\(text)"
                )
                #expect(text.contains(Self.fingerprint("n")))
                #expect(trusted.allSatisfy(text.contains))
            }
        }
    }

    @Test func `another name of a key to be kept is told, and stops nothing`() throws {
        let row = EnrollmentRow(
            host: try HostName("pc07"),
            address: try NetworkAddress("192.168.0.7"),
            outcome: .new,
            keyType: "ssh-ed25519",
            fingerprint: Self.fingerprint("n"),
            otherNames: [EnrollmentRow.OtherName(name: "pc03", file: "lab-1/known_hosts")]
        )
        let enrollment = Enrollment([row])
        #expect(enrollment.newcomers == [row])
        let text = Self.english(enrollment)
        #expect(
            text.contains("Mind: the key of pc07 is on file for pc03, too, in lab-1/known_hosts."),
            "\(text)"
        )
    }

    @Test func `what is known of a key is in its JSON, and reads back`() throws {
        let owner = EnrollmentRow.Owner(
            host: try HostName("pc12"),
            elsewhere: .init(room: "Lab 2", file: "lab-2/known_hosts")
        )
        let changes = [
            EnrollmentRow.Change(trusted: [], belongsTo: owner),
            EnrollmentRow.Change(trusted: ["x"], belongsTo: .init(host: owner.host)),
            EnrollmentRow.Change(trusted: ["x"]),
        ]
        for change in changes {
            let row = EnrollmentRow(
                host: try HostName("pc07"),
                address: try NetworkAddress("192.168.0.7"),
                outcome: .changed(change),
                otherNames: [EnrollmentRow.OtherName(name: "pc03", file: "lab-1/known_hosts")]
            )
            let line = try JSONEncoder().encode(row)
            #expect(try JSONDecoder().decode(EnrollmentRow.self, from: line) == row)
        }
    }

    @Test(arguments: Language.allCases)
    func `cuts no key on a narrow screen`(_ language: Language) throws {
        let enrollment = try Self.rotation(
            of: .init(trusted: [Self.fingerprint("o")], service: "OpenSSH_10.0p2 Debian-7+deb13u1"),
            card: "3c:52:82:0a:11:07"
        )
        let screen = EnrollmentScreen(wording: SampleRoom.wording(language), page: Page(width: 40))
        let text = screen.render(enrollment, isAsked: true)
        for line in text.split(separator: "\n") { #expect(line.count <= 40, "\(line)") }
        let joined = text.filter { !$0.isWhitespace }
        #expect(joined.contains(Self.fingerprint("o")) && joined.contains(Self.fingerprint("n")))
    }

    @Test func `a list that fits is whole, and one without a height always`() throws {
        let rows = try (1...30).map { number in
            EnrollmentRow(
                host: try HostName("pc\(number + 10)"),
                address: try NetworkAddress("192.168.0.\(number)"),
                outcome: .new,
                keyType: "ssh-ed25519",
                fingerprint: "SHA256:" + String(repeating: "k", count: 41) + "\(number + 10)"
            )
        }
        for count in 1...30 {
            let enrollment = Enrollment(Array(rows.prefix(count)))
            for isAsked in [false, true] {
                let screen = EnrollmentScreen(
                    wording: SampleRoom.wording(.indonesian),
                    page: Page(height: 24)
                )
                let text = screen.render(enrollment, isAsked: isAsked)
                let height = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
                #expect(height <= (isAsked ? 23 : 24), "the question stands in the last line")
                let shown = rows.count { text.contains("  \($0.host)  ") }
                #expect(shown == count || text.contains("... \(count - shown) lagi"), "\(text)")
            }
            let whole = EnrollmentScreen(wording: SampleRoom.wording(.indonesian)).render(enrollment)
            #expect(rows.prefix(count).allSatisfy { whole.contains("  \($0.host)  ") })
        }
    }

    @Test(arguments: Language.allCases)
    func `a revoked key is never kept, whatever was asked for`(_ language: Language) throws {
        let change = EnrollmentRow.Change(trusted: [], isRevoked: true)
        let enrollment = try Self.rotation(of: change)
        #expect(enrollment.acceptable.isEmpty && enrollment.rotated.isEmpty)
        let text = EnrollmentScreen(wording: SampleRoom.wording(language)).render(enrollment, isAsked: true)
        #expect(text.contains(language == .english ? "REVOKED KEY" : "PENGENAL SUDAH DICABUT"), "\(text)")
        #expect(!text.contains("--rotate"), "\(text)")
    }
}
