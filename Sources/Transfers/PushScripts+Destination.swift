extension PushScripts {
    /// How a push gets to the folder it writes in, so that nobody but root and the own account says which one that is.
    ///
    /// Where other accounts may write above it, they can put a link in the place of a folder at any moment, and root would
    /// follow. So a folder is entered first and looked at then; what is in it is named from within.
    /// - `go PATH`: goes there; `PWD` is then where that is, whatever was put on the way meanwhile.
    /// - `guarded`: whether nobody but root and this account can rename what is in the current folder.
    /// - `enter PATH`: goes to a folder below this one; 1: there is none, 2: the way there leads over a link.
    /// - `mine`: whether the current folder is this account's own, and nobody else may write in it.
    /// - `closed`: sees to it that nobody but root and this account can change what is in the current folder, or where it is.
    /// - `arrive PATH`: goes there part by part, making what is missing where `make` is set; else `left` is what is missing.
    ///   A link counts where it is root's or this account's, in a folder that is `guarded`: `/var/run` is one. Says which
    ///   one does not.
    static let destination = #"""
        me=$(id -u)
        go() {
            cd -P "$1" || return 1
            # bash works out PWD beforehand, by the path; the others ask the kernel afterwards.
            [ -z "$BASH_VERSION" ] || PWD=$(env pwd -P)
        }
        guarded() {
            set -f; set -- $(ls -ldn .); set +f
            case $3 in 0 | "$me") ;; *) return 1 ;; esac
            # In a folder with the sticky bit nobody renames what is another's; the own group is often of one account.
            case $1 in
            ?????????[tT]*) ;;
            ????????w*) return 1 ;;
            ?????w*) [ "$4" = 0 ] || [ "$4" = "$(id -g)" ] ;;
            esac
        }
        trusted() {
            set -f; set -- $(ls -ldn "./$1"); set +f
            { [ "$3" = 0 ] || [ "$3" = "$me" ]; } && guarded
        }
        enter() {
            at=${PWD%/}
            go "./$1" || return 1
            [ "$PWD" = "$at/$1" ] || return 2
        }
        mine() {
            [ -O . ] && case $(ls -ldn .) in ?????-??-*) ;; *) false ;; esac
        }
        closed() { siaga_safe || refuse open "$siaga_open"; }
        refuse() { say E "$@"; exit 0; }
        arrive() {
            left=$1; links=0
            case $left in /*) go / ;; *) go . ;; esac || refuse folder
            while [ -n "$left" ]; do
                part=${left%%/*}
                case $left in */*) rest=${left#*/} ;; *) rest= ;; esac
                if [ -z "$part" ] || [ "$part" = . ]; then
                    :
                elif [ "$part" = .. ]; then
                    go .. || refuse folder
                elif [ -L "./$part" ]; then
                    trusted "$part" || refuse link "${PWD%/}/$part"
                    links=$((links + 1))
                    [ "$links" -le 40 ] && [ -d "./$part" ] && target=$(readlink "./$part") || refuse folder
                    case $target in /*) go / || refuse folder ;; esac
                    rest=$target/$rest
                else
                    if [ ! -e "./$part" ]; then
                        closed
                        [ -n "$make" ] || return 0
                        mkdir "./$part" 2>/dev/null
                    fi
                    enter "$part" || refuse folder
                fi
                left=$rest
            done
            closed
        }

        """#
}
