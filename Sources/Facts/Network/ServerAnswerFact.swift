public import RoomModel

/// What a web server answers to one GET, and how fast.
public struct ServerAnswerFact: Fact {
    /// Whom the PC takes for the server.
    public enum Trust: Hashable, Sendable {
        /// Whoever a certificate authority of the PC vouches for, under the name in the address.
        case authorities
        /// Whoever holds the key with this pin: base64 of the SHA-256 of its public key (RFC 7469 §2.4).
        case pinned(String)
        /// Whoever answers; the pin of its key is reported.
        case firstSeen
        /// Whoever answers.
        case anybody
    }

    /// What was found.
    public enum Reading: Hashable, Sendable {
        /// It answered with this HTTP status; the first byte came this long after the start.
        case answered(status: Int, after: Duration, pin: String?)
        /// It did not.
        case failed(EndpointFailure.Fault)
    }

    /// What is asked for; redirections are not followed.
    public let url: ServerURL
    /// Whom the PC takes for the server.
    public let trust: Trust
    /// An answer that begins later than this is asked for again; nil (the default): any answer will do.
    public let patience: Duration?
    /// How often it is tried, 1 to 3 (default 1).
    public let attempts: Int

    /// Creates the fact.
    public init(url: ServerURL, trust: Trust, patience: Duration? = nil, attempts: Int = 1) {
        self.url = url
        self.trust = trust
        self.patience = patience
        self.attempts = attempts
    }

    /// `net.server`.
    public static let id = "net.server"

    /// 28 seconds: three attempts of 8 and their pauses; the key of a server that answers costs another moment.
    public static let limit = Duration.seconds(28)

    /// It says how often it tried.
    public static let countsAttempts = true

    /// Address, host, port, kind of trust, pin, attempts, patience in milliseconds.
    public var arguments: [String] {
        let (kind, pin) =
            switch trust {
            case .authorities: ("authorities", "")
            case .pinned(let pin): ("pinned", pin)
            case .firstSeen: ("firstSeen", "")
            case .anybody: ("anybody", "")
            }
        return [
            url.description, url.endpoint.host.description, String(url.endpoint.port), kind, pin,
            String(attempts), patience.map { String($0.inMilliseconds) } ?? "",
        ]
    }

    /// curl; else GNU wget; else, where no key is compared, busybox's; else at least whether the port is open.
    ///
    /// No settings file, no proxy, no redirection: what is measured is this PC and this server. curl checks a pin
    /// with `-k` too, and with `-v` names the key it met; a pin nobody has makes it stop there. A port that is
    /// closed is proof enough that there is no answer; an open one proves nothing more, so that curl is missed. An
    /// answer is an answer, whatever it says, and so is a wrong key; silence, refusal and, by curl, a late answer are
    /// tried again.
    public static let fragments = Fragments(
        posix: NetworkFault.shell + "\n" + TCPConnect.shell + "\n" + Attempts.shell + #"""

            unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
            siaga_moment() {
                moment=$(date +%s.%N 2>/dev/null)
                case $moment in
                    *[!0-9.]* | *. | '') read -r moment _ </proc/uptime ;;
                esac
                echo "$moment"
            }
            siaga_curl() {
                curl -q -gsSv --noproxy '*' --proto '=http,https' --connect-timeout 4 --max-time 8 \
                    -o /dev/null -w 'http %{http_code} %{time_starttransfer}\n' "$@"
            }
            siaga_pin() {
                printf '%s\n' "$1" |
                    sed -n 's/^\* *public key hash: sha256\/\/\([A-Za-z0-9+/=]*\).*/pin \1/p' | head -n 1
            }
            siaga_is_late() {
                [ -n "$2" ] || return 1
                time=$(printf '%s\n' "$1" | sed -n 's/^http [0-9]* \([0-9]*[.,][0-9]*\)$/\1/p')
                [ -n "$time" ] || return 1
                part=${time#*[.,]}000
                part=${part%"${part#???}"}
                [ $((${time%%[.,]*} * 1000 + 1$part - 1000)) -gt "$2" ]
            }
            siaga_ask() {
                url=$1 host=$2 port=$3 trust=$4 pin=$5
                if command -v curl >/dev/null 2>&1; then
                    case $trust in
                        authorities) set -- ;;
                        pinned) set -- -k --pinnedpubkey "sha256//$pin" ;;
                        *) set -- -k ;;
                    esac
                    { said=$(siaga_curl "$@" --url "$url" 2>&1 >&3); code=$?; } 3>&1
                    echo "curl $code $(siaga_fault "$said" "$code")"
                    if [ "$trust" = firstSeen ] && [ "$code" = 0 ]; then
                        nobody=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                        said=$(siaga_curl -k --pinnedpubkey "sha256//$nobody" --url "$url" 2>&1 >/dev/null)
                    fi
                    siaga_pin "$said"
                    return 0
                fi
                limit=
                ! timeout 1 true 2>/dev/null || limit='timeout 8'
                set -- -S -O /dev/null
                if wget --version 2>/dev/null | grep -q 'GNU Wget'; then
                    set -- "$@" --no-config --no-proxy -T 5 --max-redirect=0 --tries=1
                    case $trust in
                        authorities) ;;
                        pinned) set -- "$@" --no-check-certificate --pinnedpubkey="sha256//$pin" ;;
                        *) set -- "$@" --no-check-certificate ;;
                    esac
                elif command -v wget >/dev/null 2>&1; then
                    case $trust,$url in
                        anybody,* | firstSeen,*) set -- "$@" --no-check-certificate ;;
                        *) set -- ;;
                    esac
                else
                    set --
                fi
                if [ $# -gt 0 ]; then
                    before=$(siaga_moment)
                    said=$($limit wget "$@" "$url" 2>&1)
                    code=$?
                    after=$(siaga_moment)
                    status=$(printf '%s\n' "$said" | sed -n 's/^ *HTTP\/[0-9.]* \([0-9]*\).*/\1/p' | head -n 1)
                    case $said in
                        *'pinned public key'*) fault=pin ;;
                        *) fault=$(siaga_fault "$said" "$code") ;;
                    esac
                    echo "wget ${status:-000} $before $after $fault"
                    return 0
                fi
                if siaga_can_connect; then
                    said=$(siaga_connect "$host" "$port" 5)
                    case $said in
                        ok* | other*) ;;
                        *) echo "tcp $said"; return 0 ;;
                    esac
                fi
                echo curl
                return 69
            }
            try=1
            while :; do
                said=$(siaga_ask "$@")
                code=$?
                [ "$code" = 0 ] || break
                case $said in
                    *'curl 0 '*) siaga_is_late "$said" "$7" || break ;;
                    *'curl 90 '* | *' pin') break ;;
                    'wget 000 '*) ;;
                    'wget '*) break ;;
                esac
                siaga_again "$6" || break
            done
            [ "$code" != 0 ] || siaga_tried
            [ -z "$said" ] || printf '%s\n' "$said"
            return "$code"
            """#
    )

    /// Reads what curl, wget or the bare connection said.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        let lines = output.lines.map { $0.split(separator: " ") }
        guard let first = lines.first else { throw output.unreadable() }
        let reading: Reading? =
            switch first.first {
            case "http": try curl(lines, output)
            case "wget" where lines.count == 1: try wget(first)
            case "tcp" where lines.count == 1: NetworkFault.read(first.dropFirst()).map { .failed($0) }
            default: nil
            }
        guard let reading else { throw output.unreadable() }
        return reading
    }

    /// `http STATUS SECONDS`, `curl CODE FAULT`, and perhaps `pin PIN` (codes: `libcurl-errors(3)`).
    private func curl(_ lines: [[Substring]], _ output: PosixOutput) throws(Unmeasured) -> Reading? {
        guard 2...3 ~= lines.count, lines[0].count == 3, lines[1].count >= 3, lines[1][0] == "curl",
            let status = Int(digits: lines[0][1], in: .counts),
            let after = Duration(decimal: lines[0][2], unit: .seconds(1)),
            let code = Int(digits: lines[1][1], in: 0...255),
            let fault = NetworkFault.read(lines[1].dropFirst(2))
        else { return nil }
        switch code {
        case 0:
            guard 100...599 ~= status, after < .seconds(60) else { return nil }
            let pin =
                lines.count == 3 && lines[2].count == 2 && lines[2][0] == "pin" ? String(lines[2][1]) : nil
            guard lines.count == 2 || pin?.utf8.count == 44 else { return nil }
            return .answered(status: status, after: after, pin: pin)
        case 90: return .failed(.certificateChanged)
        case 35, 51, 53, 54, 58, 59, 60, 66, 80, 82, 83, 91: return .failed(.tls)
        case 77: throw Unmeasured(.needs(["ca-certificates"]))
        // Protocol, option or feature this curl was not built with, or it could not be started.
        case 2, 3, 4, 27, 48, 126...: throw Unmeasured(.failed(exitCode: code))
        default: return .failed(fault)
        }
    }

    /// `wget STATUS BEFORE AFTER FAULT` (codes: `wget(1)`, Exit Status).
    private func wget(_ words: [Substring]) throws(Unmeasured) -> Reading? {
        guard words.count >= 5, let status = Int(digits: words[1], in: .counts),
            let before = Duration(decimal: words[2], unit: .seconds(1)),
            let after = Duration(decimal: words[3], unit: .seconds(1)), after >= before
        else { return nil }
        if words[4] == "pin" { return .failed(.certificateChanged) }
        guard let fault = NetworkFault.read(words.dropFirst(4)) else { return nil }
        switch (status, fault) {
        case (100...599, _): return .answered(status: status, after: after - before, pin: nil)
        case (0, .other(5)): return .failed(.tls)
        case (0, .other(let code)) where code != 4 && code != 8: throw Unmeasured(.failed(exitCode: code))
        case (0, let fault): return .failed(fault)
        default: return nil
        }
    }
}
