import Glibc
import Reports
import RoomModel

/// The page that the demo leaves behind.
enum DemoReport {
    /// Writes the page where a browser may read it: in the current folder, else in a fresh folder for temporary files.
    ///
    /// A browser from a sandboxed package sees neither hidden folders nor `/tmp`.
    ///
    /// - Returns: The file's path.
    /// - Throws: ``CommandFailure`` when neither place can be written to.
    static func write(_ report: RoomReport, wording: Wording) throws(CommandFailure) -> String {
        let text = HTMLReport(wording: wording).render([report])
        let name = "siaga-demo.html"
        if access(".", W_OK | X_OK) == 0, let here = realpath(".", nil) {
            defer { free(here) }
            let path = String(cString: here) + "/" + name
            try ReportFile(path: path, format: .html).write(text)
            return path
        }
        var template = Array("\(environment("TMPDIR") ?? "/tmp")/siaga-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(
                Localized(
                    id: "denah tidak bisa disimpan di folder ini",
                    en: "the seat map cannot be saved in this folder"
                ),
                hint: Localized(
                    id: "pindah ke folder sendiri: cd; lalu: siaga demo",
                    en: "go to a folder of your own: cd; then: siaga demo"
                )
            )
        }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try ReportFile(path: "\(folder)/\(name)", format: .html).write(text)
        return "\(folder)/\(name)"
    }
}
