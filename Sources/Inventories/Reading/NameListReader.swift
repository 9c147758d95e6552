import Documents
import RoomModel

/// Feeds an ``InventoryGraph`` from names on the command line: `pc01,pc02:2222,`, and ranges, as Ansible's
/// `advanced_host_list` has them.
enum NameListReader {
    /// The names with the columns they begin at, counted from 1; empty ones are passed over.
    static func names(in text: String) -> [(text: String, column: Int)] {
        var column = 1
        return text.split(separator: ",", omittingEmptySubsequences: false).compactMap { part in
            defer { column += part.count + 1 }
            let name = part.trimmed
            guard !name.isEmpty else { return nil }
            return (String(name), column + part.prefix { $0.isWhitespace }.count)
        }
    }

    /// Lists the PCs, each once, in `ungrouped`.
    static func feed(_ graph: inout InventoryGraph, from text: String, _ library: inout Library) {
        library.remember(Array(text.utf8), file: text)
        for (name, column) in names(in: text) {
            let location = SourceLocation(file: text, line: 1, column: column)
            let spelling = HostSpelling(name)
            do throws(InvalidRange) {
                let new = try spelling.names.filter { graph.member($0) == nil }
                guard graph.makeRoom(for: new.count, at: location, &library) else { return }
                for name in new {
                    _ = graph.host(
                        name,
                        port: spelling.port,
                        at: location,
                        in: InventoryGraph.ungrouped,
                        &library
                    )
                }
            } catch {
                library.report(
                    Problem(at: location, "`\(name.safe(limit: 60))`: \(error.message)", hint: error.hint)
                )
            }
        }
    }
}
