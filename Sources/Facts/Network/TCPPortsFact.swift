public import RoomModel

/// Which TCP ports let this PC in.
public struct TCPPortsFact: Fact {
    /// What became of one endpoint.
    public enum Answer: Hashable, Sendable {
        /// The port is open.
        case open
        /// It is not.
        case failed(EndpointFailure.Fault)
        /// The tool itself broke, with this exit code: nothing is known.
        case broken(exitCode: Int)
    }

    /// The endpoints.
    public let endpoints: [Endpoint]

    /// Creates the fact.
    public init(endpoints: [Endpoint]) {
        self.endpoints = endpoints
    }

    /// `net.exam`.
    public static let id = "net.exam"

    /// Host and port of each endpoint, in turn.
    public var arguments: [String] { endpoints.flatMap { [$0.host.description, String($0.port)] } }

    /// All at once, 5 s each: the first SYN and two repeats (RFC 6298 §2: 1 s, then doubled).
    public static let fragments = Fragments(
        posix: NetworkFault.shell + "\n" + TCPConnect.shell + #"""

            siaga_can_connect || { echo curl; echo bash; echo nc; return 69; }
            number=0
            children=
            while [ $# -gt 1 ]; do
                number=$((number + 1))
                echo "$number $(siaga_connect "$1" "$2" 5)" &
                children="$children $!"
                shift 2
            done
            wait $children
            """#
    )

    /// Reads the answers, which come in any order; every endpoint must have been answered exactly once.
    ///
    /// - Returns: One answer an endpoint, in the order asked.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> [Answer] {
        let lines = output.lines
        return try output.numbered(lines, count: endpoints.count) { words -> Answer? in
            switch TCPConnect.read(words) {
            case .connected?: .open
            case .failed(.other(let code))?: .broken(exitCode: code)
            case .failed(let fault)?: .failed(fault)
            case nil: nil
            }
        }
    }
}
