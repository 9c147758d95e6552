import Checks
import Facts
import Provisioning
import RoomModel
import Testing

/// Whatever word stands where another one was recorded, or none: the fact is read or refused, and Siaga runs on.
@Suite(.timeLimit(.minutes(5))) struct DamagedWordTests {
    /// Words of which nothing is left once they are taken apart, and others nobody expects.
    private static let words = [
        "", "/", "//", ":", "::", ".", "..", ",", "-", "=", "|", "+", "'", "\"", "{}", "end", "-j", "\u{0}",
        "\u{FFFD}", "0", "99999999999999999999",
    ]
    /// Of one kind of fact; more arguments of it change what is asked, and hardly how it is read.
    private static let mostOfKind = 2

    /// What the checks and steps of the catalogue ask for.
    private static func facts() -> [any Fact] {
        let checks = Catalogue.checks.flatMap { definition in
            CatalogueArguments.all(definition.parameters).compactMap { try? definition.make($0) }
                .flatMap(\.facts)
        }
        let steps = (StepCatalogue.steps + [AppRollbackStep.definition]).flatMap { definition in
            CatalogueArguments.all(definition.parameters).compactMap { try? definition.make($0) }
                .flatMap(\.facts)
        }
        var seen: Set<FactKey> = []
        var counts: [String: Int] = [:]
        return (checks + steps).filter { fact in
            guard seen.insert(FactKey(fact)).inserted else { return false }
            counts[type(of: fact).id, default: 0] += 1
            return counts[type(of: fact).id, default: 0] <= mostOfKind
        }
    }

    @Test func `no word in place of another ends a scan`() throws {
        var (read, refused) = (0, 0)
        for fact in Self.facts() {
            for output in try RecordedAnswers.outputs(of: type(of: fact).id) {
                for lines in Self.variants(of: output.lines) {
                    if Self.isRead(PosixOutput(lines: lines), by: fact) { read += 1 } else { refused += 1 }
                }
            }
        }
        #expect(read > 1_000 && refused > 1_000, "\(read) read, \(refused) refused")
    }

    private static func isRead<F: Fact>(_ output: PosixOutput, by fact: F) -> Bool {
        (try? fact.read(output)) != nil
    }

    /// `lines` with each of their words in turn left out or replaced.
    private static func variants(of lines: [String]) -> [[String]] {
        lines.indices.flatMap { place in
            let words = lines[place].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            return words.indices.flatMap { index in
                ([[]] + Self.words.map { [$0] }).map { other in
                    var (changed, line) = (lines, words)
                    line.replaceSubrange(index...index, with: other)
                    changed[place] = line.joined(separator: " ")
                    return changed
                }
            }
        }
    }
}
