/// Bytes that do not repeat and do not compress.
public enum Noise {
    /// Noise: SplitMix64 (Steele, Lea and Flood, 2014), eight bytes at a time, since tests run without optimisation.
    ///
    /// - Parameters:
    ///   - count: How many bytes.
    ///   - seed: Other noise for another one; the same for the same.
    /// - Returns: The bytes.
    public static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        return [UInt8](unsafeUninitializedCapacity: count + 8) { buffer, initialized in
            let words = UnsafeMutableRawBufferPointer(buffer)
            for offset in stride(from: 0, to: count, by: 8) {
                state &+= 0x9E37_79B9_7F4A_7C15
                var word = state
                word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
                words.storeBytes(of: word ^ (word >> 31), toByteOffset: offset, as: UInt64.self)
            }
            initialized = count
        }
    }
}
