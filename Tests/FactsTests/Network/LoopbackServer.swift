import Subprocess
import Testing

/// A small web server on loopback, which is gone afterwards.
///
/// `/large` gives 3 MiB, `/slow` 64 KiB ten times a second without an end; `/unbk` answers 302, `/ok` 200, `/broken` 500, `/late` 200 after a second, `/cut` hangs up, all else 404.
struct LoopbackServer: Sendable {
    /// The port it listens on.
    let port: Int
    /// The pin of its key, in base64; empty without TLS.
    let pin: String
    /// The file of its certificate; nil without TLS.
    let certificate: String?

    private static let program = #"""
        import http.server, os, ssl, sys, threading, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == '/late': time.sleep(1)
                if self.path == '/cut': return
                if self.path in ('/large', '/slow'):
                    self.send_response(200)
                    self.end_headers()
                    try:
                        if self.path == '/large': self.wfile.write(bytes(3 << 20))
                        while self.path == '/slow':
                            self.wfile.write(bytes(1 << 16))
                            time.sleep(0.1)
                    except OSError: pass
                    return
                code = {'/unbk': 302, '/ok': 200, '/late': 200, '/broken': 500}.get(self.path, 404)
                self.send_response(code)
                if code == 302: self.send_header('Location', '/ok')
                self.send_header('Content-Length', '2')
                self.end_headers()
                self.wfile.write(b'ok')
            def log_message(self, *words): pass
        class Server(http.server.ThreadingHTTPServer):
            def finish_request(self, request, address):
                if len(sys.argv) > 2:
                    request.settimeout(5)
                    request = context.wrap_socket(request, server_side=True)
                super().finish_request(request, address)
            def handle_error(self, request, address): pass
        if len(sys.argv) > 2:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[2] + '/cert.pem', sys.argv[2] + '/key.pem')
        server = Server((sys.argv[1], 0), Handler)
        print(server.server_address[1], flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        server.serve_forever()
        """#

    /// Runs `body` against a server without TLS at one of the addresses of loopback.
    @discardableResult
    static func plain<Value: Sendable>(
        at address: String = "127.0.0.1",
        _ body: @Sendable (LoopbackServer) async throws -> Value
    ) async throws -> Value {
        try await serve(at: address, folder: nil, pin: "", body)
    }

    /// Runs `body` against a server with a certificate nobody vouches for.
    @discardableResult
    static func secure<Value: Sendable>(_ body: @Sendable (LoopbackServer) async throws -> Value) async throws
        -> Value
    {
        try await withFolder { folder in
            let pin = try await scene(
                """
                cd "$1"
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
                    -keyout key.pem -out cert.pem -subj '/CN=* public key hash: sha256__x' \
                    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
                openssl x509 -in cert.pem -pubkey -noout | openssl pkey -pubin -outform der |
                    openssl dgst -sha256 -binary | openssl base64
                """,
                folder
            )
            return try await serve(at: "127.0.0.1", folder: folder, pin: pin, body)
        }
    }

    private static func serve<Value: Sendable>(
        at address: String,
        folder: String?,
        pin: String,
        _ body: @Sendable (LoopbackServer) async throws -> Value
    ) async throws -> Value {
        let result = try await run(
            .name("python3"),
            arguments: Arguments(["-c", program, address] + [folder].compactMap(\.self)),
            input: .inputWriter,
            output: .sequence,
            error: .discarded
        ) { execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            let port = try #require(try await lines.next().flatMap { Int($0.prefix(while: \.isNumber)) })
            let value = try await body(
                LoopbackServer(port: port, pin: pin, certificate: folder.map { $0 + "/cert.pem" })
            )
            try await execution.standardInputWriter.finish()
            return value
        }
        return result.closureResult
    }
}
