import ArgumentParser
import RoomModel

/// How PCs are reached: shared by every command that talks to them.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            localized(
                id: "Paling banyak sekian PC sekaligus, 1-1000.",
                en: "At most this many PCs at once, 1-1000."
            ),
            valueName: "n"
        )
    )
    var width = 64

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Waktu paling lama untuk satu PC (90s, 2m).",
                en: "The longest time for one PC (90s, 2m)."
            ),
            valueName: localized(id: "waktu", en: "time")
        )
    )
    var timeout = Seconds(90)

    @Option(
        help: ArgumentHelp(
            localized(id: "Waktu paling lama untuk semua PC.", en: "The longest time for all PCs."),
            valueName: localized(id: "waktu", en: "time")
        )
    )
    var deadline = Seconds(300)

    @Option(
        name: [.customLong("private-key")],
        help: ArgumentHelp(
            localized(id: "Berkas kunci privat.", en: "A private key file."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var privateKey: String?

    @Option(
        name: [.customLong("password-file")],
        help: ArgumentHelp(
            localized(
                id: "Berkas berisi kata sandi kunci atau akun (mode 0600).",
                en: "A file with the key's passphrase or the account's password (mode 0600)."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var passwordFile: String?

    @Flag(
        name: [.customShort("k"), .customLong("ask-pass")],
        help: ArgumentHelp(localized(id: "Tanyakan kata sandi akun.", en: "Ask for the account's password."))
    )
    var askPassword = false

    func validate() throws {
        guard (1...1_000).contains(width) else {
            throw ValidationError(
                localized(id: "--width harus antara 1 dan 1000", en: "--width must be between 1 and 1000")
            )
        }
    }
}

/// A time typed on the command line: `90`, `90s`, `2m`.
struct Seconds: ExpressibleByArgument {
    /// The time; at least one second, at most a day.
    let duration: Duration

    init(_ seconds: Int) {
        duration = .seconds(seconds)
    }

    init?(argument: String) {
        let unit = argument.last == "m" ? 60 : 1
        let digits =
            argument.last.map { $0 == "m" || $0 == "s" } == true ? argument.dropLast() : argument[...]
        guard let count = Int(digits), (1...86_400 / unit).contains(count) else { return nil }
        duration = .seconds(count * unit)
    }

    var defaultValueDescription: String { "\(duration.components.seconds)s" }
}
