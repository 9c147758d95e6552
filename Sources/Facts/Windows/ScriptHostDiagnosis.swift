/// Why a Windows PC runs no script: hardening guides and some antivirus programs switch Windows Script Host off.
///
/// Read from the registry, whose keys and types are the same in every language; the setting is never changed here.
enum ScriptHostDiagnosis {
    /// A batch file that prints the setting for the PC and for the account (Microsoft Learn, "Windows Script Host").
    static let file = ContentNamedFile(
        [
            "@echo off",
            #"reg query "HKLM\SOFTWARE\Microsoft\Windows Script Host\Settings" /v Enabled 2>nul"#,
            #"reg query "HKCU\SOFTWARE\Microsoft\Windows Script Host\Settings" /v Enabled 2>nul"#,
            "echo siaga-end %1",
        ].map { $0 + "\r\n" }.joined(),
        ending: "cmd"
    )

    /// Whether `output` of ``file`` says that Windows Script Host is off: a value `Enabled` that is 0.
    ///
    /// - Parameter output: What it printed.
    /// - Returns: False as well when the setting is not there, which means on.
    static func saysDisabled(_ output: String) -> Bool {
        output.split(whereSeparator: \.isNewline).contains { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            return words.count == 3 && words[0] == "Enabled" && words[1].hasPrefix("REG_")
                && (words[2] == "0x0" || words[2] == "0")
        }
    }
}
