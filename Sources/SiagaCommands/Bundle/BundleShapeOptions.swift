import ArgumentParser
import Bundles

/// Which PCs a bundle is for, and which of its files are what.
struct BundleShapeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            localized(id: "Untuk PC dengan sistem ini saja.", en: "For PCs with this system alone."),
            valueName: "windows|linux|macos"
        )
    )
    var os: BundleTarget.System?

    @Option(
        help: ArgumentHelp(
            localized(id: "Untuk PC dengan prosesor ini saja.", en: "For PCs with this processor alone."),
            valueName: "x86|x86_64|arm64"
        )
    )
    var arch: BundleTarget.Architecture?

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Berkas setelan: disamakan di semua PC; boleh diulang.",
                en: "Settings: the same on all PCs; may be repeated."
            ),
            valueName: localized(id: "pola", en: "glob")
        )
    )
    var setting: [String] = []

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Berkas yang ditulis aplikasi: tidak dibandingkan; boleh diulang.",
                en: "What the app writes: not compared; may be repeated."
            ),
            valueName: localized(id: "pola", en: "glob")
        )
    )
    var volatile: [String] = []

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Bagian program, walau namanya seperti setelan; boleh diulang.",
                en: "Part of the program, whatever its name suggests; may be repeated."
            ),
            valueName: localized(id: "pola", en: "glob")
        )
    )
    var fixed: [String] = []

    @Flag(
        name: [.customLong("keep-folder")],
        help: ArgumentHelp(
            localized(
                id: "Pertahankan satu folder luar di dalam arsip.",
                en: "Keep the one folder in the archive that holds everything."
            )
        )
    )
    var keepFolder = false

    /// The standard rules, and those of the command line behind them.
    func roles() throws(BundleError) -> RoleRules {
        var rules = RoleRules.standard
        for (globs, role) in [(setting, FileRole.setting), (volatile, .volatile), (fixed, .fixed)] {
            for glob in globs { rules = try rules.adding(glob, as: role) }
        }
        return rules
    }
}
