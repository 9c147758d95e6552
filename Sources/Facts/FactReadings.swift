public import Remoting
import RoomModel

/// What tells two facts of one probe apart: the kind and its arguments.
public struct FactKey: Hashable, Sendable {
    /// The fact's id.
    public let id: String
    /// Its arguments.
    public let arguments: [String]

    /// The key of `fact`.
    public init(_ fact: any Fact) {
        id = type(of: fact).id
        arguments = fact.arguments
    }
}

/// The facts measured on one PC in one probe.
public struct FactReadings: Sendable {
    private var values: [FactKey: Result<any Sendable, Unmeasured>] = [:]
    private var attempts: [FactKey: Int] = [:]

    /// How far the PC's clock is ahead of the controller's, corrected for the round trip; nil when it was not told.
    public var clockOffset: Duration?

    /// Whether the probe's end was seen; without it facts may be missing, and the PC counts as too slow.
    public var isComplete = true

    /// What the interlock saw before anything was measured; nil when it was not asked.
    public var interlock: ExamRunningFact.Reading?

    /// How the PC was asked; nil where nobody was.
    public var platform: Platform?

    /// No readings yet.
    public init() {}

    /// Keeps a fact's reading or the reason there is none.
    public mutating func record<F: Fact>(_ fact: F, _ reading: Result<F.Reading, Unmeasured>) {
        values[FactKey(fact)] = reading.map { $0 }
    }

    /// Keeps how often a fact was tried.
    public mutating func record(_ fact: any Fact, attempts count: Int?) {
        attempts[FactKey(fact)] = count
    }

    /// How often `fact` was tried, where that was more than once; else nil.
    public func attempts(of fact: any Fact) -> Int? { attempts[FactKey(fact)] }

    /// The reading of `fact`.
    ///
    /// - Throws: ``Unmeasured``; `.notReported` for a fact the probe never answered.
    public func reading<F: Fact>(of fact: F) throws(Unmeasured) -> F.Reading {
        guard let value = values[FactKey(fact)], let reading = try value.get() as? F.Reading else {
            throw Unmeasured(.notReported)
        }
        return reading
    }
}
