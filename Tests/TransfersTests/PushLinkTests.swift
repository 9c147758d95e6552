import Foundation
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import Transfers

/// Who decides which folder a push writes in: root and the own account, and nobody else on the PC.
@Suite(.timeLimit(.minutes(3))) struct PushLinkTests {
    @Test(.needs(.root), arguments: TransferRig.Tools.allCases)
    func `a stranger's link on the way to the folder is refused by name`(
        tools: TransferRig.Tools
    ) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write("new", to: "here/app/file")
            try rig.makeFolder("outside")
            try rig.link("there/exam", to: rig.path("outside"))
            #expect(lchown(rig.path("there/exam"), 61_299, 61_299) == 0)
            let shipment = try await ShipmentReader().read([rig.path("here/app")])
            for below in ["exam", "exam/", "exam/deep/er"] {
                let outcome = try await rig.move(Push(shipment, to: rig.path("there/\(below)"))).outcome
                #expect(outcome.refusedLink?.hasSuffix("/there/exam") == true, "\(outcome)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: rig.path("outside")).isEmpty)
        }
    }

    @Test(arguments: TransferRig.Tools.allCases)
    func `the own link on the way is followed, unless others may change it`(
        tools: TransferRig.Tools
    ) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write("new", to: "here/file")
            try rig.makeFolder("there/real")
            try rig.makeFolder("there/open")
            try rig.link("there/exam", to: "real")
            try rig.link("there/open/exam", to: "../exam/below")
            let shipment = try await ShipmentReader().read([rig.path("here/file")])
            let followed = try await rig.move(Push(shipment, to: rig.path("there/exam/below")))
            #expect(followed.isComplete, "\(followed.outcome)")
            #expect(rig.text("there/real/below/file") == "new")
            let chain = try await rig.move(Push(shipment, to: rig.path("there/open/exam")))
            #expect(chain.isComplete, "\(chain.outcome)")
            #expect(chain.tally?.same.files == 1)

            chmod(rig.path("there/open"), 0o777)
            let open = try await rig.move(Push(shipment, to: rig.path("there/open/exam"))).outcome
            #expect(open.refusedLink?.hasSuffix("/there/open/exam") == true, "\(open)")
            chmod(rig.path("there/open"), 0o1777)
            #expect(try await rig.move(Push(shipment, to: rig.path("there/open/exam"))).isComplete)
        }
    }

    @Test(arguments: [TransferRig.Tools.usual, .bash, .busybox])
    func `a link put in a folder's place while files arrive leads nowhere`(
        tools: TransferRig.Tools
    ) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write(TransferRig.bytes(600_000), to: "here/app/file")
            try rig.write(TransferRig.bytes(600_000), to: "here/app/same")
            try rig.makeFolder("outside/app")
            let outcome = try await rig.push(["app"]) { base in
                SwappingConnection(base: base) {
                    rename(rig.path("there"), rig.path("moved"))
                    symlink(rig.path("outside"), rig.path("there"))
                }
            }
            #expect(try rig.files("outside").isEmpty)
            #expect(outcome.isComplete, "\(outcome.outcome)")
            #expect(try rig.files("moved") == ["app/file", "app/same"])
        }
    }

    @Test(arguments: TransferRig.Tools.allCases)
    func `a folder that others may change is refused by its name`(tools: TransferRig.Tools) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write("new", to: "here/app/file")
            chmod(rig.path("there"), 0o777)
            let outcome = try await rig.push(["app"]).outcome
            guard case .refused(.open(let path)) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(path.hasSuffix("/there"))
            #expect(try rig.files("there").isEmpty)
            // As in /tmp: nobody there puts another's file away.
            chmod(rig.path("there"), 0o1777)
            #expect(try await rig.push(["app"]).isComplete)
        }
    }

    @Test(.needs(.otherAccount), arguments: TransferRig.Tools.allCases)
    func `in one account's folder root works as that account`(tools: TransferRig.Tools) async throws {
        try await TransferRig.with(tools) { rig in
            try rig.write(TransferRig.bytes(300_000), to: "here/app/file")
            try rig.write("#!/bin/sh\n", to: "here/app/run.sh")
            chmod(rig.path("here/app/run.sh"), 0o755)
            chmod(rig.folder.path, 0o755)
            chown(rig.path("there"), 61_299, 61_299)
            // A link of his to root's folder, where a folder would be.
            try rig.makeFolder("outside")
            try rig.link("there/planted", to: rig.path("outside"))
            lchown(rig.path("there/planted"), 61_299, 61_299)
            try rig.write("x", to: "here/planted/file")
            let outcome = try await rig.push(["app", "planted"]) { NoUploads(base: $0) }
            #expect(outcome.problems.map(\.path) == ["planted/file"])
            #expect(rig.read("there/app/file") == TransferRig.bytes(300_000))
            var status = stat()
            #expect(stat(rig.path("there/app/run.sh"), &status) == 0 && status.st_uid == 61_299)
            #expect(status.st_mode & 0o777 == 0o755)
            #expect(try rig.files("outside").isEmpty)
        }
    }

    private static let systemFolders = ["/", "/usr/lib", "/boot", "/usr/bin/"]

    @Test(arguments: systemFolders)
    func `what is the system's is refused by its letters`(_ path: String) {
        #expect(ReservedPath(path, for: .into) != nil)
    }

    /// Whoever is not root is refused by the system's own rights before.
    @Test(.needs(.root), arguments: systemFolders)
    func `what is the system's is refused by where it leads`(_ path: String) async throws {
        try await TransferRig.with { rig in
            try rig.write("new", to: "here/file")
            try rig.link("there/way", to: path)
            let shipment = try await ShipmentReader().read([rig.path("here/file")])
            let outcome = try await rig.move(Push(shipment, to: rig.path("there/way"))).outcome
            guard case .refused(.reserved) = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }
}

extension TransferOutcome {
    /// The link for whose sake nothing was moved.
    fileprivate var refusedLink: String? {
        if case .refused(.link(let path)) = self { path } else { nil }
    }
}

/// Does something on the PC when the first bytes have gone, as somebody there might.
private struct SwappingConnection: ForwardingConnection {
    let base: any Connection
    let swap: @Sendable () -> Void

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(
            request,
            input: input.map { SwappingSource(base: $0, swap: swap) },
            output: output,
            silence: silence
        )
    }
}

private actor SwappingSource: ByteSource {
    private let base: any ByteSource
    private let swap: @Sendable () -> Void
    private var count = 0

    init(base: any ByteSource, swap: @escaping @Sendable () -> Void) {
        self.base = base
        self.swap = swap
    }

    func next() async throws(TransportError) -> [UInt8]? {
        // The third piece is asked for when the PC has taken from the first, and so is where it writes.
        count += 1
        if count == 3 { swap() }
        return try await base.next()
    }
}

/// A PC that files are brought to by commands alone.
private struct NoUploads: ForwardingConnection {
    let base: any Connection

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        throw TransportError(.fileRefused, in: .running, "no files by their path")
    }
}
