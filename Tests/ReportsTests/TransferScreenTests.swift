import Reports
import RoomModel
import Testing

/// What is shown while files move, and when they have.
@Suite struct TransferScreenTests {
    private static let megabyte: Int64 = 1 << 20

    private func tally(
        _ files: Int,
        _ size: Int64,
        moved: Int,
        same: Int = 0,
        leftOut: Int = 0
    ) -> TransferTally {
        var tally = TransferTally()
        tally.whole = FileCount(files: files, size: ByteCount(bytes: size))
        tally.moved = FileCount(files: moved, size: ByteCount(bytes: size * Int64(moved) / Int64(files)))
        tally.same = FileCount(files: same, size: ByteCount(bytes: 0))
        tally.leftOut = leftOut
        return tally
    }

    private func rows() throws -> [TransferRow] {
        let size = 68 * Self.megabyte
        var rows: [TransferRow] = []
        func add(_ numbers: ClosedRange<Int>, _ outcome: TransferOutcome) throws {
            for number in numbers {
                let name = try HostName(number < 10 ? "pc0\(number)" : "pc\(number)")
                rows.append(TransferRow(host: name, outcome: outcome))
            }
        }
        try add(1...9, .complete(tally(12, size, moved: 12, leftOut: 2)))
        try add(10...12, .complete(tally(12, size, moved: 2, same: 10)))
        try add(13...14, .complete(tally(12, size, moved: 0, same: 12)))
        try add(15...16, .stopped(tally(12, size, moved: 4)))
        try add(17...17, .stopped(TransferTally()))
        try add(18...18, .examOpen)
        try add(
            19...19,
            .partial(
                tally(12, size, moved: 10),
                [
                    FileProblem(path: "app/\u{1b}[2Jlog", reason: .link),
                    FileProblem(
                        path: "app/data",
                        reason: .unwritable("mv: cannot move: No space left on device")
                    ),
                ]
            )
        )
        try add(20...20, .refused(.noSpace(needs: .mebibytes(80), has: .mebibytes(12))))
        try add(21...21, .refused(.noHashTool))
        try add(
            22...23,
            .notReached(
                Unreached(state: .offOrCable, phase: .connecting, cause: "no-route", elapsed: .seconds(3))
            )
        )
        try add(24...24, .inSession)
        try add(25...25, .brokenOff(.examOpen))
        try add(26...26, .brokenOff(.inSession))
        try add(27...27, .refused(.link("/home/siswa/\u{1b}[2Jujian")))
        try add(28...28, .refused(.frozen))
        return rows
    }

    @Test(arguments: Language.allCases)
    func `the table says who has what, and why not`(_ language: Language) throws {
        let report = TransferReport(wording: SampleRoom.wording(language), isPush: true)
        let text = report.render(try rows(), to: "/srv/ujian")
        try expectSnapshot(text, "transfer-push-\(language.rawValue)")
        expectFitsTerminal(text, height: 40)
    }

    @Test(arguments: Language.allCases)
    func `a disk of this laptop without room is told with both numbers and what to type`(
        _ language: Language
    ) throws {
        let shortage = DiskShortage(
            needs: .mebibytes(3) + ByteCount(bytes: 1),
            free: .mebibytes(2),
            kept: .gibibytes(1)
        )
        let rows = [
            TransferRow(host: try HostName("pc01"), outcome: .refused(.noSpaceHere(shortage))),
            TransferRow(
                host: try HostName("pc02"),
                outcome: .refused(
                    .pastLimit(
                        size: .gibibytes(3),
                        used: .gibibytes(9) + ByteCount(bytes: 1),
                        most: .gibibytes(10)
                    )
                )
            ),
        ]
        let report = TransferReport(wording: SampleRoom.wording(language), isPush: false)
        let text = report.render(rows, to: "kumpulan").split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let isEnglish = language == .english
        #expect(
            text.contains(isEnglish ? "2 MiB left, 3.1 MiB needed" : "sisa 2 MB, perlu 3,1 MB"),
            "\(text)"
        )
        #expect(text.contains("--to") && text.contains("--keep-free"))
        #expect(text.contains(isEnglish ? "limit of 10 GiB" : "batas 10 GB"), "\(text)")
        #expect(text.contains("--max-size 13G"), "\(text)")
        #expect(TransferReport.exitCode(rows) == 2)
    }

    @Test func `the exit code is 2 for what failed, 3 for who was not reached`() throws {
        let rows = try rows()
        #expect(TransferReport.exitCode(rows) == 2)
        #expect(TransferReport.exitCode(Array(rows.prefix(14))) == 0)
        #expect(TransferReport.exitCode(Array(rows.prefix(18))) == 3)
        #expect(TransferReport.exitCode(Array(rows[21..<26])) == 3)
        #expect(TransferReport.exitCode(Array(rows.suffix(1))) == 2)
    }

    @Test(arguments: Language.allCases)
    func `progress names each PC's share, the rate and the time left`(_ language: Language) throws {
        var progress = TransferProgress(
            title: "Lab 1",
            isPush: true,
            startedAt: SampleRoom.scanned,
            hosts: try (1...20).map { try HostName($0 < 10 ? "pc0\($0)" : "pc\($0)") }
        )
        for index in 0..<8 { progress.hosts[index].stage = .ended(isWhole: true) }
        for index in 8..<14 {
            progress.hosts[index].stage = .moving(done: Int64(index) * Self.megabyte, of: 68 * Self.megabyte)
        }
        progress.hosts[14].stage = .comparing
        progress.hosts[15].stage = .retrying
        progress.hosts[16].stage = .ended(isWhole: false)
        progress.moved = 700 * Self.megabyte
        progress.left = 400 * Self.megabyte
        let renderer = TransferProgressRenderer(wording: SampleRoom.wording(language))
        let lines = renderer.lines(progress, now: SampleRoom.scanned.advanced(by: .seconds(70)))
        let text = lines.map { $0 + "\n" }.joined()
        try expectSnapshot(text, "transfer-progress-\(language.rawValue)")
        expectFitsTerminal(text)
    }
}
