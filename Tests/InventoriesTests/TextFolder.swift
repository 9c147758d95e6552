import Foundation
import Inventories
import RoomModel

/// A folder that lives as long as a test's closure.
struct TextFolder {
    let path: String

    static func with<Result>(
        _ files: [String: String],
        _ body: (TextFolder) throws -> Result
    ) throws -> Result {
        let folder = TextFolder(path: "/tmp/siaga-inventories-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        for (name, text) in files {
            let file = URL(filePath: folder.path).appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return try body(folder)
    }

    func load(_ name: String = "") throws(InvalidDocuments) -> LoadedInventory {
        try InventoryLoader.load([name.isEmpty ? path : path + "/" + name], home: "/home/guru")
    }

    /// The problems of a refused inventory as `file:line:column message | hint`.
    func problems(_ name: String = "") -> [String] {
        do {
            return try load(name).notes.map(line)
        } catch {
            return error.problems.map(line)
        }
    }

    private func line(_ problem: Problem) -> String {
        let place = problem.location.description.replacing(path + "/", with: "").replacing(path, with: ".")
        let word = problem.severity == .error ? "" : "note: "
        return "\(place) \(word)\(problem.message) | \(problem.hint ?? "")".replacing(path + "/", with: "")
    }
}
