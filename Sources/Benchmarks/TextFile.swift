import Glibc

/// Reads and writes the benchmark's small files.
enum TextFile {
    static func read(_ path: String) throws(BenchmarkError) -> String {
        guard let file = fopen(path, "r") else { throw BenchmarkError("`\(path)` cannot be read") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    static func write(_ bytes: [UInt8], to path: String) throws(BenchmarkError) {
        guard let file = fopen(path, "w") else { throw BenchmarkError("`\(path)` cannot be written") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw BenchmarkError("`\(path)` cannot be written")
        }
    }

    static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws(BenchmarkError) {
        guard let file = fopen(path, "w") else { throw BenchmarkError("`\(path)` cannot be written") }
        defer { fclose(file) }
        guard fputs(text, file) >= 0, fchmod(fileno(file), mode) == 0 else {
            throw BenchmarkError("`\(path)` cannot be written")
        }
    }
}
