public import RoomModel

/// How much of a file comes over the network in a short time, and when that was by the PC's clock.
public struct DownloadFact: Fact {
    /// What was found.
    public enum Reading: Hashable, Sendable {
        /// So much came, from this moment of the PC's clock on.
        case fetched(ByteCount, began: Timestamp, took: Duration)
        /// Nothing came.
        case failed(EndpointFailure.Fault)
    }

    /// What is fetched; redirections are not followed, certificates not looked at.
    public let url: ServerURL
    /// Where fetching stops.
    public let most: ByteCount
    /// How long it goes on, in whole seconds.
    public let seconds: Int

    /// Creates the fact.
    ///
    /// - Parameters:
    ///   - url: What is fetched.
    ///   - most: Where fetching stops.
    ///   - seconds: How long it goes on, 1 to 8.
    public init(url: ServerURL, most: ByteCount, seconds: Int) {
        self.url = url
        self.most = most
        self.seconds = seconds
    }

    /// `net.download`.
    public static let id = "net.download"

    /// 12 seconds: 8 of fetching, and what a slow PC needs around them.
    public static let limit = Duration.seconds(12)

    /// Address, bytes, seconds.
    public var arguments: [String] { [url.description, String(most.bytes), String(seconds)] }

    /// curl, else wget, into a counter that stops at the limit; nothing is kept.
    ///
    /// Both clocks are told: the wall clock says when, the uptime (proc(5)), which nobody sets, how long.
    public static let fragments = Fragments(
        posix: NetworkFault.shell + #"""

            unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
            siaga_get() {
                if [ "$tool" = curl ]; then
                    curl -q -gsSf -k --noproxy '*' --proto '=http,https' --connect-timeout 4 --max-time "$2" --url "$1"
                else
                    $limit wget -q -O - --no-check-certificate -T 4 "$1"
                fi
            }
            limit=
            if command -v curl >/dev/null 2>&1; then
                tool=curl
            elif command -v wget >/dev/null 2>&1; then
                tool=wget
                ! timeout 1 true 2>/dev/null || limit="timeout $3"
            else
                printf 'curl\nwget\n'
                exit 69
            fi
            echo "began $(date +%s.%N)"
            read -r before rest </proc/uptime || exit 1
            {
                count=$(
                    {
                        said=$(siaga_get "$1" "$3" 2>&1 >&4)
                        code=$?
                        echo "$tool $(siaga_fault "$said" "$code")" >&3
                    } 4>&1 | head -c "$2" | wc -c
                )
            } 3>&1
            read -r after rest </proc/uptime || exit 1
            echo "uptime $before $after"
            echo "bytes $((count))"
            echo end
            """#
    )

    /// Reads the records; each stands there once.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var began: Timestamp?
        var took: Duration?
        var amount: ByteCount?
        var fault: EndpointFailure.Fault?
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("began", 2) where began == nil: began = PCTime(record[1])?.timestamp
            case ("uptime", 3) where took == nil:
                guard let before = Self.hundredths(record[1]), let after = Self.hundredths(record[2]),
                    after >= before
                else { throw output.unreadable() }
                // The uptime counts hundredths; what took less took one.
                took = .milliseconds(max(1, after - before) * 10)
            case ("bytes", 2) where amount == nil: amount = ByteCount(digits: record[1])
            case ("curl", 2...), ("wget", 2...):
                guard fault == nil, let read = NetworkFault.read(record.dropFirst()) else {
                    throw output.unreadable()
                }
                fault = read
            default: throw output.unreadable()
            }
        }
        guard let began, let took, let amount, let fault, amount <= most else {
            throw output.unreadable()
        }
        return amount == .zero ? .failed(fault) : .fetched(amount, began: began, took: took)
    }

    /// `12345.67` in hundredths.
    private static func hundredths(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2,
            let whole = Int64(digits: parts[0], in: 0...999_999_999_999),
            let rest = Int64(digits: parts[1], in: 0...99)
        else { return nil }
        return whole * 100 + rest
    }
}
