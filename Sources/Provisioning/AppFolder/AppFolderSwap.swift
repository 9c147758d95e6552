/// The shell texts that exchange the app's folder and the one beside it.
///
/// Two renames are not one. A marker, `swap`, is on the disk before the first and goes after the second, so that a cut at
/// any moment leaves both versions whole, and what is there says how to go on:
/// ```
/// swap   app's path   new   old
///  -     former       yes   -     not begun
///  yes   former       yes   -     marked: both renames follow
///  yes   nothing      yes   yes   between: the second follows
///  yes   new          -     yes   done: the marker goes
/// ```
/// `back` besides means that `old` is to be the new one: a rollback. `sizes` says what `old` was when it was put away.
/// A link is exchanged by one rename, so that the app is there at every moment; `away` is what it led to before, until
/// that is kept as `old`.
enum AppFolderSwap {
    /// Puts a staged folder in place.
    ///
    /// Arguments: path, name of Siaga's folder, key, layout.
    static let script = common + placing

    /// Puts the kept version back in place, and keeps the present one.
    ///
    /// Argument: path.
    static let rollback = common + returning

    /// Finishes the swap that was cut off.
    ///
    /// Argument: path.
    static let recovery = common + finishing

    private static let common =
        AppFolderShell.looking + AppFolderShell.walking + swapping

    private static let placing = #"""
        app_work=$2 app_key=$3 app_layout=$4
        app_enter "$1" || app_fail link "$1"
        app_guard
        app_mine "$app_work" || app_fail lost "$app_work"
        [ "$(cat "$app_work/ready" 2>/dev/null)" = "$app_key" ] || app_fail lost "$app_work"
        app_look
        case $app_target in foreign-link | other) app_fail "$app_target" ;; esac
        if [ "$app_layout" = link ] && [ ! -L "$app_work/new" ]; then
            mv "$app_work/new" "$app_work/tree" && ln -s "$app_work/tree" "$app_work/new" && chmod 711 "$app_work" ||
                app_fail write "$app_work"
        fi
        app_swap
        echo done
        """#

    private static let returning = #"""
        app_enter "$1" || app_fail link "$1"
        app_guard
        app_look
        case $app_target in foreign-link | other) app_fail "$app_target" ;; esac
        app_work=
        for work in ."$app_name".siaga-*; do
            app_mine "$work" || continue
            [ ! -e "$work/swap" ] || app_fail swap "$work"
            app_exists "$work/old" || continue
            [ -z "$app_work" ] || app_fail several
            app_work=$work
        done
        [ -n "$app_work" ] || app_fail nothing-kept
        if [ -e "$app_work/sizes" ]; then
            app_sizes "$app_work/old" | cmp -s - "$app_work/sizes" || app_fail kept-changed "$app_work/old"
        fi
        printf '' >"$app_work/back" || app_fail write "$app_work"
        app_swap
        echo done
        """#

    private static let finishing = #"""
        app_enter "$1" || app_fail link "$1"
        app_guard
        app_look
        case $app_target in foreign-link | other) app_fail "$app_target" ;; esac
        app_work=
        for work in ."$app_name".siaga-*; do
            app_mine "$work" && [ -e "$work/swap" ] || continue
            [ -z "$app_work" ] || app_fail several
            app_work=$work
        done
        [ -n "$app_work" ] || app_fail no-swap
        app_swap
        echo done
        """#

    /// - `app_sizes FOLDER`: sizes and names of its files, to know later that it lost none.
    /// - `app_undo WHAT`: after a rename that was refused, with the former version in place, as if nothing had begun.
    /// - `app_swap`: makes what is at `$app_work/new` the app, and of the app `$app_work/old`.
    /// - `app_rename`: both renames. Where all three are there, `mv` had to copy (some overlay file systems do not rename)
    ///   and was cut off: the one that is whole is kept.
    /// - `app_prune`: one former version is kept, and nothing else of Siaga's; `app_left` is what could not be removed.
    private static let swapping = #"""
        app_sizes() {
            app_of=$1
            [ ! -L "$1" ] || app_of=./$(readlink "$1")
            (cd -P "$app_of/" && app_find -type f -exec stat -c '%s %n' {} + | sort)
        }
        app_undo() {
            if app_exists "./$app_name"; then
                [ -z "$app_back" ] || mv "$app_work/new" "$app_work/old"
                rm -f "$app_work/swap" "$app_work/back" "$app_work/away" "$app_work/sizes.next"
            fi
            app_fail rename "$1"
        }
        app_swap() {
            app_back=
            if [ ! -e "$app_work/swap" ]; then
                rm -f "$app_work/sizes.next"
                if [ -n "$app_tree" ]; then
                    app_sizes "./$app_tree" >"$app_work/sizes.next" || app_fail write "$app_work"
                fi
                printf '' >"$app_work/swap" || app_fail write "$app_work"
                app_sync
                app_step marked
            fi
            if app_exists "$app_work/back"; then
                if ! app_exists "$app_work/new"; then
                    mv "$app_work/old" "$app_work/new" || app_undo "$app_work/old"
                fi
                app_step back
                rm -f "$app_work/back"
                app_back=yes
            fi
            if ! app_exists "$app_work/new"; then
                :
            elif [ "$app_target" = link ] && [ -L "$app_work/new" ]; then
                rm -f "$app_work/away"
                ln -s "$app_tree" "$app_work/away" || app_undo "$app_work/away"
                app_step kept
                mv -T "$app_work/new" "./$app_name" || app_undo "$app_name"
                app_step placed
            else
                app_rename
            fi
            if [ -L "$app_work/away" ]; then
                mv "$app_work/away" "$app_work/old" || app_fail write "$app_work"
            fi
            if app_exists "$app_work/sizes.next"; then
                mv "$app_work/sizes.next" "$app_work/sizes"
            fi
            app_sync
            app_step synced
            app_left=
            app_prune
            app_step pruned
            rm -f "$app_work/swap" || app_fail write "$app_work"
            app_step unmarked
            [ -z "$app_left" ] || app_fail placed-left "$app_base/$app_left"
        }
        app_rename() {
            if app_exists "./$app_name" && app_exists "$app_work/old"; then
                if app_sizes "$app_work/old" | cmp -s - "$app_work/sizes.next"; then
                    mv "./$app_name" "$app_work/rest" || app_fail rename "$app_name"
                else
                    siaga_remove "$app_work/old"
                fi
            fi
            if app_exists "./$app_name"; then
                mv "./$app_name" "$app_work/old" || app_undo "$app_name"
                app_step away
            fi
            if ! mv "$app_work/new" "./$app_name"; then
                app_exists "./$app_name" || mv "$app_work/old" "./$app_name"
                app_undo "$app_name"
            fi
            app_step placed
        }
        app_prune() {
            app_look
            before=
            [ ! -L "$app_work/old" ] || before=$(readlink "$app_work/old")
            for other in ."$app_name".siaga-*; do
                [ "$other" != "$app_work" ] && app_mine "$other" && [ ! -e "$other/swap" ] || continue
                case $other in
                "${before%/tree}" | "${app_tree%/tree}") siaga_remove "$other/old" ;;
                *) siaga_remove "$other" ;;
                esac || {
                    # No version any more, to go back to: only what is left of one.
                    app_left=$other
                    ! app_exists "$other/old" || mv "$other/old" "$other/left"
                }
            done
            siaga_remove "$app_work/rest" || app_left=$app_work/rest
        }

        """#
}
