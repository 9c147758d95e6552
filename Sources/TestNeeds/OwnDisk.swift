/// A world in which a test may mount a disk that nobody else sees, and that is gone with its last process.
public enum OwnDisk {
    /// The words that start what is behind them in such a world: root's namespace, or one for users (unshare(1)).
    ///
    /// - Returns: The words, which need no quoting; nil where neither may be made.
    public static func launcher() async -> String? {
        for words in [roots, users] where await Need.works(words + trial) {
            return words.joined(separator: " ")
        }
        return nil
    }

    static let roots = ["unshare", "--mount", "--propagation", "private"]
    static let trial = ["mount", "-t", "tmpfs", "none", "/mnt"]
    private static let users = ["unshare", "--user", "--map-root-user", "--mount"]
}
