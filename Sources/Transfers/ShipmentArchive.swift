import Bundles
import Glibc
import Remoting

/// The files of a shipment as a `tar` archive that is made as it is sent (POSIX.1-2017, pax, "ustar Interchange
/// Format"); each entry has the name it is staged under.
///
/// A request to stop ends the archive behind the file under way, as a whole archive.
actor ShipmentArchive: ByteSource {
    /// What is sent of one file.
    struct Part: Hashable, Sendable {
        let file: Shipment.File
        /// How much of it is there already.
        let offset: Int64

        /// What the entry is called: the rest of a file that is there in part has a name of its own.
        var name: String { offset == 0 ? file.stagedName : "\(file.stagedName).more" }
        /// The bytes to send.
        var size: Int64 { file.size - offset }
    }

    /// How much is read at once.
    private static let pieceSize = 256 << 10
    private static let block = 512

    private let parts: [Part]
    private let stop: StopSignal
    private let meter: TransferMeter
    private var next = 0
    private var open: (file: Descriptor, part: Part, left: Int64)?
    private var hasEnded = false
    /// What goes before everything else.
    private var pending: [UInt8]
    private let executor = QueueExecutor(label: "siaga.archive")

    /// The executor that keeps file work off the cooperative pool.
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// An archive of `parts`, with `preface` in front of it.
    init(_ parts: [Part], preface: [UInt8], meter: TransferMeter, stop: StopSignal) {
        self.parts = parts
        self.stop = stop
        self.meter = meter
        pending = preface
    }

    func next() async throws(TransportError) -> [UInt8]? {
        var piece = pending
        pending = []
        while piece.count < Self.pieceSize, !hasEnded {
            if open == nil { try begin(&piece) } else { try read(&piece) }
        }
        return piece.isEmpty ? nil : piece
    }

    /// Begins the next file, or ends the archive.
    private func begin(_ piece: inout [UInt8]) throws(TransportError) {
        guard next < parts.count, !stop.isRequested else {
            hasEnded = true
            // Two blocks of zeroes end it.
            piece += [UInt8](repeating: 0, count: 2 * Self.block)
            return meter.compare()
        }
        let part = parts[next]
        next += 1
        let file = try Descriptor(sending: part.file.source, from: part.offset)
        piece += Self.header(name: part.name, size: part.size, mode: part.file.mode)
        open = (file, part, part.size)
    }

    /// Reads on in the file that is open; it is closed at its end.
    private func read(_ piece: inout [UInt8]) throws(TransportError) {
        guard let (file, part, left) = open else { return }
        guard left > 0 else {
            piece += [UInt8](repeating: 0, count: Int(-part.size & Int64(Self.block - 1)))
            open = nil
            return
        }
        let wanted = Int(min(left, Int64(Self.pieceSize)))
        var count = 0
        let start = piece.count
        piece += [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            count = file.read(into: UnsafeMutableRawBufferPointer(buffer))
            filled = max(0, count)
        }
        guard count > 0 else {
            throw .unreadable(
                part.file.source,
                count < 0 ? BundleError.systemReason : "it has become shorter while it was being sent"
            )
        }
        open = (file, part, left - Int64(piece.count - start))
        meter.move(Int64(count))
    }

    /// One header block: an ordinary file of root's, without a time.
    static func header(name: String, size: Int64, mode: String) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        func octal(_ value: Int64, digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        put(name, at: 0)
        put(octal(Int64(mode, radix: 8) ?? 0o644, digits: 7), at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        if size < 1 << 33 {
            put(octal(size, digits: 11), at: 124)
        } else {
            // 8 GiB and more: binary, marked by the first bit (GNU tar, "Archive Format").
            block[124] = 0x80
            for byte in 0..<8 { block[135 - byte] = UInt8(truncatingIfNeeded: size >> (8 * byte)) }
        }
        put("00000000000", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = block.reduce(0) { $0 + Int64($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        return block
    }
}
