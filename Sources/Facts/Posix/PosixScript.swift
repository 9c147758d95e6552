import Remoting
import Synchronization

/// One POSIX script for a set of facts, as it is sent on stdin of `sh -s`.
///
/// The text up to the parameters depends only on Siaga's version and the kinds of facts. It is one function, called
/// inside a brace group that closes with the last byte: a script that was cut anywhere runs nothing.
struct PosixScript {
    /// One fact to run.
    struct Step {
        /// What its lines are marked with: 0 for the gate, 1 and up for the facts.
        let key: Int
        /// The fact.
        let fact: any Fact
        /// The most whole seconds it may take.
        let limit: Int

        /// Whether it runs in one process with the others of its kind.
        var isImmediate: Bool { type(of: fact).isImmediate && fact.arguments.isEmpty }
    }

    /// Awaited first; unless it ends with 0 nothing else runs.
    let gate: Step?
    /// The facts, run side by side, in ascending order of limit.
    let steps: [Step]
    /// What marks this run's lines.
    let nonce: Nonce

    /// The whole text, as it is sent.
    var text: [UInt8] {
        body + Array("{ main <<'\(nonce)'\n\(parameters)\(nonce)\n}\n".utf8)
    }

    /// The bodies made so far, by kinds of fact: every PC of a room gets the same one.
    private static let bodies = Mutex<[Set<ObjectIdentifier>: [UInt8]]>([:])

    /// All of the text that is no data.
    private var body: [UInt8] {
        let kinds = ([gate].compactMap(\.self) + steps).map { type(of: $0.fact) }
        let ids = Set(kinds.map { ObjectIdentifier($0) })
        if let body = Self.bodies.withLock({ $0[ids] }) { return body }
        let body = Array("main() {\n\(PosixFrame.preamble)\n\(functions(kinds))\n\(PosixFrame.run)\n}\n".utf8)
        Self.bodies.withLock { $0[ids] = body }
        return body
    }

    /// One function for each kind of fact.
    private func functions(_ kinds: [any Fact.Type]) -> String {
        let bodies = Dictionary(kinds.map { ($0.id, $0.fragments.posix) }) { first, _ in first }
        return bodies.sorted { $0.key < $1.key }
            .map { "fact_\(Self.word($0.key))() {\n\($0.value)\n}" }
            .joined(separator: "\n")
    }

    /// The lines `main` reads: data only.
    private var parameters: String {
        var lines = ["nonce \(nonce)"]
        func add(_ step: Step, as verb: String) {
            lines += step.fact.arguments.map { "arg " + Self.encoded($0) }
            lines.append("\(verb) \(step.key) \(step.limit) \(Self.word(type(of: step.fact).id))")
        }
        if let gate { add(gate, as: "gate") }
        var batch = steps.filter(\.isImmediate)
        for step in steps {
            if !step.isImmediate {
                add(step, as: "fact")
            } else if !batch.isEmpty {
                lines.append(Self.line(of: batch))
                batch = []
            }
        }
        return (lines + ["end", ""]).joined(separator: "\n")
    }

    /// The line for facts that run one behind the other, as long as the first may take.
    private static func line(of batch: [Step]) -> String {
        let keys = batch.map { String($0.key) }.joined(separator: ",")
        let facts = batch.map { "\($0.key) \(word(type(of: $0.fact).id))" }
        return (["batch \(keys) \(batch[0].limit)"] + facts).joined(separator: " ")
    }

    /// A fact's id as part of a function's name: `disk.free` → `disk_free` (POSIX.1-2017 §3.235).
    private static func word(_ id: String) -> String {
        String(
            decoding: id.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 },
            as: UTF8.self
        )
    }

    /// An argument on one line, as `printf %b` undoes it (POSIX.1-2017 `printf`).
    private static func encoded(_ argument: String) -> String {
        var result = ""
        for scalar in argument.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
