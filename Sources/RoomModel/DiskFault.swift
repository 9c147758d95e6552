/// What keeps a disk from taking files, whoever writes them.
public enum DiskFault: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is mounted read-only: on purpose, or because it has faults.
    case readOnly = "read-only"
    /// No bytes more fit, or the account has used up its share.
    case full
    /// No files more fit, whatever their size: its i-nodes are used up.
    case noInodes = "no-inodes"
}
