public import RoomModel

/// The text of one known_hosts file, line by line, and the texts that enrolling makes of it.
public struct KnownHostsFile: Sendable {
    /// The path, as messages name it.
    public let path: String
    /// The text as it was read.
    public let text: String
    /// What is wrong with single lines; these are skipped, all others hold.
    public let problems: [Problem]
    let lines: [KnownHostsLine]
    /// The lines that were skipped, as far as the names can be read that they speak for.
    let damaged: [(pattern: HostPattern, place: SourceLocation)]

    /// Reads every line of `text`.
    public init(path: String, text: String) {
        var lines: [KnownHostsLine] = []
        var problems: [Problem] = []
        var damaged: [(HostPattern, SourceLocation)] = []
        for (index, line) in text.fileLines.enumerated() where !line.isComment {
            do throws(KnownHostsLine.Damage) {
                lines.append(try KnownHostsLine(line))
            } catch {
                let place = SourceLocation(file: path, line: index + 1)
                problems.append(Problem(.warning, at: place, error.message, hint: error.hint))
                if let pattern = error.pattern { damaged.append((pattern, place)) }
            }
        }
        self.path = path
        self.text = text
        self.lines = lines
        self.damaged = damaged
        self.problems = problems
    }

    /// The text with `keys` added for `name`, one line each; keys already on file for it are not repeated.
    ///
    /// - Parameters:
    ///   - keys: The keys, in the order the lines shall have.
    ///   - name: An inventory name, or `[host]:port`.
    ///   - comment: What each line says behind its key (default: nothing); one line of text.
    /// - Returns: The new text, ending with a line break.
    public func appending(_ keys: [PublicKey], for name: String, comment: String = "") -> String {
        let present = lines.filter { $0.marker == .trusted && $0.pattern.matches(name.lowercased()) }.map(
            \.key
        )
        var result = text
        if !result.isEmpty, !result.utf8.reversed().starts(with: "\n".utf8) { result += "\n" }
        for key in keys where !present.contains(key) {
            result += "\(name) \(key.type) \(key.base64)" + (comment.isEmpty ? "" : " \(comment)") + "\n"
        }
        return result
    }

    /// The text in which `name` has exactly `keys`: its former keys are gone, other names and comments stay.
    ///
    /// Lines that speak for `name` through a wildcard, and lines with a marker, are left as they are. A damaged line that
    /// names nothing but `name` is gone too.
    ///
    /// - Parameters:
    ///   - keys: The keys that hold from now on.
    ///   - name: An inventory name, or `[host]:port`.
    ///   - comment: What each new line says behind its key (default: nothing); one line of text.
    /// - Returns: The new text, ending with a line break.
    public func replacing(_ keys: [PublicKey], for name: String, comment: String = "") -> String {
        let spelling = name.lowercased()
        var kept: [String] = []
        for line in text.fileLines {
            if !line.isComment, line.isDamaged(forNothingBut: spelling) { continue }
            guard !line.isComment, let entry = try? KnownHostsLine(line), entry.marker == .trusted,
                entry.pattern.matches(spelling)
            else {
                kept.append(String(line))
                continue
            }
            switch entry.pattern {
            case .hashed: continue
            case .list(let patterns):
                let others = patterns.filter { $0.lowercased() != spelling }
                guard !others.isEmpty else { continue }
                let words = [others.joined(separator: ","), entry.key.type, entry.key.base64, entry.comment]
                kept.append(words.filter { !$0.isEmpty }.joined(separator: " "))
            }
        }
        if kept.last == "" { kept.removeLast() }
        let text = kept.map { $0 + "\n" }.joined()
        return KnownHostsFile(path: path, text: text).appending(keys, for: name, comment: comment)
    }
}

extension String {
    /// The lines without their `\n`; a last empty one stands for the text's final line break.
    fileprivate var fileLines: [Substring] {
        utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
    }
}

extension Substring {
    /// Whether the line cannot be read, but for the one name it speaks for.
    fileprivate func isDamaged(forNothingBut name: String) -> Bool {
        do throws(KnownHostsLine.Damage) {
            _ = try KnownHostsLine(self)
            return false
        } catch {
            return !utf8.starts(with: "@".utf8) && error.pattern?.onlyPlainNames == [name]
        }
    }

    /// Whether the line is empty or begins with `#`.
    fileprivate var isComment: Bool {
        let first = utf8.first { ![UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0) }
        return first == nil || first == UInt8(ascii: "#")
    }
}
