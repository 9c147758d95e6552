public import RoomModel

/// Whether names have an address, by the PC's own way of looking them up.
public struct NameLookupFact: Fact {
    /// What became of one name.
    public enum Answer: Hashable, Sendable {
        /// It has this address.
        case address(String)
        /// It has none, or nobody answered in time.
        case failed(EndpointFailure.Fault)
        /// The tool itself broke, with this exit code: nothing is known.
        case broken(exitCode: Int)
    }

    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// What looked the names up: `getent`, `nslookup`.
        public let tool: String
        /// One answer a name, in the order asked.
        public let answers: [Answer]
    }

    /// The names.
    public let names: [NetworkAddress]
    /// How often it is tried, 1 to 3 (default 1).
    public let attempts: Int

    /// Creates the fact.
    public init(names: [NetworkAddress], attempts: Int = 1) {
        self.names = names
        self.attempts = attempts
    }

    /// `dns.hosts`.
    public static let id = "dns.hosts"

    /// 22 seconds: three attempts of 6 s and their pauses.
    public static let limit = Duration.seconds(22)

    /// It says how often it tried.
    public static let countsAttempts = true

    /// The attempts, then the names.
    public var arguments: [String] { [String(attempts)] + names.map(\.description) }

    /// All names at once, 6 s each: one server's 5 s (`resolv.conf(5)`) and a little.
    ///
    /// `getent` asks as every program on the PC does (`/etc/hosts` too); `nslookup` asks only the DNS. The address
    /// of nobody (`0.0.0.0`, `::`), which filtering resolvers answer, is no address.
    public static let fragments = Fragments(
        posix: NetworkFault.shell + "\n" + Attempts.shell + #"""

            limit=
            ! timeout 1 true 2>/dev/null || limit='timeout 6'
            for tool in getent nslookup 'busybox nslookup'; do
                command -v "${tool%% *}" >/dev/null 2>&1 && break
                tool=
            done
            [ -n "$tool" ] || { echo getent; echo nslookup; return 69; }
            echo "tool ${tool##* }"
            siaga_look_up() {
                if [ "$tool" = getent ]; then
                    said=$($limit getent ahosts "$1" 2>&1)
                    code=$?
                    address=${said%%[!0-9a-fA-F:.]*}
                    [ "$code" = 0 ] || address=
                    [ "$code" != 2 ] || said='Name or service not known'
                else
                    said=$($limit $tool "$1" 2>&1)
                    code=$?
                    address=$(printf '%s\n' "$said" |
                        sed -n '/^Name:/,$ s/^Address[ 0-9]*:[[:space:]]*\([0-9a-fA-F:.]*\).*/\1/p' |
                        head -n 1)
                    case $said in
                        *NXDOMAIN* | *"an't find"* | *"an't resolve"*) said='Name or service not known' ;;
                    esac
                fi
                case $address in
                    0.0.0.0 | ::) echo noname ;;
                    '') siaga_fault "$said" "$code" ;;
                    *) echo "ok $address" ;;
                esac
            }
            attempts=$1
            shift
            number=0
            children=
            for name; do
                number=$((number + 1))
                (
                    try=1
                    while :; do
                        answer=$(siaga_look_up "$name")
                        case $answer in ok*) break ;; esac
                        siaga_again "$attempts" || break
                    done
                    siaga_tried
                    echo "$number $answer"
                ) &
                children="$children $!"
            done
            wait $children
            """#
    )

    /// Reads the answers, which come in any order; every name must have been answered exactly once.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var lines = output.lines[...]
        guard let first = lines.popFirst(), first.hasPrefix("tool ") else { throw output.unreadable() }
        let answers = try output.numbered(lines, count: names.count) { words -> Answer? in
            if words.first == "ok", words.count == 2, let address = words.last, Self.isNumeric(address) {
                return .address(String(address))
            }
            return switch NetworkFault.read(words) {
            case .other(let code)?: .broken(exitCode: code)
            case let fault?: .failed(fault)
            case nil: nil
            }
        }
        return Reading(tool: first.dropFirst(5).description.safe(limit: 40), answers: answers)
    }

    /// Whether `text` is built as an IPv4 or IPv6 address (RFC 4291 §2.2) is.
    private static func isNumeric(_ text: Substring) -> Bool {
        let marks = text.contains(":") ? text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } : false
        let bytes = text.split(separator: ".", omittingEmptySubsequences: false).map {
            UInt8(digits: $0, in: 0...255)
        }
        return text.utf8.count <= 45 && (marks || (bytes.count == 4 && !bytes.contains(nil)))
    }
}
