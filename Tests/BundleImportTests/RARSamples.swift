import TestRoom

/// RAR archives, which nothing on Debian can make: the test data of `rarfile`, from PyPI.
enum RARSamples {
    /// The folder with the archives.
    static func folder() throws -> String { try PythonPackages().source(of: "rarfile") + "/test/files" }
}
