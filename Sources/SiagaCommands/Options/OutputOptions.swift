public import ArgumentParser
import Glibc
import Reports
import RoomModel

/// The forms a result is wanted in: one on stdout, and any number of files beside it.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp(localized(id: "Bentuk hasil.", en: "The form of the result.")))
    var format = ReportFormat.table

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            localized(
                id: "Simpan juga ke berkas: .html .csv .json .ndjson .xml .tap .prom .md; boleh diulang.",
                en: "A file too: .html .csv .json .ndjson .xml .tap .prom .md; may be repeated."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var output: [String] = []

    @Option(
        name: [.customLong("exit-on")],
        help: ArgumentHelp(
            localized(id: "Kode keluar menurut ruang atau PC.", en: "What the exit code speaks of."),
            valueName: "room|host"
        )
    )
    var exitOn = ExitBasis.room

    /// The files wanted and the form of each, before any PC is contacted.
    ///
    /// - Throws: ``CommandFailure`` (64) for an ending that names no form, or a folder that cannot be written to.
    func files() throws(CommandFailure) -> [ReportFile] {
        var files: [ReportFile] = []
        for path in output {
            guard let format = ReportFormat(fileName: path) else {
                let known = ReportFormat.allCases.compactMap(\.fileExtension).map { ".\($0)" }
                    .joined(separator: " ")
                throw CommandFailure(
                    exitCode: CommandFailure.usage,
                    Localized(
                        id: "akhiran \(path.safe()) tidak menyebut bentuk hasil",
                        en: "the ending of \(path.safe()) names no form of the result"
                    ),
                    hint: Localized(id: "pakai salah satu: \(known)", en: "use one of: \(known)")
                )
            }
            let folder = ReportFile.folder(of: path)
            guard access(folder, W_OK | X_OK) == 0 else {
                let reason = String(cString: strerror(errno)).lowercased()
                throw CommandFailure(
                    exitCode: CommandFailure.usage,
                    Localized(
                        id: "\(path.safe()) tidak bisa ditulis: folder \(folder.safe()) (\(reason))",
                        en: "cannot write \(path.safe()): folder \(folder.safe()): \(reason)"
                    )
                )
            }
            try AtomicFile.refuseOthers(path)
            files.append(ReportFile(path: path, format: format))
        }
        return files
    }
}

extension ReportFormat: ExpressibleByArgument {}
extension ExitBasis: ExpressibleByArgument {}
