/// What became of one probe of one PC.
public enum ProbeOutcome: Sendable {
    /// An exam program runs, or it cannot be seen that none does; nothing else was measured.
    case examOpen(evidence: String)
    /// No exam program runs, and every fact asked for has a reading or a reason why it has none.
    case measured(FactReadings)
    /// The PC ran something and nothing that is trusted came back; whether an exam is open is not known.
    case unanswered(Unmeasured)
}
