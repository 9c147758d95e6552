import Glibc
import LocalFiles

/// Whether a file says of itself, or by its name, that it is one of several parts of an archive.
///
/// By its first bytes and, where it is a ZIP, its last ones: what was only cut says nothing of parts.
enum ArchivePart {
    /// Looks at the file at `path`; blocks on the disk.
    static func isOne(_ path: String) -> Bool {
        guard OrdinaryFile.refusal(at: path) == nil, let file = fopen(path, "re") else { return false }
        defer { fclose(file) }
        let head = bytes(32, of: file)
        if isRAR(head) || isZIP(head, file) { return true }
        // Further parts of 7-Zip, ZIP and old RAR begin anywhere, and the first of a cut 7-Zip looks like any other.
        return isNumbered(path)
    }

    /// RAR 4: MHD_VOLUME (0x0001) in the flags of the archive header, 3 bytes behind the signature of 7. RAR 5: 0x0001 in the
    /// archive flags of the main header (RAR 5.0 archive format, "Main archive header").
    private static func isRAR(_ head: [UInt8]) -> Bool {
        if head.starts(with: [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00]) {
            return head.count > 11 && head[9] == 0x73 && head[10] & 1 != 0
        }
        guard head.starts(with: [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]) else { return false }
        var rest = head.dropFirst(12)
        guard number(&rest) != nil, number(&rest) == 1, let flags = number(&rest) else { return false }
        if flags & 1 != 0, number(&rest) == nil { return false }
        if flags & 2 != 0, number(&rest) == nil { return false }
        return number(&rest).map { $0 & 1 != 0 } ?? false
    }

    /// The mark of a split archive in front of the first part (APPNOTE.TXT 4.4.1.5, 8.5.3), or the number of the disk in the
    /// record that ends the last one (4.3.16).
    private static func isZIP(_ head: [UInt8], _ file: UnsafeMutablePointer<FILE>) -> Bool {
        if head.starts(with: [0x50, 0x4B, 0x07, 0x08]) { return true }
        guard fseek(file, 0, SEEK_END) == 0, case let size = ftell(file), size >= 22 else { return false }
        guard fseek(file, max(0, size - 22 - 0xFFFF), SEEK_SET) == 0 else { return false }
        let tail = bytes(min(size, 22 + 0xFFFF), of: file)
        guard let end = tail.lastRange(of: [0x50, 0x4B, 0x05, 0x06])?.lowerBound, end + 22 <= tail.count
        else {
            return false
        }
        let disk = Int(tail[end + 4]) | Int(tail[end + 5]) << 8
        let comment = Int(tail[end + 20]) | Int(tail[end + 21]) << 8
        return (1..<0xFFFF).contains(disk) && end + 22 + comment == tail.count
    }

    /// `app.7z.002`, `app.zip.001`, `app.z01`, `app.r00`.
    private static func isNumbered(_ path: String) -> Bool {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        return name.wholeMatch(of: /.*\.(7z|zip|rar|tar)\.[0-9]{2,4}|.*\.[zr][0-9]{2,3}/) != nil
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

    private static func bytes(_ count: Int, of file: UnsafeMutablePointer<FILE>) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = fread(&bytes, 1, count, file)
        return Array(bytes.prefix(read))
    }
}

extension [UInt8] {
    fileprivate func lastRange(of needle: [UInt8]) -> Range<Int>? {
        guard count >= needle.count else { return nil }
        for start in stride(from: count - needle.count, through: 0, by: -1)
        where self[start] == needle[0] && self[start..<start + needle.count].elementsEqual(needle) {
            return start..<start + needle.count
        }
        return nil
    }
}
