/// What `Package.swift` declares, read from its text.
struct Manifest {
    /// The dependencies of each target, products of other packages by their module's name.
    let dependencies: [String: Set<String>]

    init(_ text: String) {
        var products: [String: String] = [:]
        for line in text.split(separator: "\n") where line.contains("= Target.Dependency.product(name:") {
            let words = line.split(separator: " ")
            let quoted = line.split(separator: "\"")
            products[String(words[1])] = String(quoted[1])
        }
        // What stands before the list of targets declares none.
        let text = text.components(separatedBy: "\n    targets: [\n").last.map(String.init) ?? ""
        var dependencies: [String: Set<String>] = [:]
        for call in ["layer(", "tests(", ".executableTarget(", ".target(", ".testTarget("] {
            for part in text.components(separatedBy: call).dropFirst() {
                let head = part.prefix { $0 != "]" }
                let quoted = head.split(separator: "\"", omittingEmptySubsequences: false)
                guard quoted.count > 2, let list = head.firstIndex(of: "[") else { continue }
                let names = head[head.index(after: list)...].split { ",\n ".contains($0) }.map(String.init)
                dependencies[String(quoted[1])] = Set(
                    names.map { $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : products[$0] ?? $0 }
                )
            }
        }
        self.dependencies = dependencies
    }
}

extension String {
    /// The pieces between occurrences of `separator`.
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var pieces: [Substring] = []
        var start = startIndex
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(separator) {
                pieces.append(self[start..<index])
                index = self.index(index, offsetBy: separator.count)
                start = index
            } else {
                index = self.index(after: index)
            }
        }
        return pieces + [self[start...]]
    }
}
