/// What is wrong with some PCs of a list that can be used all the same: a note until they are to be reached.
///
/// An inventory that was made for other tools says more than Siaga needs, and of machines that it never asks.
public struct Doubt: Hashable, Sendable {
    /// The PCs it is about.
    public let hosts: Set<HostName>
    /// How many of them must be meant at once for it to be an error: 2 for what they must not share.
    public let least: Int
    /// What is wrong, as a note.
    public let note: Problem

    /// Creates the doubt.
    public init(_ hosts: Set<HostName>, least: Int = 1, _ problem: Problem) {
        self.hosts = hosts
        self.least = least
        note = problem.noted
    }

    /// What is wrong where `chosen` are to be reached: an error if that needs it out of the way, else a note.
    public func problem(choosing chosen: Set<HostName>) -> Problem {
        hosts.intersection(chosen).count >= least ? note.raised : note
    }
}
