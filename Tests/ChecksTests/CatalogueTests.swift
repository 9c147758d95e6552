import Facts
import Foundation
import RoomModel
import Testing

@testable import Checks

@Suite struct CatalogueTests {
    @Test func `no two rows share an id, and each is found by its own`() {
        let ids = Catalogue.checks.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { Catalogue.definition(of: $0)?.id == $0 })
        #expect(Catalogue.definition(of: "disk.fee") == nil)
    }

    @Test func `the manual names every check`() throws {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let manual = try String(contentsOf: top.appending(path: "packaging/siaga.1"), encoding: .utf8)
        let names = manual.split(separator: "\n").filter { $0.hasPrefix(".It Li") }.joined(separator: " ")
            .split { " ,".contains($0) }
        for row in Catalogue.checks {
            #expect(names.contains { $0 == row.id.description }, "packaging/siaga.1 does not name \(row.id)")
        }
    }

    @Test func `everything a proctor reads exists in both languages`() {
        for row in Catalogue.checks {
            for text in [row.label, row.hint] + row.parameters.map(\.explanation) {
                for wording in [text.id, text.en] {
                    #expect(!wording.isEmpty && wording == wording.safe(limit: 300), "\(row.id)")
                    #expect(
                        wording.last != "." && wording.first?.isLowercase != true,
                        "\(row.id): \(wording)"
                    )
                }
                #expect(text.id != text.en, "\(row.id): \(text.en)")
            }
            #expect(
                row.label.id.count <= 32 && row.label.en.count <= 40,
                "\(row.id): a label heads a line of 80"
            )
            #expect(!row.source.isEmpty, "\(row.id)")
        }
    }

    /// Words that mean something else in a school, or nothing.
    @Test(arguments: [
        "daftar ulang", "daftarkan ulang", "login", "masuk", "memindai", "inventori", "host", "playbook",
        "bundle",
        "controller", "sidik jari", "kunci host",
    ])
    func `no Indonesian wording says`(_ word: String) {
        for row in Catalogue.checks {
            for text in [row.label.id, row.hint.id] {
                #expect(!text.lowercased().contains(word), "\(row.id): \(text)")
            }
        }
    }

    @Test func `parameters are named as playbooks write them, and never twice`() {
        for row in Catalogue.checks {
            let names = row.parameters.map(\.name)
            #expect(Set(names).count == names.count, "\(row.id)")
            #expect(
                names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } },
                "\(row.id)"
            )
            for parameter in row.parameters where parameter.isRequired {
                #expect(
                    parameter.defaultText == nil,
                    "\(row.id).\(parameter.name) is required and has a default"
                )
            }
        }
    }

    @Test func `every default is of its own kind`() {
        for row in Catalogue.checks {
            for parameter in row.parameters {
                guard let text = parameter.defaultText else { continue }
                #expect(parameter.kind.accepts(text), "\(row.id).\(parameter.name): \(text)")
            }
        }
    }

    @Test func `a closed exam app is proved by the interlock's own reading`() throws {
        let check = ExamClosedCheck()
        #expect(throws: Unmeasured(.notReported)) { try check.judge(FactReadings()) }
        var readings = FactReadings()
        readings.interlock = ExamRunningFact.Reading.none
        #expect(try check.judge(readings) == Judgement(.pass, .met(nil)))
        readings.interlock = .notConfigured
        #expect(throws: Unmeasured(.notReported)) { try check.judge(readings) }
    }

    @Test(arguments: ["ssh.reach", "host.key"] as [CheckID])
    func `a precondition is met once it is judged at all`(_ id: CheckID) throws {
        let check = try make(id, [:])
        #expect(check.facts.isEmpty)
        #expect(try check.judge(FactReadings()) == Judgement(.pass, .met(nil)))
    }

    @Test func `no check with facts passes without readings`() throws {
        for (id, arguments) in Self.examples {
            let check = try make(id, arguments)
            #expect(!check.facts.isEmpty, "\(id)")
            #expect(throws: Unmeasured(.notReported), "\(id)") { try check.judge(FactReadings()) }
            #expect(throws: Unmeasured.self, "\(id)") { try judge(check, PosixOutput(lines: [])) }
            #expect(throws: Unmeasured.self, "\(id)") { try judge(check, "ready", "folder folder") }
        }
    }

    static let complete: [CheckID: [String]] = [
        "app.files": ["folder folder", "1 file"],
        "app.version": ["folder folder", "file file", "hex 32362e30323232"],
        "app.hash": ["folder folder", "1 " + String(repeating: "0", count: 64)],
        "dns.hosts": ["tool getent", "1 ok 203.0.113.7"],
        "net.server": ["http 302 0.031", "curl 0 other 0"],
        "net.exam": ["1 ok 1.0 1.1"],
        "net.quality": ["icmp 5", "1 1.0", "2 1.0", "3 1.0", "4 1.0", "5 1.0"],
    ]

    @Test func `an answer that lost, doubled or mixed up a line never passes`() throws {
        for (id, arguments) in Self.examples {
            let check = try make(id, arguments)
            let lines = try #require(Self.complete[id])
            #expect(try judge(check, PosixOutput(lines: lines)).status == .pass, "\(id)")
            let lost = lines.indices.map { Array(lines[..<$0] + lines[($0 + 1)...]) }
            let cut = lines.indices.map { Array(lines[..<$0]) }
            let mixed = lines.count > 1 ? [Array(lines.reversed())] : []
            for damaged in lost + cut + mixed + [lines + lines] {
                let judgement = try? judge(check, PosixOutput(lines: damaged))
                #expect(judgement?.status != .pass, "\(id): \(damaged)")
            }
        }
    }

    static let examples: [(CheckID, [String: ParameterValue])] = [
        ("app.files", ["path": .text("/opt/anbk"), "files": .texts(["ExamBrowser.exe"])]),
        ("app.version", ["path": .text("/opt/anbk"), "expected": .text("26.0222")]),
        (
            "app.hash",
            ["path": .text("/opt/anbk"), "manifest": .texts([String(repeating: "0", count: 64) + "  a"])]
        ),
        ("dns.hosts", ["names": .texts(["anbk-siswa.example"])]),
        (
            "net.server",
            [
                "url": .text("https://192.168.0.200/unbk"), "status": .counts([200, 302]),
                "tls": .text("any"),
            ]
        ),
        ("net.exam", ["hosts": .texts(["anbk-siswa.example"])]),
        ("net.quality", ["target": .text("192.168.0.200")]),
    ]
}

extension Parameter.Kind {
    /// Whether `text` is what a playbook may write for this kind.
    fileprivate func accepts(_ text: String) -> Bool {
        switch self {
        case .bytes: text.wholeMatch(of: /\d+ (B|[KMGT]i?B)/) != nil
        case .duration: text.wholeMatch(of: /\d+ (ms|s|min|h)/) != nil
        case .percent: text.wholeMatch(of: /\d{1,3} %/) != nil
        case .count: text.wholeMatch(of: /\d+/) != nil
        case .text, .content, .file: !text.isEmpty
        case .texts: text.wholeMatch(of: /\[.+\]/) != nil
        case .counts: text.wholeMatch(of: /\[\d+(, \d+)*\]/) != nil
        case .choice(let words): words.contains(text)
        case .flag: text == "true" || text == "false"
        }
    }
}
