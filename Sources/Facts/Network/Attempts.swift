import RoomModel

/// Trying again before a network is blamed: one lost packet on a busy morning is no broken PC.
enum Attempts {
    /// The shell functions `siaga_again MOST`, whether there is another attempt after a second's pause, and
    /// `siaga_tried`, which says how many there were.
    ///
    /// Both count in `try`, which begins with 1. A second is what TCP itself waits before it repeats a SYN (RFC 6298 §2).
    static let shell = #"""
        siaga_again() {
            [ "$try" -lt "$1" ] || return 1
            try=$((try + 1))
            sleep 1 2>/dev/null
            return 0
        }
        siaga_tried() { [ "$try" -le 1 ] || echo "attempts $try"; }
        """#
}

extension PosixOutput {
    /// The output without its lines `attempts N`, and the largest of these numbers; nil where there is none.
    ///
    /// What is no number from 2 to 9 stays a line, which the fact then refuses.
    func separatingAttempts() -> (output: PosixOutput, attempts: Int?) {
        var rest: [String] = []
        var most: Int?
        for line in lines {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            if words.count == 2, words[0] == "attempts", let count = Int(digits: words[1], in: 2...9) {
                most = max(most ?? 0, count)
            } else {
                rest.append(line)
            }
        }
        return (PosixOutput(lines: rest, exitCode: exitCode), most)
    }
}
