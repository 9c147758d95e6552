public import RoomModel

/// How long packets take to a host and back, and how many are lost.
public struct RoundTripsFact: Fact {
    /// What was measured.
    public struct Reading: Hashable, Sendable {
        /// What was sent.
        public enum Way: String, Hashable, Sendable {
            /// ICMP echo requests.
            case icmp
            /// TCP connections, because `ping` is missing, not allowed, or the host is silent to it.
            case tcp
        }

        /// What was sent.
        public let way: Way
        /// How many were sent.
        public let sent: Int
        /// The times of those that came back.
        public let times: [Duration]
        /// Why the last one did not come back, where something said so.
        public let fault: EndpointFailure.Fault?
    }

    /// The host, and the port for TCP.
    public let endpoint: Endpoint
    /// How many probes: 1 to 20.
    public let probes: Int
    /// With fewer replies than this all probes are sent again; 0 (the default): never.
    public let needed: Int
    /// How often it is tried, 1 to 3 (default 1).
    public let attempts: Int

    /// Creates the fact.
    public init(endpoint: Endpoint, probes: Int, needed: Int = 0, attempts: Int = 1) {
        self.endpoint = endpoint
        self.probes = probes
        self.needed = needed
        self.attempts = attempts
    }

    /// `net.quality`.
    public static let id = "net.quality"

    /// 25 seconds: three attempts of 20 probes of ICMP take 6 s each, and TCP after a silence gives up after three
    /// losses of 2 s.
    public static let limit = Duration.seconds(25)

    /// It says how often it tried.
    public static let countsAttempts = true

    /// Host, port, number, replies needed, attempts.
    public var arguments: [String] {
        [endpoint.host.description, String(endpoint.port), String(probes), String(needed), String(attempts)]
    }

    /// Five probes a second, the fastest `ping(8)` allows everybody.
    ///
    /// A `ping` that cannot reach the PC itself (no right, an option it lacks) is not used. A host silent to ICMP is
    /// tried by TCP before the cable is blamed: Windows' firewall drops echo requests by default. Where some replies came
    /// and too few, all probes are sent again; a host that is wholly silent has been asked often enough.
    public static let fragments = Fragments(
        posix: NetworkFault.shell + "\n" + TCPConnect.shell + "\n" + Attempts.shell + #"""

            case $(uname -s) in
                Darwin) patience=1000 ;;
                *) patience=1 ;;
            esac
            for ping in 'ping -n' ping 'busybox ping'; do
                $ping -c 1 -i 0.2 -W $patience 127.0.0.1 >/dev/null 2>&1 && break
                ping=
            done
            said=
            try=1
            if [ -n "$ping" ]; then
                times=
                while :; do
                    said=$($ping -c "$3" -i 0.2 -W $patience "$1" 2>&1)
                    seen=$(printf '%s\n' "$said" |
                        sed -n 's/^[0-9]* bytes from .*seq=\([0-9]*\) .*time=\([0-9.]*\) ms.*/\1 \2/p')
                    [ -n "$seen" ] || break
                    times=$seen
                    came=0
                    for word in $times; do came=$((came + 1)); done
                    [ $((came / 2)) -lt "$4" ] || break
                    siaga_again "$5" || break
                done
                if [ -n "$times" ]; then
                    siaga_tried
                    printf 'icmp %s\n%s\n' "$3" "$times"
                    return 0
                fi
            fi
            if siaga_can_connect; then
                while :; do
                    number=0
                    lost=0
                    answers=
                    while [ "$number" -lt "$3" ] && [ "$lost" -lt 3 ]; do
                        number=$((number + 1))
                        answer=$(siaga_connect "$1" "$2" 2)
                        case $answer in
                            ok) echo ping; echo curl; return 69 ;;
                            ok*) ;;
                            *) lost=$((lost + 1)) ;;
                        esac
                        answers="$answers
            $number $answer"
                    done
                    came=$((number - lost))
                    [ "$came" -gt 0 ] && [ "$came" -lt "$4" ] || break
                    siaga_again "$5" || break
                done
                siaga_tried
                echo "tcp $number$answers"
            elif [ -n "$ping" ]; then
                echo "icmp $3"
                echo "fault $(siaga_fault "$said" 124)"
            else
                echo ping
                echo curl
                return 69
            fi
            """#
    )

    /// Reads the times.
    ///
    /// A reply that comes twice counts once; more replies than probes make no sense.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var lines = output.lines[...]
        guard let head = lines.popFirst()?.split(separator: " "), head.count == 2,
            let way = Reading.Way(rawValue: String(head[0])),
            let sent = Int(digits: head[1], in: 1...max(1, probes))
        else { throw output.unreadable() }
        switch way {
        case .icmp:
            guard sent == probes else { throw output.unreadable() }
            return try echoes(lines, output)
        case .tcp:
            let attempts = try output.numbered(lines, count: sent, read: TCPConnect.read)
            return try connections(attempts, output)
        }
    }

    private func echoes(_ lines: ArraySlice<String>, _ output: PosixOutput) throws(Unmeasured) -> Reading {
        var times: [Int: Duration] = [:]
        var fault: EndpointFailure.Fault?
        for line in lines {
            let words = line.split(separator: " ")
            if words.first == "fault", let named = NetworkFault.read(words.dropFirst()) {
                fault = named
            } else if words.count == 2, let sequence = Int(digits: words[0], in: 0...max(0, probes)),
                let time = Duration(decimal: words[1], unit: .milliseconds(1))
            {
                times[sequence] = times[sequence] ?? time
            } else {
                throw output.unreadable()
            }
        }
        guard times.count <= probes else { throw output.unreadable() }
        return Reading(way: .icmp, sent: probes, times: Array(times.values), fault: fault)
    }

    private func connections(
        _ attempts: [TCPConnect.Attempt],
        _ output: PosixOutput
    ) throws(Unmeasured) -> Reading {
        var times: [Duration] = []
        var fault: EndpointFailure.Fault?
        for attempt in attempts {
            switch attempt {
            case .connected(let time?): times.append(time)
            case .connected(nil): throw output.unreadable()
            case .failed(.other(let code)): throw Unmeasured(.failed(exitCode: code))
            case .failed(let named): fault = named
            }
        }
        return Reading(way: .tcp, sent: attempts.count, times: times, fault: fault)
    }
}
