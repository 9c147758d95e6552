import LocalFiles
import RoomModel
import Testing

/// What is free on a disk, and when that is not enough.
@Suite struct DiskSpaceTests {
    @Test func `the system says what is free, and nothing of a path that is not there`() {
        #expect(DiskSpace.free(at: "/") != nil)
        #expect(DiskSpace.free(at: "/nonexistent/folder") == nil)
    }

    @Test(arguments: [
        (free: Int64(100), bytes: Int64(40), kept: Int64(60), isEnough: true), (100, 41, 60, false),
        (100, 0, 100, true), (100, 0, 101, false), (0, 0, 0, true), (0, 1, 0, false),
        (100, .max, .max, false),
    ])
    func `bytes to come and what stays free fit together, or both numbers are told`(
        free: Int64,
        bytes: Int64,
        kept: Int64,
        isEnough: Bool
    ) {
        let (free, bytes, kept) = (ByteCount(bytes: free), ByteCount(bytes: bytes), ByteCount(bytes: kept))
        let shortage = DiskSpace(keeping: kept) { _ in free }.shortage(for: bytes, at: "/")
        #expect(shortage == (isEnough ? nil : DiskShortage(needs: bytes, free: free, kept: kept)))
    }

    @Test func `a disk that does not say is no reason to refuse`() {
        #expect(DiskSpace { _ in nil }.shortage(for: .most, at: "/") == nil)
    }
}
