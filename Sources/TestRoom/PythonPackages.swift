#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Programs and samples from PyPI that Siaga is compared with: one virtual environment in the project's `.build` folder,
/// made by `packaging/install-python` before any test runs, so that no test waits for a package feed.
public struct PythonPackages: Sendable {
    /// They are not there.
    public struct Missing: Error, CustomStringConvertible {
        /// The folder that was looked for.
        public let folder: String

        /// What to do.
        public var description: String {
            "\(folder) does not exist: run packaging/install-python .build/python, or make test"
        }
    }

    private let folder: String

    /// Finds them.
    ///
    /// - Parameter source: A file of the project (default: the caller's).
    /// - Throws: ``Missing``.
    public init(source: String = #filePath) throws(Missing) {
        var project = source[...]
        while let slash = project.lastIndex(of: "/"), access("\(project)/Package.swift", F_OK) != 0 {
            project = project[..<slash]
        }
        folder = "\(project)/.build/python"
        guard access(interpreter, X_OK) == 0 else { throw Missing(folder: folder) }
    }

    /// The interpreter that has the modules.
    public var interpreter: String { "\(folder)/bin/python" }

    /// A program that a module brings.
    public func program(_ name: String) -> String { "\(folder)/bin/\(name)" }

    /// The files of a package that is taken as its source.
    public func source(of package: String) -> String { "\(folder)/\(package)" }
}
