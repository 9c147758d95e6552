/// How a POSIX PC computes SHA-256: the one piece of shell that everything with hashes shares.
public enum PosixDigest {
    /// `siaga_find_hash [TOOL…]`: sets `siaga_hash` to a command that says SHA-256's known value for nothing (FIPS 180-4).
    ///
    /// For each file it prints a line that begins with the hash, as sha256sum(1) does; tools named behind it are tried
    /// last. `openssl` comes first: it uses the processor's own SHA instructions, which coreutils 9.1 (Debian 12) does not,
    /// and took a quarter of the time.
    public static let shell = #"""
        siaga_find_hash() {
            for siaga_hash in 'openssl dgst -sha256 -r' sha256sum 'busybox sha256sum' 'shasum -a 256' "$@"; do
                siaga_said=$($siaga_hash </dev/null 2>/dev/null)
                [ "${siaga_said%% *}" != e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ] || return 0
            done
            return 1
        }

        """#
}
