/// How facts and steps of the desktop find who sits there and look at it, as far as they may.
public enum DesktopSession {
    /// The shell functions `siaga_session`, `siaga_may_look` and `siaga_look COMMAND…`.
    ///
    /// `siaga_session` sets `session` (`none`, `x11`, `wayland`) and whose it is: systemd's login manager knows
    /// (loginctl(1), which asks it over the system's D-Bus), without it an X server's socket gives it away. A desktop shows itself to its own account and
    /// to root, who looks as that account. Display and cookie come from the environment of one of its programs.
    public static let shell = #"""
        siaga_session() {
            session=none owner= owner_name= display= authority=
            sessions=
            [ ! -e /run/dbus/system_bus_socket ] || ! command -v loginctl >/dev/null ||
                sessions=$(loginctl list-sessions --no-legend)
            while read -r number rest; do
                [ -n "$number" ] || continue
                type= user= name= shown= active= class=
                while IFS== read -r key value; do
                    case $key in
                    Type) type=$value ;;
                    User) user=$value ;;
                    Name) name=$value ;;
                    Display) shown=$value ;;
                    Active) active=$value ;;
                    Class) class=$value ;;
                    esac
                done <<PROPERTIES
        $(loginctl show-session "$number" -p Type -p User -p Name -p Display -p Active -p Class)
        PROPERTIES
                case $class,$type in user,x11 | user,wayland) ;; *) continue ;; esac
                [ "$session" = none ] || [ "$active" = yes ] || continue
                session=$type owner=$user owner_name=$name display=$shown
            done <<SESSIONS
        $sessions
        SESSIONS
            if [ "$session" = none ]; then
                for socket in /tmp/.X11-unix/X*; do
                    [ -S "$socket" ] || continue
                    session=x11 display=:${socket##*/X}
                    set -- $(ls -nd "$socket")
                    owner=$3
                    break
                done
            fi
            [ "$session" != none ] || return 0
            me=$(id -u)
            siaga_may_look || return 0
            for file in $(grep -ls DISPLAY= /proc/[0-9]*/environ); do
                set -- $(ls -nd "${file%/environ}")
                [ "$3" = "$owner" ] || continue
                while IFS= read -r line; do
                    case $line in
                    DISPLAY=*) display=${line#*=} ;;
                    XAUTHORITY=*) authority=${line#*=} ;;
                    esac
                done <<ENVIRONMENT
        $(tr '\000' '\n' <"$file")
        ENVIRONMENT
                [ -z "$authority" ] || break
            done
        }
        siaga_may_look() {
            [ "$owner" = "$me" ] || [ "$me" = 0 ]
        }
        siaga_look() {
            set -- env "DISPLAY=$display" ${authority:+"XAUTHORITY=$authority"} "XDG_RUNTIME_DIR=/run/user/$owner" \
                "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$owner/bus" "$@"
            if [ "$owner" = "$me" ]; then
                "$@"
            elif [ -n "$owner_name" ] && [ "$me" = 0 ]; then
                runuser -u "$owner_name" -- "$@"
            else
                return 77
            fi
        }
        """#
}
