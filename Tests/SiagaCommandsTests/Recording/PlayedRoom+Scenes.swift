import TestRoom

extension PlayedRoom {
    /// A run of the program on the laptop.
    struct Scene: Sendable {
        /// The words after `siaga scan`.
        var words: [String] = ["-i", "room"]
        /// Whether the exam server answers meanwhile.
        var hasExamServer = true
        /// The PCs on which the exam app is open.
        var examOpen: [String] = []
        /// Ctrl-C is pressed once this many PCs were measured; nil: never.
        var stopsAfter: Int?
    }

    /// Plays a scene.
    ///
    /// - Returns: The lines of the events, in order.
    /// - Throws: ``Failure`` where the program ended otherwise than a scan does.
    func play(_ scene: Scene) async throws -> String {
        try program.folder.write(Self.examServerProgram, to: "server.py")
        let served =
            scene.hasExamServer
            ? """
            rm -f ready; mkfifo ready
            \(at(Self.examServer.name)) python3 server.py & server=$!
            read -r answer <ready

            """ : "server=\n"
        let opened = scene.examOpen.map {
            "bash -c 'exec -a \(Self.examProgram(on: $0)) sleep 600' & open=\"$open $!\"\n"
        }
        .joined()
        let outcome = try await program.shell(
            """
            set -m
            open=
            \(served)\(opened)trap 'kill $server $open' EXIT
            # Minutes pass between two scenes: the kernel has forgotten who was where.
            \(at(Self.laptop.name)) ip neigh flush all
            rm -f events; mkfifo events
            \(at(Self.laptop.name)) "$SIAGA" scan \(scene.words.joined(separator: " ")) -F none --format ndjson >events & scan=$!
            seen=0
            while IFS= read -r line; do
                printf '%s\\n' "$line"
                case $line in *'"event":"measured"'*) seen=$((seen + 1)) ;; esac
                if [ $seen = \(scene.stopsAfter ?? -1) ]; then kill -INT $scan; seen=1000; fi
            done <events
            wait $scan
            """
        )
        guard [0, 2, 3, 130].contains(outcome.exitCode) else {
            throw Failure(description: "exit code \(outcome.exitCode): \(outcome.notes)")
        }
        return outcome.output
    }

    private static let examServerProgram = """
        import http.server
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
            def log_message(self, *words): pass
        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 256
        server = Server(("192.168.0.200", 80), Handler)
        open("ready", "w").write("ready\\n")
        server.serve_forever()

        """
}
