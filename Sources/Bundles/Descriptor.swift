import Glibc
package import LocalFiles

/// An open file, closed when nobody holds it any more.
package final class Descriptor {
    package let number: CInt

    package init?(_ number: CInt) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    /// Opens an ordinary file.
    ///
    /// - Throws: What ``OrdinaryFile`` says of it.
    package init(
        opening path: String,
        _ flags: CInt,
        mode: UInt32 = 0o600
    ) throws(OrdinaryFile.Refusal) {
        number = try OrdinaryFile.open(path, flags, mode: mode)
    }

    deinit { close(number) }

    /// Writes all of `bytes`; false with errno(3) set.
    package func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(number, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            written += count
        }
        return true
    }

    /// Reads what fits; 0 at the end, negative with errno(3) set.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count
        }
    }
}
