/// A file on a Windows PC whose name says what is in it.
///
/// A repeated scan then needs no upload: a file of that name *is* that file. It lies in the login folder, beside
/// which Win32-OpenSSH starts every command.
struct ContentNamedFile: Hashable, Sendable {
    /// `siaga-` + 16 hexadecimal digits + the ending: plain letters, digits, `-` and `.`.
    let name: String
    /// The contents, ASCII.
    let bytes: [UInt8]

    /// Names `text` by its contents.
    ///
    /// - Parameters:
    ///   - text: The contents.
    ///   - ending: What the name ends with, without a dot.
    init(_ text: String, ending: String) {
        bytes = Array(text.utf8)
        let digits = String(Self.fingerprint(of: bytes), radix: 16)
        name = "siaga-" + String(repeating: "0", count: 16 - digits.count) + digits + "." + ending
    }

    /// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): tells versions of our own files apart; it is no protection against forgery.
    ///
    /// Whoever can write into the login folder can change a file under any name, however strong its hash.
    ///
    /// - Parameter bytes: Any bytes.
    /// - Returns: Their hash.
    static func fingerprint(of bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
