extension WinePC {
    /// Prepares Wine, keeps it resident, prints `ready PREFIX`, and takes it down when stdin ends.
    ///
    /// The end of stdin comes also when the test process dies, so nothing is left running. Read by `sh -s` from the
    /// very stdin it waits on: hence one `main` at the end, and no command before it that reads.
    ///
    /// - The lock is waited for as long as all others together may need on a machine that does much else: 20 minutes.
    /// - `z:` goes, so that no script reaches the real file system by a drive letter.
    /// - No X: the null display driver lets windows be made all the same. `wineserver -p` and one window keep Wine
    ///   resident; a command then takes 0.2 s instead of 1 s.
    static let wineScript = #"""
        fail() { echo "$*"; exit 1; }

        prepare() {
          [ -f "$cache/complete" ] && return
          rm -rf "$WINEPREFIX"
          timeout 300 "$wine/wine64" wineboot -i || return 1
          timeout 60 "$wine/wine64" reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f || return 1
          timeout 60 "$wine/wineserver" -k
          timeout 60 "$wine/wineserver" -w
          rm -f "$WINEPREFIX/dosdevices/z:"
          : > "$cache/complete"
        }

        stop() {
          timeout 60 "$wine/wineserver" -k
          timeout 60 "$wine/wineserver" -w
        }

        main() {
          wine=/usr/lib/wine
          cache=${XDG_CACHE_HOME:-$HOME/.cache}/siaga-test/$("$wine/wine64" --version | cut -d ' ' -f 1)
          export WINEPREFIX="$cache/prefix" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
          unset DISPLAY WAYLAND_DISPLAY
          mkdir -p "$cache" || fail "no folder $cache"
          exec 9> "$cache/lock"
          flock -w 1200 9 || fail "another Wine PC holds $cache"
          trap stop EXIT
          trap 'exit 143' TERM INT HUP
          prepare 9>&- < /dev/null > "$cache/log" 2>&1 || fail "$(cat "$cache/log")"
          rm -f "$WINEPREFIX/drive_c/users/$(id -un)"/siaga-*
          "$wine/wineserver" -p 9>&- < /dev/null > /dev/null 2>&1
          timeout 60 "$wine/wine64" winecfg -v win10 9>&- < /dev/null > /dev/null 2>&1
          setsid "$wine/wine64" notepad 9>&- < /dev/null > /dev/null 2>&1 &
          echo "ready $WINEPREFIX"
          cat > /dev/null
        }

        main

        """#

    /// The ForceCommand that makes a session of sshd look like Win32-OpenSSH.
    ///
    /// - SFTP and commands begin in the Windows profile folder.
    /// - A batch file carries the command byte for byte; Wine would quote an argument again.
    /// - Wine 8's cscript has neither `//E:` nor `//T:`, so they are dropped.
    /// - Output takes the way of files: Wine's services inherit the handles and would hold the channel open.
    static let shellScript = #"""
        export WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8
        unset DISPLAY WAYLAND_DISPLAY
        cd "$WINEPREFIX/drive_c/users/$(id -un)" || exit 255
        case $SSH_ORIGINAL_COMMAND in
        internal-sftp* | *sftp-server*) exec /usr/lib/openssh/sftp-server ;;
        esac
        folder=$(mktemp -d -p "$WINEPREFIX/drive_c/windows/temp") || exit 255
        trap 'rm -rf "$folder"' EXIT
        printf '@echo off\r\n%s\r\n' "$SSH_ORIGINAL_COMMAND" |
          sed 's|//E:JScript ||; s|//T:[0-9]* ||' > "$folder/c.bat"
        /usr/lib/wine/wine64 cmd /c "C:\\windows\\temp\\${folder##*/}\\c.bat" > "$folder/out" 2> "$folder/err"
        code=$?
        cat "$folder/out"
        cat "$folder/err" >&2
        exit $code

        """#
}
