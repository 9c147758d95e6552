import Subprocess

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Something of this machine that a test cannot do without, and that not every account or container has.
///
/// Whether it is there is tried, not concluded: what a right is called differs from one container to the next.
public enum Need: Hashable, Sendable, CustomStringConvertible {
    /// The account root, whatever else it may not do.
    case root
    /// Becoming another account (CAP_SETUID, CAP_SETGID).
    case otherAccount
    /// Not being root, who may read everything.
    case ordinaryAccount
    /// Being an account that files can be closed to: any but root, or one that root becomes.
    case closedFiles
    /// Mounting where other processes see it (CAP_SYS_ADMIN).
    case mountPoint
    /// A mount namespace for root's programs (CAP_SYS_ADMIN); behind chroot(2) there is none, for `/` is no mount point.
    case mountNamespace
    /// A small disk, in a mount namespace of root's or in a user namespace of anybody's: ``OwnDisk``.
    case ownDisk
    /// Network namespaces with names (CAP_NET_ADMIN, CAP_SYS_ADMIN; Debian: iproute2).
    case networkNamespace
    /// Programs that run as root whoever starts them, and `sudo` among them.
    case sudo
    /// ICMP echo requests, by the `ping` of this name: iputils' own needs no right on most systems, busybox's does.
    case ping([String])
    /// An address for `localhost`, which a bare folder made by debootstrap(8) has not.
    case localhostName
    /// A network card by which this machine can be told from others.
    case networkCard
    /// A file of a package that not every machine has, by its path.
    case file(String)

    /// What is missing where it is missing.
    public var description: String {
        switch self {
        case .root: "root"
        case .otherAccount: "to become another account: root with CAP_SETUID"
        case .ordinaryAccount: "an account that may not read everything: not root"
        case .closedFiles: "an account that may not read everything, or root with CAP_SETUID"
        case .mountPoint: "to mount: root with CAP_SYS_ADMIN"
        case .mountNamespace: "a mount namespace: root with CAP_SYS_ADMIN, and / a mount point"
        case .ownDisk: "a disk of its own: namespaces for users, or root with CAP_SYS_ADMIN"
        case .networkNamespace: "network namespaces: root with CAP_NET_ADMIN and CAP_SYS_ADMIN"
        case .sudo: "a sudo that works: programs with the set-user-ID bit"
        case .ping(let words): "to send echo requests: \(words.joined(separator: " ")) with CAP_NET_RAW"
        case .localhostName: "an address for localhost: /etc/hosts"
        case .networkCard: "a network card"
        case .file(let path): path
        }
    }

    /// Whether a container may withhold it.
    var isRight: Bool {
        switch self {
        case .localhostName, .networkCard, .file: false
        default: true
        }
    }

    /// Whether this machine has it, tried anew.
    func isMet() async -> Bool {
        switch self {
        case .root: return geteuid() == 0
        case .otherAccount: return await Self.works(Self.another + ["true"])
        case .ordinaryAccount: return geteuid() != 0
        case .closedFiles:
            guard geteuid() == 0 else { return true }
            return await Self.works(Self.another + ["true"])
        case .mountPoint: return await Self.works(["sh", "-c", Self.mountScript])
        case .mountNamespace: return await Self.works(OwnDisk.roots + OwnDisk.trial)
        case .ownDisk: return await OwnDisk.launcher() != nil
        case .networkNamespace:
            return await Self.works(OwnDisk.roots + ["sh", "-c", Self.networkScript])
        // It complains before it looks at its options (sudo.c, `sudo_check_suid`).
        case .sudo: return await Self.works((geteuid() == 0 ? Self.another : []) + ["sudo", "-V"])
        case .ping(let words): return await Self.works(words + ["-c", "1", "-W", "2", "127.0.0.1"])
        case .localhostName: return await Self.works(["getent", "hosts", "localhost"])
        case .networkCard: return await Self.works(["sh", "-c", "ls -d /sys/class/net/*/device"])
        case .file(let path): return access(path, R_OK) == 0
        }
    }

    private static let another = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]

    private static let mountScript = """
        folder=$(mktemp -d) || exit
        mount -t tmpfs none "$folder" && umount "$folder"
        code=$?
        rmdir "$folder" && exit $code
        """

    /// In a `/run` of its own: nothing is left.
    private static let networkScript =
        "mount -t tmpfs none /run && ip netns add siaga-trial && ip netns exec siaga-trial true"

    /// Whether a program can be started and ends well.
    static func works(_ words: [String]) async -> Bool {
        guard let program = words.first else { return false }
        let ended = try? await run(
            .name(program),
            arguments: Arguments(Array(words.dropFirst())),
            output: .discarded,
            error: .discarded
        )
        return ended?.terminationStatus.isSuccess == true
    }
}
