#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder of the shape of a real exam app, filled with noise: for tests, the demo and the benchmark.
///
/// ExamBrowser 26.0222 has 908 files of 194 MB, one of them 126 MB. Noise does not compress, which no real app is as bad as.
public struct SampleApp: Sendable {
    /// One file.
    public struct File: Hashable, Sendable {
        /// From the folder on.
        public let path: String
        /// Its bytes.
        public let size: Int
    }

    /// What its `version.txt` says.
    public let version: String
    /// The files besides `version.txt`, the largest first.
    public let files: [File]
    private let seed: UInt64

    /// Creates the description.
    ///
    /// - Parameters:
    ///   - version: What `version.txt` says.
    ///   - share: All sizes times this; 1 (the default) is the real app's, 0.001 is enough for most tests.
    ///   - seed: Other noise for another one (default 1); the same for the same.
    ///   - count: How many files besides `version.txt`, the largest (default: all 907).
    public init(version: String = "26.0222", share: Double = 1, seed: UInt64 = 1, count: Int = 907) {
        self.version = version
        self.seed = seed
        let sizes: [(count: Int, size: Int)] = [
            (1, 126_000_000), (6, 5_000_000), (1, 1_000_000), (59, 300_000), (840, 23_800),
        ]
        var files: [File] = []
        for (count, size) in sizes {
            for _ in 0..<count {
                let path = Self.path(files.count)
                files.append(File(path: path, size: Int(Double(size) * share)))
            }
        }
        self.files = Array(files.prefix(count))
    }

    private static func path(_ number: Int) -> String {
        switch number {
        case 0: "Application/service/elekbrowser/elekbrowser.exe"
        case 1: "ExamBrowser.exe"
        case 2: "Application/runningexam.exe"
        case 3: "Application/service/ExamServices.exe"
        case 4: "Application/service/ExamCam.exe"
        case 5: "Application/LibraryExam.dll"
        case 6: "setting_exambro.json"
        case ..<68: "Application/service/lib\(number).dll"
        case ..<120: "Application/service/elekbrowser/locales/\(number).pak"
        default: "Application/service/elekbrowser/resources/part \(number % 40)/asset \(number).bin"
        }
    }

    /// The bytes of all files, `version.txt` left out.
    public var size: Int { files.reduce(0) { $0 + $1.size } }

    /// Writes the folder; blocks on the disk.
    ///
    /// - Parameter folder: An empty folder that exists.
    /// - Throws: What the system says.
    public func write(into folder: String) throws {
        try Self.write(Array("\(version)\n".utf8), to: "\(folder)/version.txt")
        var made: Set<String> = []
        for (number, file) in files.enumerated() {
            let parts = file.path.split(separator: "/").dropLast()
            for count in parts.indices {
                let path = parts[...count].joined(separator: "/")
                if made.insert(path).inserted { mkdir("\(folder)/\(path)", 0o755) }
            }
            try Self.write(noise(of: number), to: "\(folder)/\(file.path)")
        }
    }

    /// The bytes of a file: its own row of noise for each.
    ///
    /// - Parameter number: The file's place in ``files``.
    /// - Returns: The bytes.
    public func noise(of number: Int) -> [UInt8] {
        Noise.bytes(
            files[number].size,
            seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number) &* 0xD6E8_FEB8_6659_FD93
        )
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "w") else {
            throw ServerProcess.Failure(description: "\(path) cannot be written")
        }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw ServerProcess.Failure(description: "\(path) cannot be written")
        }
    }
}
