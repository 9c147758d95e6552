import Remoting
import RoomModel

@testable import Facts

/// A Windows PC that answers the probe of a shipped playbook, asked for what can be measured on Windows today.
struct WindowsPC {
    private static let nonce = Nonce("0123456789abcdef0123456789abcdef")
    private static let arrival = Timestamp(milliseconds: 1_795_459_670_000)

    private let pc: PlannedPC
    private let probe: Probe

    init(_ mode: RoomMode) throws {
        pc = try PlannedPC(mode, appFolder: #"D:\anbk"#, isExamDay: false).onWindows
        probe = Probe(facts: pc.facts, examProcesses: pc.examProcesses)
    }

    /// What a run makes of an answer; none of this run is no answer.
    func verdict(_ answer: [UInt8]) -> PlannedPC.Verdict {
        let outcome: ProbeOutcome
        do throws(Unmeasured) {
            outcome =
                try WindowsAnswer(in: answer, nonce: Self.nonce)?
                .outcome(asked: pc.facts, arrival: Self.arrival) ?? .unanswered(Unmeasured(.notReported))
        } catch {
            outcome = .unanswered(error)
        }
        return pc.verdict(probe.withInterlock(outcome))
    }

    /// An answer on which all is well; of another run where a nonce says so.
    func healthy(nonce: Nonce = nonce) -> [UInt8] { Array(line(nonce: nonce, wrong: []).text.utf8) }

    /// Every answer with one thing wrong, and the one with all of them.
    func failing() -> [FailingAnswer] {
        let places = pc.facts.indices.filter { Self.values(pc.facts[$0])?.wrong != nil }
        let clock = pc.facts.endIndex
        let single = places.map { ("\(type(of: pc.facts[$0]).id) \($0)", Set([$0])) } + [("clock", [clock])]
        return (single + [("all", Set(places + [clock]))]).compactMap { name, wrong in
            let line = line(wrong: wrong)
            return FailingAnswer(
                name,
                bytes: Array(line.text.utf8),
                payloads: line.payloads,
                judge: verdict
            )
        }
    }

    /// The values of a healthy PC and of one that must not be used, and of how many values both consist.
    private static func values(_ fact: any Fact) -> (right: String, wrong: String, size: Int)? {
        func version(_ build: String) -> String {
            #"{"build":"\#(build)","revision":3803,"release":"22H2","role":"WinNT"}"#
        }
        func drive(_ free: Int) -> String { #"{"free":\#(free),"size":254721126400}"# }
        return switch fact {
        case is OSVersionFact: (version("19045"), version("9200"), 5)
        case is RAMTotalFact: ("8371625984", "536870912", 1)
        case is DiskFreeFact: (drive(81_563_783_168), drive(1_048_576), 3)
        default: nil
        }
    }

    /// The answer, and where in it stands what is wrong: the places of facts, and behind the last the clock.
    private func line(
        nonce: Nonce = nonce,
        wrong: Set<Int>
    ) -> (text: String, payloads: [Range<Int>]) {
        var text = #"{"v":2,"nonce":"\#(nonce)","exam":[],"open":1,"facts":["#
        var payloads: [Range<Int>] = []
        func add(_ payload: String, isWrong: Bool) {
            let start = text.utf8.count
            text += payload
            if isWrong { payloads.append(start..<text.utf8.count) }
        }
        for (place, fact) in pc.facts.enumerated() {
            let values = Self.values(fact) ?? ("null", "null", 1)
            text += (place == 0 ? "" : ",") + #"{"id":"\#(type(of: fact).id)","n":\#(place),"value":"#
            let isWrong = wrong.contains(place)
            add(isWrong ? values.wrong : values.right, isWrong: isWrong)
            text += #","size":\#(values.size),"ms":1}"#
        }
        let isWrong = wrong.contains(pc.facts.endIndex)
        text += #"],"t":"#
        add("\(Self.arrival.milliseconds + (isWrong ? 3_600_000 : 0))", isWrong: isWrong)
        text += "}\nsiaga-end \(nonce)\n"
        return (text, payloads)
    }
}
