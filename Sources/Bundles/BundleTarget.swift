/// The PCs a variant of an app is for; nil stands for all.
public struct BundleTarget: Hashable, Sendable {
    /// The operating system of a PC.
    public enum System: String, Hashable, Sendable, Codable, CaseIterable {
        /// Windows.
        case windows
        /// Linux.
        case linux
        /// macOS.
        case macos
    }

    /// The processor a program is made for.
    public enum Architecture: String, Hashable, Sendable, Codable, CaseIterable {
        /// 32 bit, Intel and AMD.
        case x86
        /// 64 bit, Intel and AMD.
        case x64 = "x86_64"
        /// 64 bit, ARM.
        case arm64
    }

    /// The system it is for.
    public let system: System?
    /// The processor it is for.
    public let architecture: Architecture?

    /// Creates a target; nil (the default) stands for all.
    public init(system: System? = nil, architecture: Architecture? = nil) {
        self.system = system
        self.architecture = architecture
    }

    /// `windows-x86_64`, `linux`; empty for all PCs.
    public var words: String {
        [system?.rawValue, architecture?.rawValue].compactMap { $0 }.joined(separator: "-")
    }

    /// How well a variant suits a PC: nil not at all, else the more it says the more it suits.
    ///
    /// - Parameter pc: What the PC is; what is not known of it suits only variants that do not ask.
    /// - Returns: 0 to 2, or nil.
    public func suitability(for pc: BundleTarget) -> Int? {
        if let system, system != pc.system { return nil }
        if let architecture, architecture != pc.architecture { return nil }
        return (system == nil ? 0 : 1) + (architecture == nil ? 0 : 1)
    }

    /// What names a bundle's files may have.
    public var pathRules: PathRules { system == .linux || system == .macos ? .posix : .windows }
}
