import Glibc
import NIOCore

/// Why a name was not resolved.
enum LookUpFailure: Error {
    /// There is no such name, or it has no address.
    case notFound
    /// No name server answered.
    case noServer
    /// This machine is out of memory or descriptors.
    case exhausted
    /// It took longer than it may.
    case timedOut
    /// The run was stopped.
    case cancelled
}

/// The operating system's resolver: `/etc/hosts`, mDNS, DNS, as `nsswitch.conf` has it.
enum SystemLookUp {
    /// The address that `text` writes out, zone included, or nil for a name; never asks the network.
    static func numeric(_ text: String, _ port: Int) -> SocketAddress? {
        try? query(text, port, flags: AI_NUMERICHOST).get().first
    }

    /// Looks `name` up, blocking for as long as the system's resolver likes.
    static func addresses(of name: String, _ port: Int) -> Result<[SocketAddress], LookUpFailure> {
        query(name, port, flags: 0)
    }

    private static func query(
        _ name: String,
        _ port: Int,
        flags: CInt
    ) -> Result<[SocketAddress], LookUpFailure> {
        var hints = addrinfo()
        hints.ai_flags = flags
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(name, nil, &hints, &list)
        guard code == 0 else { return .failure(reason(code)) }
        defer { freeaddrinfo(list) }
        let entries = sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }
        let addresses = entries.compactMap { entry in entry.flatMap { address($0.pointee, name, port) } }
        return addresses.isEmpty ? .failure(.notFound) : .success(addresses)
    }

    private static func address(_ entry: addrinfo, _ name: String, _ port: Int) -> SocketAddress? {
        guard let raw = UnsafeRawPointer(entry.ai_addr) else { return nil }
        var address: SocketAddress
        switch entry.ai_family {
        case AF_INET: address = SocketAddress(raw.loadUnaligned(as: sockaddr_in.self), host: name)
        case AF_INET6: address = SocketAddress(raw.loadUnaligned(as: sockaddr_in6.self), host: name)
        default: return nil
        }
        address.port = port
        return address
    }

    private static func reason(_ code: CInt) -> LookUpFailure {
        switch code {
        case EAI_AGAIN: .noServer
        case EAI_MEMORY, EAI_SYSTEM: .exhausted
        default: .notFound
        }
    }
}
