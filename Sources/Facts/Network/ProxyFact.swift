import RoomModel

/// The proxies the programs of a PC are told to use.
///
/// Names and passwords in an address never leave the PC.
public struct ProxyFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// The proxies, each once: `http://10.0.0.1:3128`.
        public let proxies: [String]
        /// Whether a desktop is open whose own setting cannot be seen.
        public let isDesktopHidden: Bool

        /// Creates a reading.
        public init(proxies: [String], isDesktopHidden: Bool = false) {
            self.proxies = proxies
            self.isDesktopHidden = isDesktopHidden
        }
    }

    /// `net.proxy`.
    public static let id = "net.proxy"

    /// Looks at the environment of a login, `/etc/environment` (pam_env(8)) and the desktop's setting (GNOME).
    public static let fragments = Fragments(
        posix: DesktopSession.shell + "\n" + #"""
            proxy() {
                address=${1#[\"\']}
                address=${address%[\"\']}
                case $address in
                *://*@*) address=${address%%://*}://${address##*@} ;;
                *@*) address=${address##*@} ;;
                '') return ;;
                esac
                printf 'proxy %s\n' "$(printf %s "$address" | tr -d '[:space:]')"
            }
            for name in http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY; do
                eval "value=\${$name-}"
                proxy "$value"
            done
            if [ -r /etc/environment ]; then
                while IFS= read -r line || [ -n "$line" ]; do
                    case ${line#export } in
                    http_proxy=* | https_proxy=* | all_proxy=* | HTTP_PROXY=* | HTTPS_PROXY=* | ALL_PROXY=*)
                        proxy "${line#*=}" ;;
                    esac
                done </etc/environment
            fi
            siaga_session
            if [ "$session" != none ] && command -v gsettings >/dev/null; then
                mode=$(siaga_look gsettings get org.gnome.system.proxy mode)
                case $mode in
                *none*) ;;
                *manual*)
                    for kind in http https socks; do
                        host=$(siaga_look gsettings get "org.gnome.system.proxy.$kind" host)
                        host=${host#\'}
                        host=${host%\'}
                        [ -n "$host" ] || continue
                        proxy "$host:$(siaga_look gsettings get "org.gnome.system.proxy.$kind" port)"
                    done ;;
                *auto*) proxy "$(siaga_look gsettings get org.gnome.system.proxy autoconfig-url)" ;;
                *) echo hidden ;;
                esac
            fi
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the records.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        var proxies: [String] = []
        var isHidden = false
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("proxy", 2):
                let address = String(record[1]).safe(limit: 120)
                guard !address.contains("@") else { throw Unmeasured(.unreadable("")) }
                if !proxies.contains(address) { proxies.append(address) }
            case ("hidden", 1): isHidden = true
            default: throw Unmeasured(.unreadable(""))
            }
        }
        return Reading(proxies: proxies, isDesktopHidden: isHidden)
    }
}
