extension Duration {
    /// Reads a tool's plain decimal number: digits, and a point (or the comma of another language) at most once.
    ///
    /// nil for everything else: signs, exponents, `nan`, more than 20 characters.
    ///
    /// - Parameters:
    ///   - text: The number.
    ///   - unit: How long 1 is.
    init?(decimal text: some StringProtocol, unit: Duration) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard 1...20 ~= text.utf8.count, parts.count <= 2,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "0"..."9" ~= $0 } }),
            let whole = Int64(parts[0]), whole <= 1 << 40
        else { return nil }
        // Nine digits after the point, exactly: a binary fraction would put 20 ms a little above its limit.
        let billionths = parts.count == 2 ? "\(parts[1])000000000".prefix(9) : "0"
        self = unit * whole + unit * (Int64(billionths) ?? 0) / 1_000_000_000
    }
}
