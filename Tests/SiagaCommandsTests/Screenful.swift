import Testing

/// Expects a text to fit a screen of 80 columns and 24 lines, in plain ASCII.
///
/// - Parameters:
///   - text: What is shown; its last line ends with a line break.
///   - sourceLocation: The test's place.
func expectFits(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(!lines.isEmpty, sourceLocation: sourceLocation)
    #expect(lines.count <= 24, "\(lines.count) lines\n\(text)", sourceLocation: sourceLocation)
    for line in lines { #expect(line.count <= 80, "\(line)", sourceLocation: sourceLocation) }
    #expect(text.allSatisfy { $0 == "\n" || $0.isASCII }, sourceLocation: sourceLocation)
}
