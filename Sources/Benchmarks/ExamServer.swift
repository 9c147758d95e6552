import Dispatch
import Glibc

/// The exam server that the scanned PCs ask: any request gets `200 OK`, on one loopback port.
struct ExamServer {
    let port: Int
    private let socket: CInt

    /// Starts to listen; the answers come from a thread of their own until the program ends.
    ///
    /// - Throws: ``BenchmarkError`` when no port is free.
    init() throws(BenchmarkError) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try LoopbackHosts.bindFreePort(socket)
        guard listen(socket, SOMAXCONN) == 0 else { throw BenchmarkError("the exam server cannot listen") }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        self.socket = socket
        DispatchQueue(label: "exam server").async { Self.answer(on: socket) }
    }

    private static func answer(on socket: CInt) {
        let answer = "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        var request = [UInt8](repeating: 0, count: 4_096)
        while true {
            let client = accept(socket, nil, nil)
            guard client >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            // Whoever only tries the port sends nothing and closes.
            setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            if recv(client, &request, request.count, 0) > 0 {
                _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            }
            close(client)
        }
    }
}
