/// The key that logs in to a room's PCs: one path, wherever one is told to make a key, to name it or to place it.
public enum RoomKeyFile {
    /// The private half; the public half lies beside it.
    public static let path = "~/.ssh/siaga_room"
    /// What makes it.
    public static let making = "ssh-keygen -t ed25519 -f \(path)"
}
