import Foundation
import TestRoom
import Testing

@testable import BundleImport

/// Sizes in headers of archives and of servers' answers that nothing has.
@Suite struct ExtremeHeaderTests {
    /// `number` as RAR 5 writes it: groups of seven bits, the lowest first.
    private static func variable(_ number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = number
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    private static let numbers: [UInt64] = [
        0, 1, 0x7F, 1 << 31, 1 << 32, 1 << 53, 1 << 62, 1 << 63 - 1, 1 << 63, .max,
    ]

    @Test(arguments: numbers)
    func `a RAR whose header says any size is read to where it makes sense`(_ number: UInt64) async throws {
        let wild = Self.variable(number)
        // Kind, flags (1: extra data, 2: data), then the sizes; a file's own fields behind them.
        let headers: [[UInt8]] = [
            [2, 3] + wild + wild, [2, 1] + wild + [0, 0, 0, 0, 0, 1, 0x61],
            [2, 2] + wild + [0, 0, 0, 0, 0, 1, 0x61],
            [2, 1, 3] + [0, 0, 0, 0, 0] + wild + [0x61] + wild + [5, 5], [2, 0] + wild + wild + wild + wild,
            wild + [3] + wild + wild, [5, 0],
        ]
        try await ScratchFolder.with { folder in
            for (index, header) in headers.enumerated() {
                for size in [Self.variable(UInt64(header.count)), wild] {
                    let path = "\(folder.path)/\(index)-\(size.count).rar"
                    let signature: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x01, 0x00]
                    try Data(signature + [0, 0, 0, 0] + size + header).write(to: URL(filePath: path))
                    #expect(RARHeaders(path).copies.isEmpty)
                }
            }
        }
    }

    @Test(arguments: [
        ("9223372036854775807", Int64.max), ("9223372036854775808", nil), ("-1", nil), ("+1", nil),
        ("1e3", nil),
        ("-9223372036854775808", nil), ("0", 0), ("", nil),
    ])
    func `a server's length is believed where it is a number`(_ text: String, _ length: Int64?) {
        var headers = ResponseHeaders()
        headers.add("HTTP/1.1 206 Partial Content")
        headers.add("Content-Length: \(text)")
        headers.add("Content-Range: bytes \(text)-\(text)/\(text)")
        #expect(headers.length == length)
        #expect(headers.range?.total == length)
    }
}
