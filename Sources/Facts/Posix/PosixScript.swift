import Remoting

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
    }

    /// Awaited first; unless it ends with 0 nothing else runs.
    let gate: Step?
    /// The facts, run side by side, in ascending order of limit.
    let steps: [Step]
    /// What marks this run's lines.
    let nonce: Nonce

    /// The whole text.
    var text: String {
        "main() {\n\(PosixFrame.preamble)\n\(functions)\n\(PosixFrame.run)\n}\n"
            + "{ main <<'\(nonce)'\n\(parameters)\(nonce)\n}\n"
    }

    /// One function for each kind of fact.
    private var functions: String {
        let kinds = ([gate].compactMap(\.self) + steps).map { type(of: $0.fact) }
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
        for step in steps { add(step, as: "fact") }
        return (lines + ["end", ""]).joined(separator: "\n")
    }

    /// A fact's id as part of a function's name: `disk.free` → `disk_free` (POSIX.1-2017 §3.235).
    private static func word(_ id: String) -> String {
        String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
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
