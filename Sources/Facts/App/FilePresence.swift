import RoomModel

/// What a PC says about a path.
public enum FilePresence: String, Hashable, Sendable {
    /// A file with something in it.
    case file
    /// A file of no bytes: what a full disk or a virus scanner leaves.
    case empty
    /// A folder.
    case folder
    /// A device, a socket, a pipe.
    case other
    /// Nothing, and the account may look into every folder on the way there.
    case absent
    /// The account may not look: there may be something or nothing.
    case hidden

    /// The shell function `siaga_presence PATH`, which sets `presence` to one of the words above.
    ///
    /// `test -e` is false both for nothing and for what a folder without the search right hides (`access(2)`,
    /// EACCES), so the nearest folder that exists must be one the account may search.
    static let shell = #"""
        siaga_presence() {
            presence=absent
            if [ -f "$1" ]; then
                if [ -s "$1" ]; then presence=file; else presence=empty; fi
            elif [ -d "$1" ]; then
                presence=folder
            elif [ -e "$1" ]; then
                presence=other
            else
                above=$1
                while [ -n "$above" ] && [ ! -e "$above" ]; do
                    case $above in
                        */*) above=${above%/*} ;;
                        *) break ;;
                    esac
                done
                [ ! -d "${above:-/}" ] || [ -x "${above:-/}" ] || presence=hidden
            fi
        }
        """#
}

extension PosixOutput {
    /// The lines after the first, `folder WORD`, which says what is at the app's folder.
    ///
    /// - Parameter folder: The folder's path.
    /// - Returns: The lines; nil when it is proved that there is no such folder.
    /// - Throws: ``Unmeasured`` when the account may not look, or the first line makes no sense.
    func lines(inside folder: String) throws(Unmeasured) -> ArraySlice<String>? {
        var lines = self.lines[...]
        guard let words = lines.popFirst()?.split(separator: " "), words.count == 2, words[0] == "folder",
            let presence = FilePresence(rawValue: String(words[1]))
        else { throw unreadable() }
        switch presence {
        case .folder: return lines
        case .hidden: throw Unmeasured(.noRight("read \(folder.safe())"))
        case .file, .empty, .other, .absent:
            guard lines.isEmpty else { throw unreadable() }
            return nil
        }
    }
}
