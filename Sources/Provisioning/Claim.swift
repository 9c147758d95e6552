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
/// A claim is a small file with a name of its own in a folder of the PC. Who wants a PC writes his and then looks at the
/// others': one that has not expired makes him take his own back. Of two who come at the same moment both do so, never
/// neither. A claim expires by the PC's own time since its start, whatever its clock says, and with that start.
public struct Claim: Sendable {
    /// What came of asking for a PC.
    public enum Answer: Hashable, Sendable {
        /// It is ours.
        case ours
        /// Somebody else works on it.
        case taken(ClaimHolder)
        /// Ours is gone: it expired, and somebody else took the PC.
        case lost
    }

    /// How long a claim holds unless it is renewed (10 min).
    public static let lifetime = Duration.seconds(600)
    /// How often it is renewed while a step runs (2 min): four renewals may fail.
    public static let renewal = Duration.seconds(120)

    private let claimant: Claimant
    private let folder: String?
    private let token: String

    /// A claim that is not made yet.
    ///
    /// - Parameters:
    ///   - claimant: Who makes it; a claim of the same one from an earlier run counts as given up.
    ///   - folder: Where the PC keeps claims; nil: `/var/lib/siaga` as root, else `~/.local/state/siaga`.
    public init(_ claimant: Claimant, folder: String?) {
        self.claimant = claimant
        self.folder = folder
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

    private func ask(
        _ verb: String,
        over connection: any Connection,
        now: Timestamp
    ) async throws(StepFailure) -> Answer {
        let script = StepScript(
            Self.body,
            [
                verb, folder ?? "", token, claimant.id, claimant.owner, claimant.controller,
                "\(now.milliseconds)", "\(Self.lifetime.components.seconds)",
            ]
        )
        let said = try await script.run(over: connection, within: .seconds(15))
        let words = said.split(separator: "\n").last?.split(separator: " ") ?? []
        switch (words.first, words.count) {
        case ("ours", 1): return .ours
        case ("lost", 1): return .lost
        case ("taken", 4):
            guard let since = Int64(words[1]) else { break }
            return .taken(
                ClaimHolder(
                    owner: String(words[2]),
                    controller: String(words[3]),
                    since: Timestamp(milliseconds: since)
                )
            )
        default: break
        }
        throw StepFailure(.endNotSeen, said: said)
    }

    /// A claim is one line of six words.
    ///
    /// They are the start of the PC, the second since then at which it expires, the controller's id, since when, the
    /// owner, and the controller's name. `/var/lib/siaga` is looked into by everybody who may.
    private static let body = #"""
        verb=$1 place=$2 token=$3 id=$4 owner=$5 controller=$6 since=$7 lifetime=$8
        stop() {
            echo "$1" >&2
            exit 1
        }
        common=
        if [ -z "$place" ]; then
            place=/var/lib/siaga
            [ "$(id -u)" = 0 ] || { common=$place; place=${HOME:?}/.local/state/siaga; }
        fi
        mkdir -p -- "$place/claims" && cd -P -- "$place/claims" || stop "no claims can be kept in $place"
        [ "$(stat -c %u .)" = "$(id -u)" ] || stop "$place/claims belongs to another account"
        if { read -r up rest </proc/uptime && read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null; then
            now=${up%%.*}
        else
            now=$(date +%s) boot=none
        fi
        others() {
            for file in ./* ${common:+"$common/claims"/*}; do
                [ -f "$file" ] && [ ! -L "$file" ] && [ "$file" != "./$token" ] || continue
                { read -r its_boot until its_id its_since its_owner its_controller rest <"$file"; } 2>/dev/null || continue
                case $until in '' | *[!0-9]*) continue ;; esac
                if [ "$its_boot" != "$boot" ] || [ "$until" -le "$now" ]; then
                    case $file in ./*) rm -f -- "$file" ;; esac
                    continue
                fi
                if [ "$its_id" = "$id" ]; then
                    # Of an earlier run of this controller, unless that earlier run is who asks.
                    case $verb$file in make./*) rm -f -- "$file" ;; esac
                    continue
                fi
                printf 'taken %s %s %s\n' "$its_since" "$its_owner" "$its_controller"
                return 0
            done
            return 1
        }
        write() {
            printf '%s %s %s %s %s %s\n' "$boot" "$((now + lifetime))" "$id" "$since" "$owner" "$controller" \
                >"./.$token" && mv -f -- "./.$token" "./$token" || stop "no claim can be written in $place"
        }
        case $verb in
        make)
            others && exit 0
            write
            if others; then
                rm -f -- "./$token"
                exit 0
            fi ;;
        renew)
            if [ ! -f "./$token" ]; then
                others || echo lost
                exit 0
            fi
            read -r its_boot until its_id since rest <"./$token"
            write ;;
        release) rm -f -- "./$token" ;;
        esac
        echo ours
        """#
}
