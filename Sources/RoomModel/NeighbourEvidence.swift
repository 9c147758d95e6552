/// What the controller's neighbour table says of an address that was contacted a moment ago.
public enum NeighbourEvidence: Hashable, Sendable {
    /// The network card with this address (lower case, colons) answers: whatever is wrong, the machine is on.
    case answers(card: String)
    /// No answer on the same network: off, or a cable.
    case silent
    /// Not on a network of this machine, or not known.
    case unknown
}
