/// What hides a thing on a PC from everyone who does not sit before it.
public enum Obstacle: String, Hashable, Sendable, Codable, CaseIterable {
    /// The desktop is a Wayland one, which shows itself to nobody but its user.
    case wayland
    /// Nobody is logged on to the desktop.
    case nobodyLoggedOn = "nobody-logged-on"
    /// The desktop belongs to another account and keeps its settings to itself.
    case otherDesktop = "other-desktop"
    /// The PC's system is a container, whose hardware is another machine's.
    case container
    /// The hardware does not say it.
    case hardware
    /// The rules are too many to be judged from outside.
    case rules
}
