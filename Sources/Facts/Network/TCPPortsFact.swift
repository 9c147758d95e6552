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
    /// How often it is tried, 1 to 3 (default 1).
    public let attempts: Int

    /// Creates the fact.
    public init(endpoints: [Endpoint], attempts: Int = 1) {
        self.endpoints = endpoints
        self.attempts = attempts
    }

    /// `net.exam`.
    public static let id = "net.exam"

    /// 20 seconds: three attempts of 5 s and their pauses.
    public static let limit = Duration.seconds(20)

    /// It says how often it tried.
    public static let countsAttempts = true

    /// The attempts, then host and port of each endpoint, in turn.
    public var arguments: [String] {
        [String(attempts)] + endpoints.flatMap { [$0.host.description, String($0.port)] }
    }

    /// All at once, 5 s each: the first SYN and two repeats (RFC 6298 §2: 1 s, then doubled).
    public static let fragments = Fragments(
        posix: NetworkFault.shell + "\n" + TCPConnect.shell + "\n" + Attempts.shell + #"""

            siaga_can_connect || { echo curl; echo bash; echo nc; return 69; }
            siaga_port() {
                try=1
                while :; do
                    answer=$(siaga_connect "$2" "$3" 5)
                    case $answer in ok*) break ;; esac
                    siaga_again "$4" || break
                done
                siaga_tried
                echo "$1 $answer"
            }
            attempts=$1
            shift
            number=0
            children=
            while [ $# -gt 1 ]; do
                number=$((number + 1))
                siaga_port "$number" "$1" "$2" "$attempts" &
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
