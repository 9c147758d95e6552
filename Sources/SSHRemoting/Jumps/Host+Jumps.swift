public import RoomModel

extension Host {
    /// The longest chain of jump hosts that is followed.
    public static let longestJumpChain = 8

    /// The most connections to one jump host that open tunnels at a time, where the variable `jump_width` says it.
    static let jumpWidths = 1...64

    /// Whether the variable `jump_width` is absent or a number of 1 to 64.
    public var hasSoundJumpWidth: Bool { variables["jump_width"] == nil || jumpWidth != nil }

    /// The variable `jump_width`, where it holds a number of 1 to 64.
    var jumpWidth: Int? {
        variables["jump_width"]?.value.text.flatMap(Int.init).flatMap {
            Self.jumpWidths.contains($0) ? $0 : nil
        }
    }
}

extension [Host] {
    /// The jump hosts before these PCs, each once.
    public var jumpHosts: [Host] {
        var seen: Set<HostName> = []
        return flatMap(\.jumps).filter { seen.insert($0.name).inserted }
    }
}
