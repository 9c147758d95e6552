import FoundationEssentials
import RoomModel

/// What was seen of each PC before any login, as a file: to compare with, to give to `--fingerprints`, or to read by
/// a program.
public struct EnrollmentList: Sendable {
    /// How the file is read.
    public enum Form: Sendable {
        /// One line a PC: its name, the fingerprint, and the rest as a comment.
        case text
        /// One object a line.
        case ndjson
    }

    private let form: Form

    /// Creates a renderer.
    public init(_ form: Form) {
        self.form = form
    }

    /// Renders the PCs in the order given.
    ///
    /// - Returns: One line a PC; as text only those that showed a key.
    /// - Throws: An `EncodingError`, which no row makes.
    public func render(_ rows: [EnrollmentRow]) throws -> String {
        switch form {
        case .text: return rows.compactMap(line).joined()
        case .ndjson:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try rows.map { row in
                String(decoding: try encoder.encode(row), as: UTF8.self).escapingControlsInJSON + "\n"
            }.joined()
        }
    }

    private func line(_ row: EnrollmentRow) -> String? {
        guard let fingerprint = row.fingerprint else { return nil }
        let rest = [row.keyType, row.address.description, row.card, row.service].compactMap(\.self)
        return "\(row.host) \(fingerprint.safe(limit: 120))  # "
            + rest.map { $0.safe(limit: 80) }.joined(separator: " ")
            + "\n"
    }
}
