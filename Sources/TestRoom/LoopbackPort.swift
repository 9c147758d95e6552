#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// TCP ports on the loopback interface.
public enum LoopbackPort {
    /// A port of 127.0.0.1 nobody listens on at this moment.
    ///
    /// - Returns: The port; nil when the machine has none.
    public static func free() -> Int? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return bind(descriptor)
    }

    /// Binds a socket to a free port of 127.0.0.1.
    ///
    /// - Parameter descriptor: A TCP socket.
    /// - Returns: The port; nil when that did not work.
    static func bind(_ descriptor: Int32) -> Int? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                systemBind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }
}

private let systemBind = bind(_:_:_:)
