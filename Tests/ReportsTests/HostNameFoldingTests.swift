import Reports
import RoomModel
import Testing

/// Folding names into ranges, and what the ranges mean when unfolded again.
@Suite struct HostNameFoldingTests {
    @Test(arguments: [
        ("pc01 pc02 pc03 pc05", "pc[01-03,05]"), ("pc1 pc2 pc10", "pc[1-2,10]"),
        ("pc9 pc10 pc11", "pc[9-11]"),
        ("pc09 pc10", "pc[09-10]"), ("pc099 pc100", "pc[099-100]"), ("pc99 pc100", "pc[99-100]"),
        ("pc07", "pc07"), ("proktor", "proktor"), ("pc02 pc01 proktor pc03", "pc[01-03],proktor"),
        ("a1.local a2.local b1.local", "a[1-2].local,b1.local"), ("pc1 pc01", "pc[1,01]"),
        ("pc01 pc01", "pc01"),
        ("lab2-pc01 lab2-pc02 lab3-pc01", "lab2-pc[01-02],lab3-pc01"), ("", ""),
        ("pc99999999999999999999", "pc99999999999999999999"),
    ])
    func `folds as people count, padding kept`(_ names: String, _ folded: String) throws {
        let hosts = try names.split(separator: " ").map { try HostName(String($0)) }
        #expect(hosts.folded == folded)
    }

    @Test(arguments: 0..<200)
    func `unfolds to the same names`(_ seed: Int) throws {
        var generator = Seeded(state: UInt64(seed) + 1)
        let prefixes = ["pc", "lab-a-", "r1-pc", ""]
        let names = try (0..<Int.random(in: 1...60, using: &generator)).map { _ in
            let number = String(Int.random(in: 0...130, using: &generator))
            let width = Int.random(in: 1...3, using: &generator)
            let padded = String(repeating: "0", count: max(0, width - number.count)) + number
            return try HostName((prefixes.randomElement(using: &generator) ?? "pc") + padded)
        }
        #expect(Set(unfold(names.folded)) == Set(names.map(\.description)), "\(names.folded)")
    }

    /// Reads ranges as ClusterShell does: the width of a range's first number is kept by all of it.
    private func unfold(_ text: String) -> [String] {
        var elements: [String] = []
        var depth = 0
        var current = ""
        for character in text {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if character == ",", depth == 0 {
                elements.append(current)
                current = ""
            } else {
                current.append(character)
            }
        }
        elements.append(current)
        return elements.flatMap { element -> [String] in
            guard let open = element.firstIndex(of: "["), let close = element.firstIndex(of: "]") else {
                return element.first?.isNumber == true ? range(element[...]) : [element]
            }
            return element[element.index(after: open)..<close].split(separator: ",").flatMap { run in
                range(run).map { element[..<open] + $0 + element[element.index(after: close)...] }
            }
        }
    }

    private func range(_ run: Substring) -> [String] {
        let ends = run.split(separator: "-")
        guard ends.count == 2, let from = Int(ends[0]), let to = Int(ends[1]) else { return [String(run)] }
        return (from...to).map { number in
            String(repeating: "0", count: max(0, ends[0].count - String(number).count)) + String(number)
        }
    }
}

/// A small generator with a seed (SplitMix64), so that a failing case can be run again.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
