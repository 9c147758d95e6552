import Foundation
import TestNeeds
import TestRoom
import Testing

/// Files that come onto a disk of this laptop that is too small for them, from real SSH servers.
@Suite(.timeLimit(.minutes(3))) struct SmallDiskTests {
    @Test(.needs(.ownDisk))
    func `a pull says both numbers and what to type, and what has room comes`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            try await Subfolder.write(
                "logs/big",
                String(repeating: "x", count: 3 << 20),
                in: room.program.folder
            )
            try await Subfolder.write("logs/small/file", "small", in: room.program.folder)
            let logs = "\(room.program.folder.path)/logs"
            try room.program.folder.write(
                """
                mkdir collected && mount -t tmpfs -o size=2m none collected || exit 99
                pull() { "$SIAGA" pull pc01 "$@" --to collected -i room 2>&1; echo "=$?"; ls -A collected; }
                pull \(logs)/small --lang en
                pull \(logs) --keep-free 0 --lang en
                pull \(logs) --keep-free 0 --lang id
                pull \(logs) --max-size 2M --lang en
                pull \(logs)/small --keep-free 100K --lang en
                cat collected/pc01/small/file

                """,
                to: "script"
            )
            let launcher = try #require(await OwnDisk.launcher())
            let outcome = try await room.program.shell("\(launcher) bash script")
            let parts = outcome.output.split(separator: "=").map {
                $0.replacing("\n", with: " ").split(separator: " ").joined(separator: " ")
            }
            try #require(parts.count == 6, "\(outcome)")
            // One GiB stays free where nothing else is said.
            #expect(parts[0].contains("2 MiB left") && parts[0].contains("1 GiB to stay free"), "\(outcome)")
            #expect(parts[1].hasPrefix("2 ") && !parts[1].contains("pc01 PULL"), "\(outcome)")
            #expect(
                parts[1].contains("2 MiB left, 3.1 MiB needed") && parts[1].contains("--to"),
                "\(outcome)"
            )
            #expect(
                parts[2].contains("sisa 2 MB, perlu 3,1 MB") && parts[2].contains("--keep-free"),
                "\(outcome)"
            )
            #expect(parts[3].contains("past the limit of 2 MiB a run"), "\(outcome)")
            #expect(parts[3].contains("--max-size 1G"), "\(outcome)")
            #expect(parts[4].contains("1 of 1 PC whole"), "\(outcome)")
            #expect(parts[5] == "0 pc01 small", "\(outcome)")
        }
    }
}
