extension HostState {
    /// Whether a person's look may count where Siaga found a PC in this state.
    ///
    /// Something of the PC has answered, or nothing of it ever can, and Siaga cannot look into it: the person can. What
    /// was measured and not met (FIX) is not undone by a look, and neither is what says that no PC, or another one, is
    /// there; a PC that Siaga can still measure (too slow, in use, not checked) is measured.
    public var yieldsToALook: Bool {
        switch self {
        case .lookYourself, .notComplete, .examOpen, .firewall, .noSSH, .pcChanged, .newPC, .noAccess: true
        case .ready, .readyWithNote, .fix, .offOrCable, .otherPC, .tooSlow, .inUse, .seenOK, .notChecked:
            false
        }
    }
}

extension RoomRow {
    /// Whether a person's look may count for the PC as this row shows it.
    ///
    /// A PC of which only some checks ran can be measured whole first.
    public var yieldsToALook: Bool { state.yieldsToALook && isWhole }
}

/// That a person looked at a PC, and found what Siaga could not measure to be good.
public struct PersonalLook: Hashable, Sendable {
    /// When, by whom.
    public let stamp: ActStamp
    /// What Siaga found itself.
    public let found: HostState

    /// Creates the record.
    public init(_ stamp: ActStamp, found: HostState) {
        self.stamp = stamp
        self.found = found
    }
}
