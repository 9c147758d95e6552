import RoomModel

/// Whether what is written to the system disk is gone after a restart.
///
/// overlayroot, live systems and read-only roots put an overlay or memory over the disk (overlayfs, proc(5)
/// `mounts`); in a container an overlay says nothing.
public struct FreezeFact: Fact {
    /// `freeze.state`.
    public static let id = "freeze.state"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// Prints the type of the root's file system and the words of the kernel's command line that ask for it.
    public static let fragments = Fragments(
        posix: #"""
            type=
            while read -r source place kind rest; do
                [ "$place" != / ] || type=$kind
            done </proc/mounts
            [ -n "$type" ] || exit 1
            printf 'root %s\n' "$type"
            [ ! -e /.dockerenv ] && [ ! -e /run/.containerenv ] && [ ! -e /run/systemd/container ] || echo container
            read -r line </proc/cmdline
            set -f
            for word in $line; do
                case $word in
                overlayroot=disabled | overlayroot=) ;;
                overlayroot=* | boot=live | boot=casper | fsprotect* | systemd.volatile=* | rd.live.overlay*)
                    printf 'option %s\n' "${word%%=*}" ;;
                esac
            done
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Whether the PC is frozen.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Bool {
        var root: Substring?
        var isContainer = false
        for record in try output.records() {
            switch (record[0], record.count) {
            case ("root", 2) where root == nil: root = record[1]
            case ("container", 1): isContainer = true
            case ("option", 2): break
            default: throw output.unreadable()
            }
        }
        guard let root else { throw output.unreadable() }
        guard !isContainer else { throw Unmeasured(.notVisible(.container)) }
        return ["overlay", "overlayfs", "aufs", "unionfs", "tmpfs", "ramfs", "rootfs", "squashfs"].contains(
            root
        )
    }
}
