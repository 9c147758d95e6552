import Glibc

/// libarchive converts names by the locale of the thread; in the plain C locale all letters beyond ASCII are lost.
enum UTF8Locale {
    /// Does `body` with a UTF-8 locale on this thread alone.
    static func during<Result>(_ body: () -> Result) -> Result {
        guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return body() }
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        return body()
    }
}
