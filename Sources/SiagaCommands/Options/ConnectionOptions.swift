import ArgumentParser
import OpenSSHFiles
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

    @Option(
        name: [.customShort("F"), .customLong("ssh-config")],
        help: ArgumentHelp(
            localized(
                id: "Konfigurasi OpenSSH (baku: ~/.ssh/config); none: tanpa.",
                en: "OpenSSH's configuration (default: ~/.ssh/config); none: without."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var sshConfiguration: String?

    @Flag(
        name: [.customShort("k"), .customLong("ask-pass")],
        help: ArgumentHelp(localized(id: "Tanyakan kata sandi akun.", en: "Ask for the account's password."))
    )
    var askPassword = false

    @Flag(
        name: [.customShort("b"), .customLong("become")],
        help: ArgumentHelp(
            localized(
                id: "Jalankan perintah di PC sebagai akun lain, lewat sudo.",
                en: "Run commands on the PCs as another account, by sudo."
            )
        )
    )
    var become = false

    @Option(
        name: [.customLong("become-user")],
        help: ArgumentHelp(
            localized(id: "Akun untuk -b (baku: root).", en: "The account for -b (default: root)."),
            valueName: localized(id: "akun", en: "account")
        )
    )
    var becomeUser: String?

    @Flag(
        name: [.customShort("K"), .customLong("ask-become-pass")],
        help: ArgumentHelp(localized(id: "Tanyakan kata sandi sudo.", en: "Ask for sudo's password."))
    )
    var askBecomePassword = false

    @Option(
        name: [.customLong("become-password-file")],
        help: ArgumentHelp(
            localized(
                id: "Berkas berisi kata sandi sudo (mode 0600).",
                en: "A file with sudo's password (mode 0600)."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var becomePasswordFile: String?

    /// Which files of OpenSSH's configuration are read.
    var configurationSource: ClientConfiguration.Source {
        sshConfiguration.map { ClientConfiguration.Source(option: $0) } ?? .usual
    }

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
