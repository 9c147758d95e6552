/// Reads the server's first lines before libssh2 does (RFC 4253 §4.2): what is not SSH is named by its own bytes.
package struct IdentificationWatch: Sendable {
    /// The most bytes a server may send before its identification.
    static let byteLimit = 64 << 10
    /// The most lines a server may send before its identification.
    static let lineLimit = 50
    /// How many first bytes are kept.
    static let keptBytes = 256

    /// Where the reading stands.
    package enum State: Hashable, Sendable {
        /// No identification line yet.
        case waiting
        /// The line that began with `SSH-`, without its line end.
        case identified(String)
        /// More than a server that speaks SSH would say.
        case babble
    }

    /// Where the reading stands.
    package private(set) var state = State.waiting
    /// The first bytes the server sent, at most 256.
    package private(set) var firstBytes: [UInt8] = []
    private var line: [UInt8] = []
    private var byteCount = 0
    private var lineCount = 0

    package init() {}

    mutating func watch(_ bytes: UnsafeRawBufferPointer) {
        guard state == .waiting else { return }
        for index in 0..<bytes.count {
            let byte = unsafe bytes[index]
            byteCount += 1
            if firstBytes.count < Self.keptBytes { firstBytes.append(byte) }
            if byte == UInt8(ascii: "\n") {
                endLine()
            } else if line.count <= Self.keptBytes {
                line.append(byte)
            }
            if state == .waiting, byteCount > Self.byteLimit || lineCount > Self.lineLimit { state = .babble }
            guard state == .waiting else { return }
        }
    }

    private mutating func endLine() {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        if line.starts(with: "SSH-".utf8) {
            state = .identified(String(decoding: line, as: UTF8.self))
        }
        lineCount += 1
        line = []
    }
}
