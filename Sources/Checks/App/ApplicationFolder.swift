import RoomModel

/// Reads the parameters the checks of the exam app share.
enum ApplicationFolder {
    /// `path`, filled from `exam_app_path`.
    static let parameter = Parameter(
        "path",
        .text,
        variable: "exam_app_path",
        isRequired: true,
        example: "/opt/anbk",
        Localized(
            id: "Folder aplikasi ujian, lengkap dari awal: /opt/anbk atau 'D:\\anbk'",
            en: "The exam app's folder, a full path: /opt/anbk or 'D:\\anbk'"
        )
    )

    /// The folder of `arguments`: a full path of POSIX or Windows, on one line.
    ///
    /// - Throws: ``InvalidArgument`` for a path that depends on where a command is run.
    static func path(_ arguments: ParameterValues) throws(InvalidArgument) -> String {
        let path = arguments.text("path") ?? ""
        let bytes = Array(path.utf8.prefix(3))
        let hasDrive =
            bytes.count == 3 && (bytes[0] | 0x20) >= UInt8(ascii: "a")
            && (bytes[0] | 0x20) <= UInt8(ascii: "z")
            && bytes[1] == UInt8(ascii: ":")
            && (bytes[2] == UInt8(ascii: "\\") || bytes[2] == UInt8(ascii: "/"))
        guard path.hasPrefix("/") || path.hasPrefix("\\\\") || hasDrive else {
            throw InvalidArgument(
                "path",
                "`\(path.safe())` is not a full path",
                hint: "write it from the root: /opt/anbk or 'D:\\anbk'"
            )
        }
        guard path.isOneLine else {
            throw InvalidArgument("path", "`\(path.safe())` has a control character")
        }
        return path
    }

    /// A file below the folder, with `/` whichever way it was written.
    ///
    /// - Throws: ``InvalidArgument`` for a path that leads out of the folder, or nowhere.
    static func relative(_ text: String, of parameter: String) throws(InvalidArgument) -> String {
        let path = String(text.map { $0 == "\\" ? "/" : $0 })
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard path.isOneLine, !parts.contains(""), !parts.contains(".."), !parts.contains("."),
            !(parts.first ?? "").hasSuffix(":")
        else {
            throw InvalidArgument(
                parameter,
                "`\(text.safe())` is not a path below the app's folder",
                hint: "write it relative to the folder: Application/runningexam.exe"
            )
        }
        return path
    }
}

extension String {
    /// Whether no control character ends the line or hides in it.
    var isOneLine: Bool { unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
}
