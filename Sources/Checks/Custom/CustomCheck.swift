import RoomModel

/// What the checks share that a playbook makes up: each has a name, and is called by it (`command.printer`).
enum CustomCheck {
    /// `name`.
    static func name(_ example: String) -> Parameter {
        Parameter(
            "name",
            .text,
            isRequired: true,
            example: example,
            Localized(
                id: "Nama pemeriksaan ini: huruf kecil, angka, - dan _",
                en: "What this check is called: small letters, digits, - and _"
            )
        )
    }

    /// The default hint of checks of which only the playbook knows what they are for.
    static let hint = Localized(
        id: "Tanyakan teknisi yang menulis pemeriksaan ini",
        en: "Ask the technician who wrote this check"
    )

    /// Where the numbers come from: nobody but the school knows.
    static let source = "the playbook that names it"

    /// Reads a full path.
    ///
    /// - Throws: ``InvalidArgument`` for any other.
    static func path(_ arguments: ParameterValues) throws(InvalidArgument) -> String {
        let path = arguments.text("path") ?? ""
        guard path.hasPrefix("/") else {
            throw InvalidArgument(
                "path",
                "`\(path.safe(limit: 60))` is not a full path",
                hint: "write it from the root: /etc/hosts"
            )
        }
        return path
    }
}
