import TestNeeds
import TestRoom
import Testing

/// Disks and folders on which no app is to be exchanged, over a real sshd: whatever is refused leaves the app as it is.
@Suite(.timeLimit(.minutes(3))) struct AppDangerLineTests {
    private func install(_ version: String, in room: ServedRoom) async throws -> Program.Outcome {
        try room.program.folder.write(
            "name: App\nhosts: all\nsteps: [app: { version: \"\(version)\" }]\n",
            to: "room/playbooks/app.yaml"
        )
        let words = ["install", "-i", "room", "-p", "room/playbooks/app.yaml", "--yes", "--lang", "en"]
        return try await room.program(words)
    }

    @Test(.needs(.mountPoint))
    func `a full disk, one that takes nothing, and a planted link are refused`() async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            try await room.bundle("26.0222")
            try await room.bundle("26.0301", seed: 2)
            func shell(_ text: String) async throws {
                let outcome = try await room.program.shell("cd room/apps && \(text)")
                try #require(outcome.exitCode == 0, "\(outcome)")
            }
            try await shell("mount -t tmpfs -o size=40m,mode=755 none .")
            do {
                let first = try await install("26.0222", in: room)
                #expect(first.exitCode == 0, "\(first)")

                try await shell("head -c 30000000 /dev/zero >filler")
                let full = try await install("26.0301", in: room)
                #expect(full.exitCode == 2 && full.output.contains("the disk is full"), "\(full)")
                #expect(try await room.has("26.0222", 0))

                try await shell("rm filler && mount -o remount,ro .")
                let readOnly = try await install("26.0301", in: room)
                #expect(readOnly.exitCode == 2 && readOnly.output.contains("REFUSED"), "\(readOnly)")
                // Wherever the line breaks.
                let words = readOnly.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(words.contains("is read-only") && !words.contains("-b"), "\(readOnly)")
                #expect(try await room.has("26.0222", 0))

                try await shell(
                    "mount -o remount,rw . && mv pc01 real && ln -s real pc01 && chown -h 65534 pc01"
                )
                let link = try await install("26.0301", in: room)
                #expect(link.exitCode == 2 && link.output.contains("-> look what it is"), "\(link)")
                try await shell("rm pc01 && mv real pc01")
                #expect(try await room.has("26.0222", 0))

                let good = try await install("26.0301", in: room)
                #expect(good.exitCode == 0, "\(good)")
                #expect(try await room.has("26.0301", 0))
            } catch {
                _ = try await room.program.shell("umount -l room/apps")
                throw error
            }
            #expect(try await room.program.shell("umount -l room/apps").exitCode == 0)
        }
    }
}
