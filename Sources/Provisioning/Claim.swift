public import Remoting
public import RoomModel

/// Who wants to change PCs: the account, the controller and its run.
public struct Claimant: Hashable, Sendable {
    /// The account on this controller, for people.
    public let owner: String
    /// This controller's name, for people.
    public let controller: String
    /// What tells this controller from others, and this room from others on it; the same from run to run.
    public let id: String

    /// Creates the record; whatever is no plain character in it becomes `_`.
    public init(owner: String, controller: String, id: String) {
        func plain(_ text: String, _ limit: Int) -> String {
            guard !text.isEmpty else { return "_" }
            return String(
                text.prefix(limit).map {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "-._@".contains($0)) ? $0 : "_"
                }
            )
        }
        self.owner = plain(owner, 40)
        self.controller = plain(controller, 60)
        self.id = plain(id, 80)
    }
}

/// One controller's claim on a PC, so that two technicians do not install over each other.
///
/// A claim is a small file with a name of its own on the PC. Who wants a PC writes his and then looks at the others':
/// one that has not expired makes him take his own back. Of two who come at the same moment both do so, never neither.
/// A claim expires by the PC's own time since its start, whatever its clock says, and with that start; while something
/// that was begun under it still runs, it keeps the PC from everybody, this controller included.
///
/// Root keeps claims where only root writes, any other account in `/var/tmp`, and all look into both. What a stranger
/// has there may be a pupil's: it keeps a PC from being taken, but takes it from nobody, and one that would hold longer
/// than a claim can is none.
public struct Claim: Sendable {
    /// What came of asking for a PC.
    public enum Answer: Hashable, Sendable {
        /// It is ours.
        case ours
        /// Somebody else works on it.
        case taken(ClaimHolder)
        /// What was begun under an earlier claim still runs there: the number of a process that waits for it.
        case working(Int)
        /// An earlier claim is root's, and the PC hides root's processes (hidepid, proc(5)): something may still run.
        case hidden
        /// Ours is gone: it expired, and somebody else took the PC.
        case lost
    }

    /// How long a claim holds unless it is renewed (10 min).
    public static let lifetime = Duration.seconds(600)
    /// How often it is renewed while a step runs (2 min): four renewals may fail.
    public static let renewal = Duration.seconds(120)

    private let claimant: Claimant
    private let folder: String?
    private let root: String
    private let token: String

    /// A claim that is not made yet.
    ///
    /// - Parameters:
    ///   - claimant: Who makes it; a claim of the same one from an earlier run counts as given up, unless what was begun
    ///     under it still runs.
    ///   - folder: Where the PC keeps claims; nil: `/var/lib/siaga` as root, else `/var/tmp`.
    public init(_ claimant: Claimant, folder: String?) {
        self.claimant = claimant
        self.folder = folder
        root = ""
        token = Nonce().description
    }

    /// A claim in the PC's own places, which a test has somewhere else.
    ///
    /// - Parameters:
    ///   - claimant: Who makes it.
    ///   - root: The folder that stands for `/`.
    package init(_ claimant: Claimant, under root: String) {
        self.claimant = claimant
        folder = nil
        self.root = root
        token = Nonce().description
    }

    /// Asks for the PC.
    ///
    /// - Parameters:
    ///   - connection: The PC.
    ///   - now: The controller's wall clock, for the people who are told.
    /// - Returns: Whether it is ours.
    /// - Throws: ``StepFailure`` where the PC cannot keep claims, or does not answer.
    public func make(over connection: any Connection, now: Timestamp) async throws(StepFailure) -> Answer {
        try await ask("make", over: connection, now: now)
    }

    /// Renews the claim, for ``lifetime`` from now.
    ///
    /// - Parameters:
    ///   - connection: The PC.
    ///   - now: The controller's wall clock.
    /// - Returns: Whether it is still ours.
    /// - Throws: ``StepFailure`` where the PC does not answer.
    public func renew(over connection: any Connection, now: Timestamp) async throws(StepFailure) -> Answer {
        try await ask("renew", over: connection, now: now)
    }

    /// Gives the PC up; whatever goes wrong, the claim expires.
    public func release(over connection: any Connection, now: Timestamp) async {
        _ = try? await ask("release", over: connection, now: now)
    }

    /// What work is found by that is done under this claim.
    public func mark(_ work: WorkMark) -> WorkMark { work.under(token) }

    /// Whether something that was begun under this claim still runs.
    ///
    /// - Parameters:
    ///   - connection: The PC.
    ///   - isOwn: Whether it is this connection's account that began it (default: nobody knows); another one's may be hidden.
    ///   - now: The controller's wall clock.
    /// - Returns: The number of a process that waits for it; nil: nothing runs any more.
    /// - Throws: ``StepFailure`` where the PC does not answer, or hides the processes of others.
    public func work(
        over connection: any Connection,
        isOwn: Bool = false,
        now: Timestamp
    ) async throws(StepFailure) -> Int? {
        let said = try await say("work", over: connection, now: now, isOwn: isOwn)
        if said == ["clear"] { return nil }
        guard case .working(let process)? = Self.working(said) else {
            throw StepFailure(.endNotSeen, said: said.joined(separator: " "))
        }
        return process
    }

    private static func working(_ words: [String]) -> Answer? {
        guard words.count == 2, words[0] == "works" else { return nil }
        return Int(words[1]).map(Answer.working)
    }

    private func ask(
        _ verb: String,
        over connection: any Connection,
        now: Timestamp
    ) async throws(StepFailure) -> Answer {
        let words = try await say(verb, over: connection, now: now)
        switch (words.first, words.count) {
        case ("ours", 1): return .ours
        case ("hidden", 1): return .hidden
        case ("lost", 1): return .lost
        case ("works", 2):
            if let answer = Self.working(words) { return answer }
        case ("taken", 4):
            guard let since = Timestamp(digits: words[1]) else { break }
            return .taken(
                ClaimHolder(
                    owner: words[2],
                    controller: words[3],
                    since: since
                )
            )
        default: break
        }
        throw StepFailure(.endNotSeen, said: words.joined(separator: " "))
    }

    /// The words of what the PC answers.
    private func say(
        _ verb: String,
        over connection: any Connection,
        now: Timestamp,
        isOwn: Bool = false
    ) async throws(StepFailure) -> [String] {
        let script = StepScript(
            Self.body,
            [
                verb, folder ?? "", token, claimant.id, claimant.owner, claimant.controller,
                "\(now.milliseconds)", "\(Self.lifetime.components.seconds)", root,
                isOwn ? "own" : "",
            ],
            work: nil
        )
        let said = try await script.run(over: connection, within: .seconds(15))
        return said.split(separator: "\n").last?.split(separator: " ").map(String.init) ?? []
    }

    /// A claim is one line of six words.
    ///
    /// They are the start of the PC, the second since then at which it expires, the controller's id, since when, the
    /// owner, and the controller's name. One in `/var/tmp` bears its account's number in its name, and counts only
    /// where the file is that account's. Nobody there can put another's away or in its place (the sticky bit, inode(7)).
    private static let body = #"""
        verb=$1 folder=$2 token=$3 id=$4 owner=$5 controller=$6 since=$7 lifetime=$8 root=$9
        stop() {
            echo "$1" >&2
            exit 1
        }
        me=$(id -u) name=$token own=yes roots= shared=
        # Whether the processes of other accounts are out of sight.
        hides() {
            [ "$me" != 0 ] && [ -d /proc/self ] && ! { true </proc/1/cmdline; } 2>/dev/null
        }
        # Whether what the claim in $file was made for still runs, past its run and its time: the shell that waits for it
        # bears its token. Of what root began nothing is known where that is hidden.
        works() {
            mark=${file##*[/-]}
            case $mark in '' | *[!0-9a-f]*) return 1 ;; esac
            process=$(grep -ls "[s]iaga:step:$mark" /proc/[0-9]*/cmdline 2>/dev/null)
            process=${process#/proc/} && process=${process%%/*}
            if [ -n "$process" ]; then
                printf 'works %s\n' "$process"
            else
                [ "$account" = 0 ] && hides && echo hidden
            fi
        }
        if [ "$verb" = work ]; then
            account=0 file=./$token
            [ -z "${10}" ] || account=$me
            works || echo clear
            exit 0
        fi
        if [ -n "$folder" ]; then
            place=$folder/claims
        elif [ "$me" = 0 ]; then
            place=$root/var/lib/siaga/claims shared=$root/var/tmp
            # Whoever is not root has to see them.
            mkdir -p -- "$place" && chmod 755 "${place%/*}" "$place"
        else
            place=$root/var/tmp own= roots=$root/var/lib/siaga/claims shared=. name=siaga-claim-$me-$token
        fi
        mkdir -p -- "$place" && cd -P -- "$place" || stop "no claims can be kept in $place"
        if [ -n "$own" ]; then
            [ "$(stat -c %u .)" = "$me" ] || stop "$place belongs to another account"
        else
            [ -k . ] || stop "no claims can be kept in $place: it lacks the sticky bit"
        fi
        if { read -r up rest </proc/uptime && read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null; then
            now=${up%%.*}
        else
            now=$(date +%s) boot=none
        fi
        is_number() {
            case $1 in '' | *[!0-9]* | ???????????????????*) return 1 ;; esac
        }
        # Reads $file: whether it is a claim at all.
        is_claim() {
            [ -f "$file" ] && [ ! -L "$file" ] || return 1
            account= stranger=
            case $file in
            "${roots:-/}"/*) account=0 ;;
            */siaga-claim-*)
                account=${file##*/siaga-claim-}
                account=${account%%-*}
                [ "$account" = "$me" ] || stranger=yes ;;
            esac
            found=$(stat -c '%u %s' -- "$file" 2>/dev/null) || return 1
            [ "${found% *}" = "${account:-${found% *}}" ] && [ "${found#* }" -le 400 ] || return 1
            { read -r its_boot until its_id its_since its_owner its_controller rest <"$file"; } 2>/dev/null || return 1
            is_number "$until" && is_number "$its_since" && [ -n "$its_controller" ] && [ -z "$rest" ] || return 1
            case $its_boot$its_id$its_owner$its_controller in *[!A-Za-z0-9._@-]*) return 1 ;; esac
        }
        # Whether it has not expired. Twice the lifetime: it may have been made since the time was read.
        holds() {
            [ "$its_boot" = "$boot" ] && [ "$until" -gt "$now" ] || return 1
            [ -z "$stranger" ] || [ "$until" -le "$((now + 2 * lifetime))" ]
        }
        # Whether it is another controller's and holds; an earlier run of this one has given it up. What a stranger has
        # takes a PC from nobody.
        blocks() {
            if holds && [ "$its_id" != "$id" ] && [ "$stranger$holding" != yesyes ]; then
                printf 'taken %s %s %s\n' "$its_since" "$its_owner" "$its_controller"
            else
                [ "$its_boot" = "$boot" ] && works
            fi
        }
        sweep() {
            holds && [ "$its_id" != "$id" ] || rm -f -- "$file" 2>/dev/null
            return 1
        }
        look() {
            for file in ${own:+./*} ${roots:+"$roots"/*} ${shared:+"$shared"/siaga-claim-*}; do
                [ "$file" != "./$name" ] && is_claim && "$1" && return 0
            done
            return 1
        }
        write() {
            new=$(mktemp ./.siaga-claim.XXXXXXXX) || stop "no claim can be written in $place"
            file=./$name
            chmod 644 "$new" && printf '%s %s %s %s %s %s\n' \
                "$boot" "$((now + lifetime))" "$id" "$since" "$owner" "$controller" >"$new" \
                && mv -f -- "$new" "$file" && is_claim && return
            rm -f -- "$new"
            stop "no claim can be written in $place"
        }
        case $verb in
        make | renew)
            holding= file=./$name
            if [ "$verb" = renew ]; then
                is_claim || { look blocks || echo lost; exit 0; }
                since=$its_since
                # Nobody could take the PC meanwhile, and nobody can before the new claim is there.
                holds && [ "$until" -gt "$((now + 60))" ] && holding=yes
            fi
            look blocks || { write; look blocks; } && { rm -f -- "./$name"; exit 0; }
            # Only now: who renews an expired claim sees this one, whatever becomes of his file.
            [ "$verb" = renew ] || look sweep ;;
        release) rm -f -- "./$name" ;;
        esac
        echo ours
        """#
}
