import RoomModel

/// An entry of the desktop that starts a program (Desktop Entry Specification 1.5): one file with a known content.
public enum ShortcutStep {
    /// `shortcut`.
    public static let definition = StepDefinition(
        "shortcut",
        label: Localized(id: "Pintasan", en: "Shortcut"),
        explanation: Localized(
            id: "Pintasan yang menjalankan satu program: di menu, di layar, atau saat layar dibuka",
            en: "A shortcut that starts one program: in the menu, on the desktop, or at login"
        ),
        parameters: [
            Parameter(
                "name",
                .text,
                isRequired: true,
                example: "exambrowser",
                Localized(
                    id: "Nama berkasnya: huruf, angka, - dan _",
                    en: "The file's name: letters, digits, - and _"
                )
            ),
            Parameter(
                "title",
                .text,
                isRequired: true,
                example: "Exam Browser",
                Localized(id: "Tulisan di layar", en: "What stands on the screen")
            ),
            Parameter(
                "command",
                .text,
                isRequired: true,
                example: "/opt/exam/start",
                Localized(id: "Perintahnya", en: "The command")
            ),
            Parameter(
                "icon",
                .text,
                example: "/opt/exam/icon.png",
                Localized(id: "Gambarnya: nama atau path", en: "Its picture: a name or a path")
            ),
            Parameter(
                "place",
                .choice(["menu", "login", "desktop"]),
                default: "menu",
                Localized(
                    id: "Di menu, saat layar dibuka, atau di atas meja layar (perlu `folder`)",
                    en: "In the menu, at login, or on the desktop (needs `folder`)"
                )
            ),
            Parameter(
                "folder",
                .text,
                example: "/home/peserta/Desktop",
                Localized(id: "Folder layar akun itu", en: "The desktop folder of the account")
            ),
            Parameter(
                "owner",
                .text,
                example: "peserta",
                Localized(id: "Pemilik; baku: tetap", en: "The owner; default: as it is")
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            let name = arguments.text("name") ?? ""
            let isPlain = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
            guard isPlain, name.utf8.count <= 60 else {
                throw InvalidArgument(
                    "name",
                    "`\(name.safe(limit: 60))` is no name of a shortcut",
                    hint: "use letters, digits, `-` and `_`, at most 60"
                )
            }
            let folder: String
            switch (arguments.text("place"), arguments.text("folder")) {
            case ("desktop", let given?): folder = given
            case ("desktop", nil):
                throw InvalidArgument("folder", "a shortcut on the desktop needs `folder`")
            case ("login", nil): folder = "/etc/xdg/autostart"
            case (_, nil): folder = "/usr/share/applications"
            case (_, _?): throw InvalidArgument("folder", "`folder` goes with `place: desktop`")
            }
            let lines = [
                "[Desktop Entry]", "Type=Application", "Version=1.5", "Name=\(arguments.text("title") ?? "")",
                "Exec=\(arguments.text("command") ?? "")", arguments.text("icon").map { "Icon=\($0)" },
                "Terminal=false",
            ]
            let path = ParameterValues(["path": .text("\(folder)/\(name).desktop")])
            return FileStep(
                path: try StepPath(path),
                content: FileContent(lines.compactMap(\.self).map { $0 + "\n" }.joined()),
                // A desktop starts only what may be executed.
                protection: try Protection(
                    ParameterValues(
                        [
                            "mode": .text(arguments.text("place") == "desktop" ? "755" : "644"),
                            "owner": arguments.text("owner").map { .text($0) },
                        ].compactMapValues(\.self)
                    )
                )
            )
        }
    )
}
