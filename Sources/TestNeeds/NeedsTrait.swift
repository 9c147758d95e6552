public import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Says what a test or a suite needs of the machine: where it is missing, the test is skipped and says what is missing.
///
/// With `SIAGA_NEEDS` set, the place of each test that needs a right is written to the file of that name, one a line, as
/// `swift test --filter` takes it: so `.ci/run` runs these once more under the limits of a container.
public struct NeedsTrait: TestTrait, SuiteTrait {
    let needs: [Need]

    /// A suite's needs are its tests'.
    public var isRecursive: Bool { true }

    /// Skips the test where something is missing.
    ///
    /// - Parameter test: The test.
    /// - Throws: That it is to be skipped, and why.
    public func prepare(for test: Test) async throws {
        if !test.isSuite, needs.contains(where: \.isRight), let list = getenv("SIAGA_NEEDS") {
            let place = test.sourceLocation
            try Self.append("\(place.fileName):\(place.line):\n", to: String(cString: list))
        }
        var missing: [Need] = []
        for need in needs where !(await Machine.this.has(need)) { missing.append(need) }
        guard !missing.isEmpty else { return }
        let list = missing.map(\.description).joined(separator: "; ")
        // The runner's own way to skip: a trait of ours cannot say so itself.
        try await ConditionTrait.disabled("needs \(list)").prepare(for: test)
    }

    /// Why the list could not be written.
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Tests are prepared at the same time: one write to an end that all of them share keeps lines whole (write(2)).
    private static func append(_ line: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { if descriptor >= 0 { close(descriptor) } }
        let bytes = Array(line.utf8)
        guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Failure(description: "\(path): \(String(cString: strerror(errno)))")
        }
    }
}

extension Trait where Self == NeedsTrait {
    /// Runs the test only where the machine has all this, and says aloud what is missing where it has not.
    public static func needs(_ needs: Need...) -> Self { NeedsTrait(needs: needs) }
}

/// What this machine was found to have; each need is tried once.
private actor Machine {
    static let this = Machine()

    private var answers: [Need: Bool] = [:]

    func has(_ need: Need) async -> Bool {
        if let answer = answers[need] { return answer }
        let answer = await need.isMet()
        answers[need] = answer
        return answer
    }
}
