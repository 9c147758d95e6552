/// What a POSIX PC's own settings change about the tools that a script uses.
public enum PosixEnvironment {
    /// Takes away what may make a tool do something else than its arguments say, or print more than its answer.
    ///
    /// `TAR_OPTIONS` and `GZIP` are options that nobody sees (GNU tar, "tar_options"; gzip(1), ENVIRONMENT), `CDPATH` has
    /// `cd` go elsewhere and say so (POSIX.1-2017, cd), `BLOCK_SIZE` changes what is counted (GNU coreutils, "Block size"),
    /// and a library of `LD_PRELOAD` that is not there has every program say so (ld.so(8)).
    /// For scripts of Siaga's alone: what somebody else wrote runs with everything as it is.
    public static let shell = """
        unset TAR_OPTIONS GZIP CDPATH BLOCK_SIZE BLOCKSIZE DF_BLOCK_SIZE GREP_OPTIONS LD_PRELOAD

        """
}
