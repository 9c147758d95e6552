import Remoting
import RoomModel

/// What a PC printed when it was told to run a ``WindowsScript``: one line of JSON, taken apart strictly.
/// ```
/// {"v":2,"nonce":"…","exam":[],"open":1,"facts":[{"id":"disk.free","n":0,"value":{…},"size":3,"ms":1}],"t":1790000000123}
/// ```
/// Every result bears its place among the facts asked for (`n`) and how many values it holds (`size`: 1, and of lists
/// and objects those in them; `open` is that of the exam programs), so that no result, and no entry of a list, is missing, twice or another's unnoticed.
struct WindowsAnswer {
    /// `WBEM_E_ACCESS_DENIED` and `E_ACCESSDENIED` (winerror.h, wbemcli.h), as the script prints them.
    private static let accessDenied: Set<String> = ["80041003", "80070005"]

    /// The line's value.
    private let value: JSONValue

    /// Finds the one line of this run; nil when there is no such line.
    ///
    /// - Parameters:
    ///   - output: Everything on stdout.
    ///   - nonce: The run's nonce, which the line echoes.
    /// - Throws: ``Unmeasured`` `.unreadable` when there are several, or it is no strict JSON.
    init?(in output: [UInt8], nonce: Nonce) throws(Unmeasured) {
        let begin = Array("{\"v\":2,\"nonce\":\"\(nonce)\",".utf8)
        let lines = output.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: begin) }
        guard let line = lines.first else { return nil }
        guard lines.count == 1 else { throw Unmeasured(.unreadable("two answers to one question")) }
        do {
            value = try JSONReader.read(line.last == UInt8(ascii: "\r") ? line.dropLast() : Array(line))
        } catch {
            throw Unmeasured(.unreadable("\(error.message) at byte \(error.offset)".safe(limit: 80)))
        }
    }

    /// What the answer says of the facts.
    ///
    /// - Parameters:
    ///   - asked: The facts the PC was asked for, in order.
    ///   - arrival: When the answer came, on the controller's clock.
    /// - Returns: The outcome; facts that were not asked for are the caller's.
    func outcome(asked: [any Fact], arrival: Timestamp) -> ProbeOutcome {
        guard let open = value["exam"], value["open"]?.number == Double(open.size) else {
            return .unanswered(Unmeasured(.unreadable("an answer that leaves out the exam programs")))
        }
        switch open {
        case .null: return .examOpen(evidence: "the list of running programs cannot be seen" + cause)
        case .array(let programs) where programs.isEmpty: break
        case .array(let programs):
            return .examOpen(evidence: programs.map { $0.text ?? "?" }.joined(separator: ", ").safe())
        default: return .unanswered(Unmeasured(.unreadable("an answer that leaves out the exam programs")))
        }
        guard case .array(let results) = value["facts"], results.count == asked.count,
            zip(results, asked).allSatisfy({ $0["id"]?.text == type(of: $1).id }),
            results.enumerated().allSatisfy({ $0.element["n"]?.number == Double($0.offset) })
        else { return .unanswered(Unmeasured(.unreadable("an answer to another question"))) }
        var readings = FactReadings()
        for (fact, result) in zip(asked, results) {
            readings.record(fact, from: result)
        }
        // What the line took on its way is not known; on a room's network it is a few milliseconds.
        readings.clockOffset = value["t"]?.number.flatMap { Int64(exactly: $0) }
            .flatMap { PCTime.believed.contains($0) ? Timestamp(milliseconds: $0).since(arrival) : nil }
        return .measured(readings)
    }

    /// Why the list of running programs cannot be seen, as far as the PC told.
    ///
    /// Over SSH, WMI answers administrators only (PowerShell/Win32-OpenSSH issue 2077).
    private var cause: String {
        guard let error = value["error"]?.text else { return "" }
        return Self.accessDenied.contains(error)
            ? ": the account is no administrator" : " (0x\(error))".safe(limit: 20)
    }

    /// The value of one fact's result, where the PC came to one within the fact's limit.
    fileprivate static func value(of result: JSONValue, limit: Duration) throws(Unmeasured) -> JSONValue {
        if let error = result["error"]?.text {
            throw accessDenied.contains(error)
                ? Unmeasured(.noRight("administrator"))
                : Unmeasured(.nonsense("0x\(error) \(result["message"]?.text ?? "")".excerpt(limit: 80)))
        }
        guard let took = result["ms"]?.number, let value = result["value"] else {
            throw Unmeasured(.notReported)
        }
        // A value of which something was lost on the way was not told.
        guard result["size"]?.number == Double(value.size) else { throw Unmeasured(.notReported) }
        guard took >= 0 else { throw Unmeasured(.unreadable("a time before it began")) }
        guard took <= Double(limit.inMilliseconds) else { throw Unmeasured(.timedOut(limit)) }
        return value
    }
}

extension FactReadings {
    fileprivate mutating func record<F: Fact>(_ fact: F, from result: JSONValue) {
        do throws(Unmeasured) {
            record(fact, .success(try fact.read(WindowsAnswer.value(of: result, limit: F.limit))))
        } catch {
            record(fact, .failure(error))
        }
    }
}
