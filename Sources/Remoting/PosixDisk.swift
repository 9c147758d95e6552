import RoomModel

/// How a script on a POSIX PC tells why a disk takes nothing.
public enum PosixDisk {
    /// The functions, about the disk that the current folder is on; they need `rmdir`, `dd`, `df` and `tail`.
    ///
    /// - `siaga_sealed`: whether it is mounted read-only, as Linux does to a disk with faults. Changes nothing, and asks
    ///   the kernel: some shells tell root that it may write where nobody can, and a removal fails for that before the name
    ///   is looked up.
    /// - `siaga_disk`: prints what keeps files from being written there, as ``RoomModel/DiskFault`` spells it; nothing
    ///   where a mebibyte can be. Makes a file and removes it: for folders in which nobody else may write.
    public static let shell = #"""
        siaga_sealed() {
            case $(LC_ALL=C rmdir ./.siaga-nothing 2>&1) in *'Read-only file system'*) ;; *) return 1 ;; esac
        }
        siaga_disk() {
            if siaga_sealed; then
                echo \#(DiskFault.readOnly.rawValue)
                return 0
            fi
            case $({ : >./.siaga-try; } 2>&1) in
            *'No space left'* | *uota*)
                # Where there is room for bytes, it is the number of files that is used up.
                set -- $(df -Pk . 2>/dev/null | tail -n 1)
                if [ "${4:-0}" -gt 64 ] 2>/dev/null; then
                    echo \#(DiskFault.noInodes.rawValue)
                else
                    echo \#(DiskFault.full.rawValue)
                fi ;;
            *)
                dd if=/dev/zero of=./.siaga-try bs=65536 count=16 2>/dev/null || [ ! -e ./.siaga-try ] ||
                    echo \#(DiskFault.full.rawValue) ;;
            esac
            rm -f ./.siaga-try
        }

        """#
}
