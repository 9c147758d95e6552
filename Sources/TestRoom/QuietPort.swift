import Glibc

/// A TCP port on loopback that never says a word: a PC that hangs, or one that is off.
///
/// A port without a listener is refused at once on loopback; a PC that is off does not answer at all. A listener whose
/// queue is full makes the kernel drop every further attempt, which looks the same as a PC that is off (listen(2)).
public struct QuietPort: ~Copyable {
    /// How the port is quiet.
    public enum Behaviour: Sendable {
        /// Connections are accepted by the kernel; nothing is ever sent.
        case acceptsAndIsSilent
        /// Connection attempts get no answer.
        case doesNotAnswer
    }

    /// Why there is no such port.
    public struct Failure: Error, CustomStringConvertible {
        /// The address, the port and the system's reason.
        public let description: String
    }

    /// The port.
    public let port: Int
    private var descriptors: [Int32] = []

    /// Opens the port.
    ///
    /// - Parameters:
    ///   - address: A numeric IPv4 address of 127.0.0.0/8.
    ///   - port: The port; 0 takes a free one.
    ///   - behaviour: How it is quiet.
    /// - Throws: ``Failure`` if the port is taken.
    public init(address: String, port: Int = 0, _ behaviour: Behaviour) throws(Failure) {
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        let listener = socket(AF_INET, Self.stream, 0)
        let queue: Int32 = behaviour == .acceptsAndIsSilent ? 64 : 0
        guard inet_pton(AF_INET, address, &place.sin_addr) == 1,
            Self.allowReuse(listener), Self.call(bind, listener, place), listen(listener, queue) == 0,
            let bound = Self.name(of: listener)
        else {
            let reason = String(cString: strerror(errno))
            if listener >= 0 { Glibc.close(listener) }
            throw Failure(description: "\(address) port \(port) cannot be listened on: \(reason)")
        }
        self.port = Int(UInt16(bigEndian: bound.sin_port))
        descriptors = [listener]
        if behaviour == .doesNotAnswer {
            // Linux keeps `backlog + 1` connections; more attempts than that leave no room for anybody else's.
            for _ in 0..<4 {
                let filler = socket(AF_INET, Self.stream, 0)
                _ = Self.call(connect, filler, bound)
                descriptors.append(filler)
            }
        }
    }

    deinit {
        for descriptor in descriptors { Glibc.close(descriptor) }
    }

    /// Lends the port's number for as long as it is open.
    ///
    /// - Parameters:
    ///   - isolation: The caller's.
    ///   - body: What needs it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    public borrowing func whileOpen<Result>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Int) async throws -> Result
    ) async rethrows -> Result {
        try await body(port)
    }

    private static let stream =
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    /// A server that ended here a moment ago leaves connections in TIME_WAIT, which would hold the port for a minute
    /// (socket(7), SO_REUSEADDR); a port that somebody listens on stays taken.
    private static func allowReuse(_ descriptor: Int32) -> Bool {
        var isOn: Int32 = 1
        return setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
            == 0
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32,
        _ descriptor: Int32,
        _ place: sockaddr_in
    ) -> Bool {
        withUnsafePointer(to: place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func name(of descriptor: Int32) -> sockaddr_in? {
        var place = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isNamed = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
        }
        return isNamed ? place : nil
    }
}
