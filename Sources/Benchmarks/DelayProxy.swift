import Glibc
import Synchronization

/// A way to a port of this machine that takes its time: every byte arrives half a round trip later, in both directions.
///
/// As much as is sent meanwhile is on the way, up to ``capacity``: a long line, not a slow one.
final class DelayProxy: Sendable {
    /// Bytes on the way in one direction at which nothing more is taken.
    private static let capacity = 64 << 20

    /// The port to connect to.
    let port: Int
    private let listener: CInt

    /// Opens the way.
    ///
    /// - Parameters:
    ///   - target: The port of the first host it leads to.
    ///   - roundTrip: How long there and back takes.
    /// - Throws: ``BenchmarkError`` when no port is free.
    init(to target: Int, roundTrip: Duration) throws(BenchmarkError) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try LoopbackHosts.bindFreePort(listener)
        guard listen(listener, 16) == 0 else { throw BenchmarkError("no port is free") }
        let (listener, delay) = (listener, roundTrip / 2)
        Thread.start {
            while true {
                let near = accept(listener, nil, nil)
                guard near >= 0 else { return }
                guard let far = LoopbackHosts.connection(to: target) else {
                    close(near)
                    continue
                }
                for (from, to) in [(near, far), (far, near)] {
                    Self.disableNagle(from)
                    Line(from: from, to: to, delay: delay).start()
                }
            }
        }
    }

    /// Takes nobody in any more.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func disableNagle(_ socket: CInt) {
        var on: CInt = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
    }

    /// One direction of one connection.
    private final class Line: Sendable {
        private struct State {
            var pieces: [(due: ContinuousClock.Instant, bytes: [UInt8])] = []
            var first = 0
            var count = 0
            var hasEnded = false
        }

        private let from: CInt
        private let to: CInt
        private let delay: Duration
        private let state = Mutex(State())

        init(from: CInt, to: CInt, delay: Duration) {
            self.from = from
            self.to = to
            self.delay = delay
        }

        func start() {
            Thread.start { self.take() }
            Thread.start { self.give() }
        }

        private func take() {
            var buffer = [UInt8](repeating: 0, count: 256 << 10)
            while true {
                let count = recv(from, &buffer, buffer.count, 0)
                let piece = Array(buffer.prefix(max(0, count)))
                state.withLock { state in
                    if piece.isEmpty { state.hasEnded = true }
                    state.pieces.append((.now.advanced(by: delay), piece))
                    state.count += piece.count
                }
                if piece.isEmpty { return }
                while state.withLock({ $0.count > DelayProxy.capacity }) { usleep(200) }
            }
        }

        private func give() {
            while true {
                let next = state.withLock { state -> (ContinuousClock.Instant, [UInt8])? in
                    guard state.first < state.pieces.count else { return nil }
                    let next = state.pieces[state.first]
                    state.pieces[state.first].bytes = []
                    state.first += 1
                    state.count -= next.bytes.count
                    return next
                }
                guard let (due, bytes) = next else {
                    usleep(50)
                    continue
                }
                let left = ContinuousClock.now.duration(to: due)
                if left > .zero { usleep(UInt32(left / .microseconds(1))) }
                guard !bytes.isEmpty, write(bytes) else {
                    shutdown(to, Int32(SHUT_WR))
                    return
                }
            }
        }

        private func write(_ bytes: [UInt8]) -> Bool {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }
}

/// A thread of the system's own, which nobody waits for.
private enum Thread {
    static func start(_ body: @escaping @Sendable () -> Void) {
        final class Box {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Box(body))
        pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            },
            box.toOpaque()
        )
        pthread_detach(thread)
    }
}
