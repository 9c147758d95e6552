import Bundles
import Glibc
import Remoting
import Reports
import RoomModel
import Synchronization
import Transfers

/// A configured PC whose folder becomes a bundle: `pc01:'D:\ExamBrowser'`, `pc01:/opt/exam`.
struct ReferencePC {
    /// The PC's name, as the inventory has it.
    let name: String
    /// The folder on it.
    let path: String
    let roomOptions: RoomOptions
    let connection: ConnectionOptions
    let terminal: Terminal

    /// Reads `NAME:PATH`; nil for what is an address, a path of this controller or of a Windows drive.
    init?(_ source: String, _ roomOptions: RoomOptions, _ connection: ConnectionOptions, _ terminal: Terminal)
    {
        guard let colon = source.firstIndex(of: ":"), !source.contains("://") else { return nil }
        let (name, path) = (source[..<colon], source[source.index(after: colon)...])
        // One letter is a drive.
        guard name.count > 1, !name.contains("/"), !path.isEmpty else { return nil }
        self.name = String(name)
        self.path = String(path)
        self.roomOptions = roomOptions
        self.connection = connection
        self.terminal = terminal
    }

    /// Fetches the folder, interlock first; every file is compared by SHA-256 at both ends.
    ///
    /// - Parameter folder: An existing folder of this account's own.
    /// - Returns: Where the PC's folder is now.
    /// - Throws: ``CommandFailure`` that names the PC.
    func fetch(into folder: String) async throws(CommandFailure) -> String {
        let selections = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
            .select(name, limit: nil)
        guard let selection = selections.first, selections.count == 1, let host = selection.hosts.first,
            selection.hosts.count == 1
        else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "`\(name.safe(limit: 80))` bukan satu PC saja",
                    en: "`\(name.safe(limit: 80))` is not one PC"
                ),
                hint: Localized(id: "sebutkan satu PC acuan", en: "name one reference PC")
            )
        }
        let speech = Speech(of: selection, options: roomOptions, terminal: terminal)
        let access = RoomAccess(
            room: selection.room,
            options: connection,
            terminal: terminal,
            language: speech.wording.language
        )
        let limits = ImportLimits.standard
        let pull = Pull(
            path,
            into: folder,
            most: FileCount(files: limits.entries, size: limits.unpacked),
            // What came lies beside its contents in the store until it is taken in.
            allowance: PullAllowance(most: .most, copies: 2)
        )
        let ended = try await RoomTransfer(
            access: access,
            transfer: pull,
            isPush: false,
            transfers: 1,
            speech: speech
        ).run(on: [host])
        if let code = ended.exitCode { throw CommandFailure(exitCode: code, text: "") }
        let rows = ended.result
        if case .refused(.noSpaceHere(let shortage))? = rows.first?.outcome {
            throw CommandFailure(BundleError.noSpace(at: folder, shortage))
        }
        guard let row = rows.first, case .complete(let tally) = row.outcome, tally.moved.files > 0 else {
            let report = TransferReport(wording: speech.wording, page: speech.page, isPush: false)
            throw CommandFailure(
                exitCode: TransferReport.exitCode(rows) == 0 ? 1 : TransferReport.exitCode(rows),
                text: report.render(rows, to: path)
            )
        }
        return "\(folder)/\(host.name)/\(pull.localName)"
    }
}
