import RoomModel

/// How the shell fragments of the network facts name a fault, and how it is read.
enum NetworkFault {
    /// The shell function `siaga_fault SAID CODE`: one line with a word for what a tool printed and ended with.
    ///
    /// The sentences are those of `getaddrinfo(3)` and `connect(2)` in the C locale, of curl and of busybox.
    /// 28 is curl's code for a time-out; 124 and 143 are those of `timeout(1)` from coreutils and busybox.
    static let shell = #"""
        siaga_fault() {
            case $1 in
                *'ame or service not known'* | *'name resolution'* | *'ould not resolve'* | *'bad address'* | \
                    *'o address associated'* | *'unable to resolve'*) echo noname ;;
                *'onnection refused'*) echo refused ;;
                *'o route to host'* | *'etwork is unreachable'*) echo noroute ;;
                *'imed out'* | *'imeout'*) echo timeout ;;
                *)
                    case $2 in
                        28 | 124 | 143) echo timeout ;;
                        *) echo "other $2" ;;
                    esac
                    ;;
            esac
        }
        """#

    /// Reads the words of `siaga_fault`; nil when they make no sense.
    static func read(_ words: some Collection<Substring>) -> EndpointFailure.Fault? {
        let words = Array(words)
        switch (words.first, words.count) {
        case ("noname", 1): return .nameNotFound
        case ("refused", 1): return .refused
        case ("noroute", 1): return .noRoute
        case ("timeout", 1): return .timedOut
        case ("other", 2): return Int(digits: words[1], in: 0...255).map { .other($0) }
        default: return nil
        }
    }
}
