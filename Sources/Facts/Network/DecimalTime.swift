import RoomModel

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
            let whole = Int64(digits: parts[0], in: 0...1 << 40)
        else { return nil }
        // Nine digits after the point, exactly: a binary fraction would put 20 ms a little above its limit.
        let fraction = parts.count == 2 ? "\(parts[1])000000000".prefix(9) : "0"
        guard
            parts.count == 1
                || (!parts[1].isEmpty && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }),
            let billionths = Int64(digits: fraction, in: 0...999_999_999)
        else { return nil }
        self = unit * whole + unit * billionths / 1_000_000_000
    }
}
