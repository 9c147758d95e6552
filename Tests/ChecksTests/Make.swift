import Checks
import Facts
import RoomModel
import Testing

/// Makes the catalogue's check of `id`.
func make(_ id: CheckID, _ arguments: [String: ParameterValue]) throws -> any Check {
    try #require(Catalogue.definition(of: id)).make(ParameterValues(arguments))
}

/// What `check` says when its one fact reads `output`.
func judge(_ check: any Check, _ output: PosixOutput) throws -> Judgement {
    var readings = FactReadings()
    func record(_ fact: some Fact) {
        readings.record(fact, Result { () throws(Unmeasured) in try fact.read(output) })
    }
    for fact in check.facts { record(fact) }
    return try check.judge(readings)
}

/// What `check` says when its one fact prints `lines`.
func judge(_ check: any Check, _ lines: String...) throws -> Judgement {
    try judge(check, PosixOutput(lines: lines))
}
