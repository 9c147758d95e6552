/// What the controller's neighbour table says of an address that does not answer on TCP.
public enum NeighbourEvidence: Hashable, Sendable {
    /// The network card answers: the PC is on, and something drops TCP.
    case answers
    /// No answer on the same network: off, or a cable.
    case silent
    /// Not on a network of this machine, or not known.
    case unknown
}
