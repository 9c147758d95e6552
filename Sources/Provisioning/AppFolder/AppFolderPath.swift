import RoomModel

/// Where an exam app may be on a PC.
struct AppFolderPath: Hashable, Sendable {
    /// From the root, without `.`, `..`, double slashes, control characters and a slash at the end.
    let text: String

    /// The longest last part of the path: `.`, it and `.siaga-` with 32 digits are a name themselves (NAME_MAX, 255).
    static let longestName = 200

    /// Reads a path; nil for one that is not plain, or is the root.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard text.hasPrefix("/"), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
            parts.dropFirst().allSatisfy({ !["", ".", ".."].contains(String($0)) }),
            let name = parts.last, name.count <= Self.longestName
        else { return nil }
        self.text = text
    }

    /// The path that the argument `path` says.
    ///
    /// - Throws: ``InvalidArgument`` for a path that is not plain, or one that is reserved.
    init(_ arguments: ParameterValues) throws(InvalidArgument) {
        let text = arguments.text("path") ?? ""
        guard let path = AppFolderPath(text) else {
            throw InvalidArgument(
                "path",
                "`\(text.safe(limit: 100))` is no folder that an app can have",
                hint: "write a full path without `..` and without a slash at the end: /opt/anbk"
            )
        }
        if ReservedPath(text, for: .whole) != nil { throw InvalidArgument("path", reserved: text, .whole) }
        self = path
    }
}
