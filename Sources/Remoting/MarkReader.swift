#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Captures a stream, or hands it on, up to the mark that proves its end.
///
/// The mark may be cut anywhere between pieces, so the last bytes are held back until it is clear what they are.
struct MarkReader: Sendable {
    /// What the end looks like.
    enum Mark: Hashable, Sendable {
        /// A newline that the wrapper put there, then this text; both are left out of the capture.
        case own(String)
        /// A line that begins with this text; it belongs to the output.
        case line(String)
    }

    private let mark: Mark?
    private let needle: [UInt8]
    private var held: [UInt8] = []
    /// A newline before the first byte, which no output holds, lets a mark be the first line.
    private var startIsHeld: Bool
    private var rest: [UInt8] = []
    private var isFound = false
    private(set) var capture: OutputCapture
    /// What is to be handed on and was not yet; nil where the stream is captured.
    private var passing: [UInt8]?
    /// The longest rest of a mark's line.
    private static let restLimit = 4_096

    /// The mark's line behind the mark, once it is whole.
    private(set) var proof: String?

    init(_ mark: Mark?, limit: Int, isPassedOn: Bool = false) {
        self.mark = mark
        passing = isPassedOn ? [] : nil
        needle =
            switch mark {
            case .own(let text), .line(let text): Array("\n\(text)".utf8)
            case nil: []
            }
        if case .line = mark { startIsHeld = true } else { startIsHeld = false }
        if startIsHeld { held = [UInt8(ascii: "\n")] }
        capture = OutputCapture(limit: limit)
    }

    var isComplete: Bool { proof != nil }

    mutating func append(_ piece: UnsafeRawBufferPointer) {
        guard !isFound else { return readRest(piece[...]) }
        guard mark != nil else { return store(piece) }
        let joined = held + piece
        if let start = joined.firstIndex(of: needle) {
            isFound = true
            held = []
            if case .line = mark {
                keep(joined[..<start] + needle)
            } else {
                keep(joined[..<start])
            }
            joined[(start + needle.count)...].withUnsafeBytes { readRest($0[...]) }
        } else {
            let count = min(joined.count, needle.count - 1)
            keep(joined[..<(joined.count - count)])
            held = Array(joined.suffix(count))
        }
    }

    private mutating func readRest(_ piece: Slice<UnsafeRawBufferPointer>) {
        guard proof == nil else { return }
        let line = piece.prefix { $0 != UInt8(ascii: "\n") }
        rest.append(contentsOf: line.prefix(Self.restLimit - rest.count))
        let isWhole = line.count < piece.count
        if case .line = mark { store(isWhole ? piece[...line.endIndex] : line) }
        if isWhole { proof = String(decoding: rest, as: UTF8.self) }
    }

    /// The stream has ended: what was held back is output.
    mutating func end() {
        guard !isFound else { return }
        keep(held[...])
        held = []
    }

    /// What has come for whoever reads the stream as it comes, since the last time.
    mutating func takePassing() -> [UInt8] {
        guard let bytes = passing else { return [] }
        passing = []
        return bytes
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard startIsHeld, !bytes.isEmpty else { return store(bytes) }
        startIsHeld = false
        store(bytes.dropFirst())
    }

    private mutating func store(_ bytes: some Collection<UInt8>) {
        if passing == nil { capture.append(bytes) } else { passing?.append(contentsOf: bytes) }
    }
}

extension [UInt8] {
    /// Where `needle`, which begins with a newline, begins first.
    ///
    /// By memchr(3): a large stream goes through here, and in binary data every 256th byte is a newline.
    fileprivate func firstIndex(of needle: [UInt8]) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = 0
            while start + needle.count <= bytes.count {
                let last = bytes.count - needle.count
                guard let newline = memchr(base + start, CInt(needle[0]), last - start + 1) else {
                    return nil
                }
                let index = UnsafeRawPointer(newline) - base
                if memcmp(newline, needle, needle.count) == 0 { return index }
                start = index + 1
            }
            return nil
        }
    }
}
