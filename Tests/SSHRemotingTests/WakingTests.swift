import NIOCore
import NIOPosix
import Remoting
import RoomModel
import SSHEngine
import Synchronization
import Testing

@testable import SSHRemoting

/// What wakes whoever waits on a connection.
@Suite(.timeLimit(.minutes(1))) struct WakingTests {
    @Test func `a link that rings while it moves its bytes is looked at again`() async throws {
        let link = LinkInTwoMoves(MultiThreadedEventLoopGroup.singleton.next())
        let transport = try SSHTransport(
            link: link,
            place: Place(host: Host(name: try HostName("pc07"), address: try NetworkAddress("127.0.0.1"))),
            settings: SSHSettings(defaultUser: try UserName("ujian")),
            preferences: MethodPreferences()
        )
        // Nothing else ever rings.
        let moves = try await transport.perform(in: .running) { _ throws(SSHFailure) in
            link.moves > 1 ? link.moves : nil
        }
        #expect(moves == 2)
        await transport.drop()
    }
}

/// A link whose first move leaves something for a second one, as a tunnel's does whose way is full.
private final class LinkInTwoMoves: Link {
    let inbox = Inbox()
    let eventLoop: any EventLoop
    private let made = Atomic(0)

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    var moves: Int { made.load(ordering: .relaxed) }

    var isWritable: Bool { true }

    var allowance: Int { 0 }

    func pull() {
        if made.add(1, ordering: .relaxed).newValue == 1 { inbox.bell.ring() }
    }

    func write(_ bytes: [UInt8]) {}

    func drop() {}

    func abandon() {}
}
