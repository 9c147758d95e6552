import Foundation
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import Transfers

/// A push by root into a pupil's folder, while he puts links in the place of what is there.
@Suite(
    .needs(.otherAccount),
    .timeLimit(.minutes(10))
) struct PushHostileTests {
    /// What the pupil does, in the rig's folder.
    private static let tricks = [
        "mv home/place home/away-$$ && ln -s ../outside home/place",
        """
        mv home/place/app home/place/app-$$; ln -s ../../outside home/place/app
        for new in home/place/.siaga-*; do mv "$new" "$new-$$"; ln -s ../../outside "$new"; done
        """,
    ]
    private static let pupil: uid_t = 61_299

    /// How far apart the tools are before which he does it: each has its turn in the long run (`SIAGA_RACES`), and few where
    /// it is only to be seen that the test can run (`make test-contained`).
    private static let stride =
        switch Trials.count("SIAGA_RACES", usual: 100) {
        case ..<50: 20
        case ..<1_000: 4
        default: 1
        }

    /// Tools that count, and before the one of the number in `at` let the pupil have his way once.
    private func plant(_ trick: String, in rig: TransferRig) throws {
        let root = rig.folder.path
        try rig.write("cd '\(root)' || exit\n\(trick)\n", to: "script")
        for name in [
            "cat", "cp", "df", "env", "id", "ls", "mkdir", "mv", "openssl", "pwd", "readlink", "rm",
            "sha256sum",
            "sync", "tail", "tar", "wc", "xargs",
        ] {
            let places = ["/usr/bin/\(name)", "/bin/\(name)"]
            guard let real = places.first(where: { access($0, X_OK) == 0 }) else { continue }
            try rig.write(
                """
                #!/bin/dash
                printf x >>'\(root)/count'
                read -r at <'\(root)/at'
                read -r seen <'\(root)/count'
                if [ "${#seen}" -ge "$at" ] && /usr/bin/mkdir '\(root)/did/it' 2>/dev/null; then
                    /usr/bin/setpriv --reuid=\(Self.pupil) --regid=\(Self.pupil) --clear-groups -- /bin/dash '\(root)/script' \
                </dev/null >/dev/null 2>&1
                fi
                exec \(real) "$@"

                """,
                to: "bin/\(name)"
            )
            chmod(rig.path("bin/\(name)"), 0o755)
        }
    }

    private func set(_ number: Int, in rig: TransferRig) throws {
        for name in ["home", "did", "outside"] { try? FileManager.default.removeItem(atPath: rig.path(name)) }
        for name in ["home/place", "did", "outside/app"] { try rig.makeFolder(name) }
        try rig.write("secret", to: "outside/app/file")
        chmod(rig.path("outside/app/file"), 0o600)
        for name in ["home", "home/place"] { chown(rig.path(name), Self.pupil, Self.pupil) }
        try rig.write("\(number)\n", to: "at")
        try rig.write("", to: "count")
        for name in ["did", "count"] { chmod(rig.path(name), 0o777) }
    }

    @Test(arguments: [0, 1])
    func `a link before any tool of a push leads root nowhere`(_ trick: Int) async throws {
        try await TransferRig.with(.bash) { rig in
            chmod(rig.folder.path, 0o755)
            try rig.write("new", to: "here/app/file")
            try rig.write("other", to: "here/app/deep/other")
            try plant(Self.tricks[trick], in: rig)
            let shipment = try await ShipmentReader().read([rig.path("here/app")])
            var number = 1
            var count = 0
            repeat {
                try set(number, in: rig)
                // With a swapped folder it fails, and must.
                _ = try? await rig.move(Push(shipment, to: rig.path("home/place")))
                #expect(try rig.files("outside") == ["app/file"], "before tool \(number)")
                #expect(rig.text("outside/app/file") == "secret", "before tool \(number)")
                var status = stat()
                #expect(stat(rig.path("outside/app/file"), &status) == 0)
                #expect(status.st_uid == 0 && status.st_mode & 0o7777 == 0o600, "before tool \(number)")
                count = rig.read("count")?.count ?? 0
                number += Self.stride
            } while number <= count
            #expect(count > 20, "the tools were not counted")
        }
    }
}
