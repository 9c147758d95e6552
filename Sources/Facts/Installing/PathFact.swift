import Remoting
import RoomModel

/// What is at a path of a PC, for who wants to change it: nothing is followed that somebody else may have put there.
public struct PathFact: Fact {
    /// What kind of thing is there.
    public enum Kind: String, Hashable, Sendable {
        /// Nothing.
        case absent
        /// A file.
        case file
        /// A folder with something in it.
        case folder
        /// A folder with nothing in it.
        case emptyFolder = "empty-folder"
        /// A symbolic link, whatever it leads to.
        case link
        /// A device, a socket, a pipe.
        case other
    }

    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// What is there.
        public let kind: Kind
        /// The nearest folder on the way that exists, without any link in it.
        public let base: String
        /// The folders between ``base`` and the name, those that do not exist yet; empty: none.
        public let missing: String
        /// A link on the way that neither root nor the account put there; nil: none.
        public let foreignLink: String?
        /// The owner's name, or number; nil where nothing is there.
        public let owner: String?
        /// The permission bits in octal: `644`.
        public let mode: String?
        /// The content's SHA-256, 64 lower-case digits; nil where it was not asked for, or is no file.
        public let sha256: String?
        /// Whether the account may write into ``base``.
        public let isWritable: Bool
        /// Whether the disk of ``base`` is mounted read-only.
        public let isDiskReadOnly: Bool
        /// A folder on the way to the path, or ``base`` itself, in which several accounts may write; nil: there is none.
        public let openFolder: String?
        /// Whose the path is, or what is below it, as a person's own folder; nil: nobody's.
        public let home: String?
        /// Where a disk is mounted: the path itself, or a folder below it; nil: none.
        public let mountPoint: String?

        /// The path with every link on the way followed; the last part as the PC spells ``base``, with the rest behind it.
        public let resolved: String

        /// Creates a reading.
        public init(
            kind: Kind,
            base: String,
            missing: String = "",
            foreignLink: String? = nil,
            owner: String? = nil,
            mode: String? = nil,
            sha256: String? = nil,
            isWritable: Bool = true,
            isDiskReadOnly: Bool = false,
            openFolder: String? = nil,
            home: String? = nil,
            mountPoint: String? = nil,
            resolved: String = ""
        ) {
            self.kind = kind
            self.base = base
            self.missing = missing
            self.foreignLink = foreignLink
            self.owner = owner
            self.mode = mode
            self.sha256 = sha256
            self.isWritable = isWritable
            self.isDiskReadOnly = isDiskReadOnly
            self.openFolder = openFolder
            self.home = home
            self.mountPoint = mountPoint
            self.resolved = resolved
        }
    }

    /// `path`.
    public static let id = "path"

    /// An absolute path without `.`, `..` and double slashes.
    public let path: String
    /// Whether a file's content is read.
    public let isHashed: Bool

    /// Creates the fact.
    public init(path: String, isHashed: Bool = false) {
        self.path = path
        self.isHashed = isHashed
    }

    /// The path, and whether to hash.
    public var arguments: [String] { [path, isHashed ? "hash" : "plain"] }

    /// Prints a line for each thing it found, and `end`.
    ///
    /// Links of root in folders where only root may write are part of the system (`/bin`, `/var/run`); others may lead
    /// anywhere.
    public static let fragments = Fragments(
        posix: PosixFolder.shell + PosixPlace.shell + PosixDisk.shell + #"""
            for tool in ls readlink stat sha256sum; do
                command -v "$tool" >/dev/null && continue
                echo "$tool"
                exit 69
            done
            name=${1##*/}
            above=${1%/*}
            above=${above:-/}
            missing=
            while [ ! -d "$above" ]; do
                if [ -e "$above" ] || [ -L "$above" ]; then
                    printf 'blocked %s\n' "$above"
                    echo end
                    exit 0
                fi
                missing=${above##*/}${missing:+/$missing}
                above=${above%/*}
                above=${above:-/}
            done
            if [ ! -x "$above" ]; then
                printf 'look into %s\n' "$above"
                exit 77
            fi
            me=$(id -u)
            # Part by part: whoever may write in a folder on the way can put a link there at any moment.
            rest=$above links=0 foreign=
            cd -P / || exit 1
            while [ -n "$rest" ]; do
                part=${rest%%/*}
                case $rest in */*) rest=${rest#*/} ;; *) rest= ;; esac
                at=$(siaga_pwd)
                case $part in
                '' | .) continue ;;
                ..) cd -P .. || exit 1; continue ;;
                esac
                if [ -L "./$part" ]; then
                    foreign=${at%/}/$part
                    case $(stat -c %u "./$part") in 0 | "$me") siaga_safe || break ;; *) break ;; esac
                    links=$((links + 1))
                    [ "$links" -le 40 ] && target=$(readlink "./$part") || break
                    case $target in /*) cd -P / || exit 1 ;; esac
                    rest=$target/$rest
                    foreign=
                elif ! cd -P "./$part" 2>/dev/null || [ "$(siaga_pwd)" != "${at%/}/$part" ]; then
                    foreign=${at%/}/$part
                    break
                fi
            done
            base=$(siaga_pwd) || exit 1
            [ -z "$foreign" ] || printf 'foreign %s\n' "$foreign"
            printf 'base %s\n' "$base"
            [ -z "$missing" ] || printf 'missing %s\n' "$missing"
            if (cd -P -- "$base" && siaga_sealed); then
                echo 'writable sealed'
            elif [ -w "$base" ]; then
                echo 'writable yes'
            else
                echo 'writable no'
            fi
            (
                # Root works in one other account's folder as that account.
                cd -P -- "$base" && ! siaga_safe && [ "$me,${siaga_who:+one}" != 0,one ] || exit
                printf 'open %s\n' "$siaga_open"
            )
            file=${base%/}/$name
            siaga_place "${base%/}/${missing:+$missing/}$name"
            kind=absent
            if [ -n "$missing" ]; then
                :
            elif [ -L "$file" ]; then
                kind=link
            elif [ -f "$file" ]; then
                kind=file
            elif [ -d "$file" ]; then
                kind=empty-folder
                for inside in "$file"/* "$file"/.[!.]* "$file"/..?*; do
                    if [ -e "$inside" ] || [ -L "$inside" ]; then
                        kind=folder
                        break
                    fi
                done
                [ -r "$file" ] || kind=folder
            elif [ -e "$file" ]; then
                kind=other
            fi
            printf 'kind %s\n' "$kind"
            if [ "$kind" != absent ]; then
                owner=$(stat -c %U "$file") && mode=$(stat -c %a "$file") || exit 1
                [ "$owner" != UNKNOWN ] || owner=$(stat -c %u "$file")
                printf 'owner %s\nmode %s\n' "$owner" "$mode"
            fi
            if [ "$kind,$2" = file,hash ]; then
                if [ ! -r "$file" ]; then
                    printf 'read %s\n' "$file"
                    exit 77
                fi
                digest=$(sha256sum <"$file") || exit 1
                printf 'sha256 %s\n' "${digest%% *}"
            fi
            echo end
            """#
    )

    /// Reads the lines; something that is no folder on the way counts as of another kind.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        guard output.lines.last == PosixOutput.endLine else { throw output.unreadable() }
        var values: [Substring: String] = [:]
        for line in output.lines.dropLast() {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2 else { throw output.unreadable() }
            guard values.updateValue(String(words[1]), forKey: words[0]) == nil else {
                throw output.unreadable()
            }
        }
        if let blocked = values["blocked"] { return Reading(kind: .other, base: blocked, isWritable: false) }
        guard let base = values["base"], base.hasPrefix("/"), let kind = values["kind"].flatMap(Kind.init),
            values["sha256"]?.utf8.count ?? 64 == 64,
            values["mode"]?.allSatisfy({ ("0"..."7").contains($0) }) ?? (kind == .absent)
        else { throw output.unreadable() }
        return Reading(
            kind: kind,
            base: base,
            missing: values["missing"] ?? "",
            foreignLink: values["foreign"],
            owner: values["owner"],
            mode: values["mode"],
            sha256: values["sha256"],
            isWritable: values["writable"] == "yes",
            isDiskReadOnly: values["writable"] == "sealed",
            openFolder: values["open"],
            home: values["home"],
            mountPoint: values["mount"],
            resolved: ([base == "/" ? "" : base]
                + [values["missing"], path.split(separator: "/").last.map(String.init)]
                .compactMap(\.self)).joined(separator: "/")
        )
    }
}
