/// Why what a person wants to record is refused; nothing was recorded then.
public enum ActRefusal: Error, Hashable, Sendable {
    /// Neither a seat nor a PC of the room is called so; a name that is near, if there is one.
    case noSuchPlace(String, near: String?)
    /// No seat of the room is called so; a name that is near, if there is one.
    case noSuchSeat(String, near: String?)
    /// It is a PC that has no seat in the list.
    case withoutSeat(HostName)
    /// It is the proctor's PC, which fills no seat.
    case proctor(HostName)
    /// The PC stands at that seat already.
    case alreadyThere(HostName, seat: String)
    /// The PC has no SSH, so that nothing proves which PC it is.
    case withoutKey(HostName)
    /// The PC's enrolled key was not seen since then.
    case keyNotSeen(HostName, since: Timestamp)
    /// No swap holds there that could be taken back; nil: none at all.
    case noSwap(String?)
    /// Nothing was written, or more than ``RoomNote/longest`` characters.
    case unfitText(Int)
    /// No duty and no PC is called so; a name that is near, if there is one.
    case nothingToTick(String, near: String?)
    /// Nothing of that name was ticked in this session; nil: nothing at all.
    case notTicked(String?)
    /// Siaga measured the PC itself, and it can be used.
    case measuredReady(HostName)
    /// Siaga measured the PC itself, and something that must be so is not.
    case measuredBroken(HostName)
    /// What Siaga found says that a look proves nothing: no PC is there, or another one.
    case notToBeSeen(HostName, HostState)
    /// Siaga did not try to measure the PC in this session, or not whole.
    case notMeasured(HostName)
    /// The record cannot be read: why, and what to do about it.
    case unreadable(Localized, hint: Localized)
    /// It could be kept nowhere; why was said already.
    case notKept
}
