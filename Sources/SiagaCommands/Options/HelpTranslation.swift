import RoomModel

/// Puts the parser's own words into Indonesian; our own abstracts and explanations already are.
enum HelpTranslation {
    private static let words: [(english: String, indonesian: String)] = [
        ("OVERVIEW: ", "TENTANG: "),
        ("USAGE: ", "CARA PAKAI: "),
        ("Usage: ", "Cara pakai: "),
        ("ARGUMENTS:", "ISIAN:"),
        ("OPTIONS:", "PILIHAN:"),
        ("SUBCOMMANDS:", "PERINTAH:"),
        ("<subcommand>", "<perintah>"),
        ("Show help information.", "Tampilkan bantuan ini."),
        ("Show the version.", "Tampilkan versi."),
        ("Show subcommand help information.", "Tampilkan bantuan sebuah perintah."),
        ("(default:", "(baku:"),
        ("; default:", "; baku:"),
        ("[<options>]", "[<pilihan>]"),
        ("(values: ", "(nilai: "),
        ("Error: ", "Kesalahan: "),
        ("Help:  ", "Bantuan:  "),
        ("Unknown option ", "Pilihan tidak dikenal "),
        ("Did you mean ", "Maksudnya "),
        ("Missing value for ", "Nilai belum diisi untuk "),
        ("Missing expected argument ", "Isian belum ada: "),
        ("Unexpected argument ", "Kata berlebih "),
        (" unexpected arguments: ", " kata berlebih: "),
        ("The value ", "Nilai "),
        (" is invalid for ", " tidak cocok untuk "),
        (". Please provide one of ", ". Pilih salah satu: "),
        ("See '", "Lihat '"),
        ("' for detailed help.", "' untuk bantuan lengkap."),
        ("' for more information.", "' untuk penjelasan."),
    ]

    /// The parser's text in `language`.
    static func translate(_ text: String, to language: Language) -> String {
        guard language == .indonesian else { return text }
        return words.reduce(text) { $0.replacing($1.english, with: $1.indonesian) }
    }
}
