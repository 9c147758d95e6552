extension Int64 {
    /// The number that `digits` is; nil for anything but decimal digits, a sign included.
    init?(digits: some StringProtocol) {
        guard !digits.isEmpty,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.init(digits)
    }
}
