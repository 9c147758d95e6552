import RoomModel

/// Opening a TCP connection and closing it again: the one way all network facts share.
enum TCPConnect {
    /// What one attempt found.
    enum Attempt: Hashable, Sendable {
        /// The port is open; how long the connecting took, where the tool can tell.
        case connected(Duration?)
        /// It is not.
        case failed(EndpointFailure.Fault)
    }

    /// The tools, one of which is needed.
    static let tools = ["curl", "bash", "nc"]

    /// The shell functions `siaga_can_connect`, to be asked first, and `siaga_connect HOST PORT SECONDS`.
    ///
    /// bash opens the port without sending a byte, so it comes first; where it was built without `/dev/tcp` (its
    /// message is then "No such file"), is older than 5.0 and has no clock, or `timeout` is missing, curl asks for a
    /// page and tells when the connection stood; `nc -z` knows no times. `siaga_connect` prints `ok BEFORE AFTER` in seconds, `ok`, or a line of
    /// `siaga_fault`.
    static let shell = #"""
        siaga_can_connect() {
            timely=
            ! timeout 1 true 2>/dev/null || timely=yes
            command -v curl >/dev/null 2>&1 && return
            [ -n "$timely" ] && bash -c : >/dev/null 2>&1 && return
            nc -h 2>&1 | grep -q -e '-z'
        }
        siaga_connect() {
            if [ -n "$timely" ]; then
                said=$(timeout "$3" bash -c '
                    before=$EPOCHREALTIME
                    exec 3<>"/dev/tcp/$0/$1" || exit 1
                    echo "ok $before $EPOCHREALTIME"
                ' "$1" "$2" 2>&1)
                code=$?
                case $code,$said in
                    0,'ok  ') command -v curl >/dev/null 2>&1 || { echo ok; return; } ;;
                    0,'ok '*) echo "$said"; return ;;
                    127,* | *'No such file'*) ;;
                    *) siaga_fault "$said" "$code"; return ;;
                esac
            fi
            if command -v curl >/dev/null 2>&1; then
                case $1 in
                    *:*) url="http://[$1]:$2/" ;;
                    *) url="http://$1:$2/" ;;
                esac
                said=$(curl -q -gsSv --noproxy '*' --connect-timeout "$3" --max-time "$3" -o /dev/null \
                    -w '\nok %{time_namelookup} %{time_connect}\n' "$url" 2>&1)
                code=$?
                times=$(printf '%s\n' "$said" | sed -n 's/^ok [0-9.,]* [0-9.,]*$/&/p' | tail -n 1)
                case ${times##* } in
                    '' | 0 | 0[.,]000 | 0[.,]000000) siaga_fault "$said" "$code" ;;
                    *) echo "$times" ;;
                esac
                return
            fi
            said=$(nc -z -v -w "$3" "$1" "$2" 2>&1)
            code=$?
            if [ "$code" = 0 ]; then echo ok; else siaga_fault "$said" "$code"; fi
        }
        """#

    /// Reads the words `siaga_connect` printed; nil when they make no sense.
    static func read(_ words: ArraySlice<Substring>) -> Attempt? {
        guard words.first == "ok" else { return NetworkFault.read(words).map { .failed($0) } }
        let times = words.dropFirst().map { Duration(decimal: $0, unit: .seconds(1)) }
        switch times.count {
        case 0: return .connected(nil)
        case 2:
            guard let before = times[0], let after = times[1], after >= before, after - before < .seconds(60)
            else { return nil }
            return .connected(after - before)
        default: return nil
        }
    }
}
