import Dispatch
import Glibc
import TestRoom

/// A port of 127.0.0.1 that sees who connects and never says a word.
final class ListeningPort: Sendable {
    private let descriptor: Int32
    /// The port.
    let port: Int

    /// Listens on a free port.
    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isOpen else {
            close(descriptor)
            throw Failure(description: "no port is free")
        }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: place.sin_port))
    }

    deinit { close(descriptor) }

    /// Why there is no port.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether anybody has connected since it was opened.
    var wasContacted: Bool { Self.isContacted(descriptor, within: 0) }

    /// Waits until somebody connects, half a minute at most.
    func contact() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                _ = Self.isContacted(self.descriptor, within: 30_000)
                continuation.resume()
            }
        }
    }

    private static func isContacted(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wait, 1, milliseconds) == 1
    }
}
