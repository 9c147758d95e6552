import Remoting

extension PushScripts {
    /// How a push gets to the folder it writes in, so that nobody but root and the own account says which one that is.
    ///
    /// Where other accounts may write above it, they can put a link in the place of a folder at any moment, and root would
    /// follow. So a folder is entered first and looked at then; what is in it is named from within.
    /// - `go PATH`: goes there; `PWD` is then where that is, whatever was put on the way meanwhile.
    /// - `enter PATH`: goes to a folder below this one; 1: there is none, 2: the way there leads over a link.
    /// - `closed`: sees to it that nobody but root and this account can change what is in the current folder, or where it is.
    /// - `arrive PATH`: goes there part by part, making what is missing where `make` is set; else `left` is what is missing.
    ///   A link counts where it is root's or this account's, in a folder where nobody else may write: `/var/run` is one.
    ///   Says which one does not.
    /// - `refuse_here`: says why nothing can be written in the current folder, which is closed.
    static let destination =
        PosixDisk.shell + #"""
            me=$(id -u)
            go() {
                cd -P "$1" || return 1
                # bash works out PWD beforehand, by the path; the others ask the kernel afterwards.
                [ -z "$BASH_VERSION" ] || PWD=$(env pwd -P)
            }
            trusted() {
                case $(set -f; set -- $(ls -ldn "./$1"); echo "$3") in 0 | "$me") siaga_safe ;; *) return 1 ;; esac
            }
            enter() {
                at=${PWD%/}
                go "./$1" || return 1
                [ "$PWD" = "$at/$1" ] || return 2
            }
            closed() { siaga_safe || refuse open "$siaga_open"; }
            refuse() { say E "$@"; exit 0; }
            refuse_here() {
                fault=$(siaga_disk)
                [ -z "$fault" ] || refuse "$fault" "$(siaga_pwd)"
                refuse folder
            }
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
                            mkdir "./$part" 2>/dev/null || [ -e "./$part" ] || refuse_here
                        fi
                        enter "$part" || refuse folder
                    fi
                    left=$rest
                done
                closed
            }

            """#
}
