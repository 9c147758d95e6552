import CRE2

/// A regular expression of a playbook, matched in time that grows with the text's length alone.
///
/// Both sides may be hostile: a playbook from a stick, and text that a PC printed. RE2 has no backtracking, so that no
/// pair of them can hold up the scan of the other PCs. What needs backtracking (`(?=…)`, `\1`, `a++`) it does not know.
/// Syntax: <https://github.com/google/re2/wiki/Syntax>.
struct RegularExpression: ~Copyable {
    /// Why a pattern cannot be used.
    struct Unsupported: Error {
        /// What RE2 says, with the part of the pattern that it means.
        let reason: String
    }

    /// What a pattern and its matching may use, in bytes: some 5,000 steps, where usual patterns have fewer than 100.
    static let memory = 128 << 10

    /// The most text that is looked at, in bytes of UTF-8.
    static let mostText = 64 << 10

    private let compiled: OpaquePointer

    /// Compiles the pattern.
    ///
    /// - Throws: ``Unsupported`` for wrong syntax, for what RE2 does not know, and for a pattern that is too large.
    init(_ pattern: String) throws(Unsupported) {
        var pattern = pattern
        compiled = pattern.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_compile($0.baseAddress, $0.count, Self.memory) }
        }
        guard let error = cre2_error(compiled) else { return }
        throw Unsupported(reason: String(cString: error))
    }

    deinit { cre2_free(compiled) }

    /// Whether it matches somewhere in the text.
    func matches(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cre2_matches(compiled, $0.baseAddress, $0.count) != 0 }
        }
    }
}
