extension HostState {
    /// Who must act on a PC, in the order rows are shown.
    public enum Actor: Int, Comparable, Sendable {
        /// Somebody at a keyboard.
        case keyboard
        /// Somebody who walks to the PC.
        case feet
        /// The technician.
        case technician
        /// Nobody.
        case nobody

        /// Orders by how soon it is done.
        public static func < (left: Actor, right: Actor) -> Bool { left.rawValue < right.rawValue }
    }

    /// Who must act.
    public var actor: Actor {
        switch self {
        case .fix, .otherPC, .tooSlow: .keyboard
        case .offOrCable, .notComplete: .feet
        case .firewall, .noSSH, .pcChanged, .newPC, .noAccess, .inUse: .technician
        case .ready, .readyWithNote, .examOpen, .lookYourself, .seenOK, .notChecked: .nobody
        }
    }
}
