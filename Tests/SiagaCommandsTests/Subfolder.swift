import Foundation
import TestRoom

/// Writes files below a scratch folder, with the folders they need.
enum Subfolder {
    static func write(_ name: String, _ text: String, in folder: ScratchFolder, mode: Int = 0o644)
        async throws
    {
        let file = URL(filePath: folder.path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
}
