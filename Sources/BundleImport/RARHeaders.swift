import Glibc
import LocalFiles

/// What libarchive 3.6 does not say of a RAR 5 archive (RAR 5.0 archive format, "File header", its extra records).
///
/// Files stored as "the same as that one" (redirection, type 5) come from it as empty files, without a word; WinRAR makes
/// them where "identical files as references" is on. Files with a password come as damaged.
struct RARHeaders {
    /// The copies, and what each is a copy of; empty for other archives.
    private(set) var copies: [String: String] = [:]
    /// Whether a file or all names are locked with a password.
    private(set) var isLocked = false

    private static let signature: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]
    /// The most headers looked at; there is one for each entry.
    private static let mostHeaders = 1_000_000
    /// The longest header of the format.
    private static let longestHeader = 2 << 20

    /// Reads the headers of the archive at `path`; nothing is known of one that is no RAR 5.
    init(_ path: String) {
        guard OrdinaryFile.refusal(at: path) == nil, let file = fopen(path, "re") else { return }
        defer { fclose(file) }
        guard Self.bytes(8, of: file) == Self.signature else { return }
        for _ in 0..<Self.mostHeaders {
            guard let header = Self.header(of: file) else { return }
            if let copy = header.copy { copies[copy.path] = copy.target }
            // 4: all names are hidden. 5: the end.
            if header.isLocked || header.kind == 4 { isLocked = true }
            if header.kind == 4 || header.kind == 5 { return }
            guard fseek(file, header.dataSize, SEEK_CUR) == 0 else { return }
        }
    }

    private struct Header {
        let kind: UInt64
        let dataSize: Int
        var copy: (path: String, target: String)?
        var isLocked = false
    }

    private static func header(of file: UnsafeMutablePointer<FILE>) -> Header? {
        guard bytes(4, of: file) != nil else { return nil }
        var size: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard let byte = bytes(1, of: file)?.first, shift < 28 else { return nil }
            size |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte & 0x80 == 0 { break }
        }
        guard size <= longestHeader, var fields = bytes(Int(size), of: file).map({ $0[...] }),
            let kind = number(&fields), let flags = number(&fields)
        else { return nil }
        let extraSize = flags & 1 == 0 ? 0 : number(&fields) ?? 0
        let dataSize = flags & 2 == 0 ? 0 : number(&fields) ?? 0
        guard let data = Int(exactly: dataSize), let extra = Int(exactly: extraSize), extra <= fields.count
        else {
            return nil
        }
        var header = Header(kind: kind, dataSize: data)
        if kind == 2 { read(fields.dropLast(extra), fields.suffix(extra), into: &header) }
        return header
    }

    private static func read(
        _ file: ArraySlice<UInt8>,
        _ extra: ArraySlice<UInt8>,
        into header: inout Header
    ) {
        var file = file
        guard let flags = number(&file), number(&file) != nil, number(&file) != nil else { return }
        file = file.dropFirst((flags & 2 == 0 ? 0 : 4) + (flags & 4 == 0 ? 0 : 4))
        guard number(&file) != nil, number(&file) != nil, let path = text(&file) else { return }
        var records = extra
        while let size = number(&records), let count = Int(exactly: size), count <= records.count {
            var record = records.prefix(count)
            records = records.dropFirst(count)
            switch number(&record) {
            case 1: header.isLocked = true
            case 5:
                guard number(&record) == 5, number(&record) != nil, let target = text(&record) else {
                    continue
                }
                header.copy = (path, target)
            default: continue
            }
        }
    }

    /// A number in groups of seven bits, the lowest first.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }

    private static func text(_ bytes: inout ArraySlice<UInt8>) -> String? {
        guard let size = number(&bytes), let count = Int(exactly: size), count <= bytes.count else {
            return nil
        }
        defer { bytes = bytes.dropFirst(count) }
        return String(validating: bytes.prefix(count), as: UTF8.self)
    }

    private static func bytes(_ count: Int, of file: UnsafeMutablePointer<FILE>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return fread(&bytes, 1, count, file) == count ? bytes : nil
    }
}
