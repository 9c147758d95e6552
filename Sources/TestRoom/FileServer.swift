import FoundationEssentials
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// An https server on loopback with an authority of its own, which cuts, redirects and changes files as its paths say.
///
/// `whole/…` brings the file as it is; the other words are in the program below.
public struct FileServer: Sendable {
    /// The port.
    public let port: Int
    /// The path of the authority's certificate (PEM).
    public let authority: String
    /// Where the server writes one line a request: the path's first word, and its `Range`.
    private let log: String

    /// The address of what `path` says.
    public func address(_ path: String) -> String { "https://127.0.0.1:\(port)/\(path)" }

    /// The requests so far.
    ///
    /// - Returns: One line a request: the path's first word, a space, its `Range` or `-`.
    /// - Throws: Why they cannot be read.
    public func requests() throws -> [String] {
        let text = String(decoding: try Data(contentsOf: URL(filePath: log)), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    /// Lends a server of one file to `body`.
    ///
    /// - Parameters:
    ///   - content: What is in the file.
    ///   - body: What needs the server.
    /// - Throws: What `body` throws, or why there is no server.
    public static func with(
        _ content: [UInt8],
        _ body: @Sendable @escaping (FileServer) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { folder in
            let path = folder.path
            try Data(content).write(to: URL(filePath: "\(path)/content"))
            try Data().write(to: URL(filePath: "\(path)/log"))
            try await makeCertificates(in: path)
            _ = try await Subprocess.run(
                .name("python3"),
                arguments: ["-c", script],
                workingDirectory: FilePath(path),
                input: .none,
                output: .sequence,
                error: .discarded
            ) { execution in
                var text = ""
                for try await buffer in execution.standardOutput {
                    text += buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                    if text.contains("\n") { break }
                }
                guard let port = Int(text.prefix { $0 != "\n" }) else {
                    throw ServerProcess.Failure(description: "the server said no port")
                }
                do {
                    try await body(FileServer(port: port, authority: "\(path)/ca.pem", log: "\(path)/log"))
                } catch {
                    try execution.send(signal: .terminate)
                    throw error
                }
                try execution.send(signal: .terminate)
            }
        }
    }

    private static func makeCertificates(in folder: String) async throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let (authority, authorityKey) = ("\(folder)/ca.pem", "\(folder)/ca.key")
        try await ServerProcess.runTool(
            "openssl",
            ["req", "-x509"] + key + [
                "-keyout", authorityKey, "-out", authority, "-days", "2", "-subj", "/CN=Test CA",
            ]
        )
        try await ServerProcess.runTool(
            "openssl",
            ["req", "-x509"] + key + [
                "-keyout", "\(folder)/server.key", "-out", "\(folder)/server.pem", "-days", "2",
                "-subj", "/CN=127.0.0.1", "-CA", authority, "-CAkey", authorityKey,
                "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE",
            ]
        )
    }

    private static let script = """
        import http.server, ssl, sys
        content = open("content", "rb").read()
        seen = {}
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *words): pass
            def do_GET(self):
                kind = self.path.strip("/").split("/")[0]
                count = seen[kind] = seen.get(kind, 0) + 1
                with open("log", "a") as log:
                    log.write(f"{kind} {self.headers.get('Range', '-')}\\n")
                if kind == "plain":
                    self.send_response(302)
                    self.send_header("Location", "http://127.0.0.1:1/x")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                if kind == "moved":
                    self.send_response(302)
                    self.send_header("Location", "/whole/app.zip")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                if kind == "missing" or (kind == "busy" and count == 1):
                    self.send_response(404 if kind == "missing" else 503)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                version = '"v2"' if kind == "changed" and count > 1 else '"v1"'
                body = content[::-1] if version == '"v2"' else content
                start, status = 0, 200
                wanted = self.headers.get("Range")
                if wanted and self.headers.get("If-Range") == version and kind != "deaf":
                    start, status = int(wanted[6:].rstrip("-")), 206
                self.send_response(status)
                if kind != "nameless": self.send_header("ETag", version)
                if status == 206:
                    self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
                if kind == "endless":
                    self.send_header("Connection", "close")
                    self.end_headers()
                    while True: self.wfile.write(body)
                self.send_header("Content-Length", str(len(body) - start))
                self.end_headers()
                rest = body[start:]
                cuts = {"cut": 3, "changed": 1, "deaf": 1, "nameless": 1, "dead": 1000}
                if count <= cuts.get(kind, 0):
                    self.wfile.write(rest[:0 if kind == "dead" else len(body) // 5])
                    self.wfile.flush()
                    self.close_connection = True
                    self.connection.close()
                    return
                self.wfile.write(rest)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.handle_error = lambda *words: None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("server.pem", "server.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """
}
