import Remoting
import RoomModel

/// Exchanges the app's folder of one PC and the one beside it, by the texts of ``AppFolderSwap``.
struct AppFolderExchange: Sendable {
    let path: String
    let connection: any Connection

    /// How long the PC may take for renames and two syncs of its disk: each up to a minute on a slow one that is written to.
    private static let limit = Duration.seconds(120)

    /// Puts the folder that is ready in `work` in place of the app's, which is kept.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``; then the plan of a new measurement says how to go on.
    func place(_ work: String, key: String, _ layout: AppFolder.Layout) async throws {
        try await run(AppFolderSwap.script, [work, key, layout.rawValue])
    }

    /// Finishes a swap that was cut off.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``.
    func finish() async throws {
        try await run(AppFolderSwap.recovery, [])
    }

    /// Puts the kept version back in place, and keeps the present one in its stead.
    ///
    /// - Throws: ``AppFolderFailure``, or ``TransportError``.
    func rollBack() async throws {
        try await run(AppFolderSwap.rollback, [])
    }

    private func run(_ script: String, _ arguments: [String]) async throws {
        let request = CommandRequest(
            line: line(script, arguments),
            outputLimit: 64 << 10,
            deadline: Self.limit,
            work: .step
        )
        try await connection.run(request).expect("done")
    }

    /// The command line that runs a script about this folder, as whoever may change the one it is in.
    func line(_ script: String, _ arguments: [String]) -> String {
        PosixFolder.command(
            script,
            settings: AppFolderShell.settings,
            path: String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
            [path] + arguments
        ).posixLine
    }
}

extension CommandResult {
    /// Takes nothing but the proof, as the last line, for a good end.
    func expect(_ proof: String) throws(AppFolderFailure) {
        let last = standardOutput.text.split(separator: "\n").last.map(String.init) ?? ""
        let said = lastWords
        if exit == .code(0), last == proof { return }
        let words = last.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "error",
            let code = AppFolderFailure.Code(rawValue: String(words[1]))
        else {
            throw AppFolderFailure(.endNotSeen, said: said)
        }
        throw AppFolderFailure(code, words.count > 2 ? String(words[2]) : "", said: said)
    }
}
