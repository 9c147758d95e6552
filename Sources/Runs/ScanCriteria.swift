public import Playbooks
public import RoomModel

/// What the PCs of a room are held to, as digests: only results by the same criteria are put together.
///
/// Whatever could make a result *ready* wrong goes into them, and nothing else: a timetable, for one, says nothing of a PC.
public struct ScanCriteria: Hashable, Sendable {
    /// The digest of what each PC is held to that the playbook is for.
    public let hosts: [HostName: String]
    /// The digest of all of them, for programs and for records.
    public let whole: String

    /// Creates the record.
    public init(hosts: [HostName: String], whole: String) {
        self.hosts = hosts
        self.whole = whole
    }

    /// Of a run that checks nothing.
    public static let none = ScanCriteria(hosts: [:], whole: "")
}

extension ScanCriteria {
    /// What a plan holds each PC to: its checks with every value that takes effect, how grave each is there, and the
    /// programs of the exam, since one that was not looked for may have been running.
    ///
    /// Not what anything is called, not who accepts that it is missed, and not what the list says of the room: its seats,
    /// its timetable, its name.
    public init(_ plan: RoomPlan) {
        var all = ContentDigest()
        var digests: [HostName: String] = [:]
        for host in plan.hosts {
            var digest = ContentDigest()
            for check in host.checks { digest.add(check) }
            for program in host.examProcesses.sorted() { digest.add(program) }
            digests[host.host.name] = digest.description
            all.add(host.host.name.description)
            all.add(digest.description)
        }
        self.init(hosts: digests, whole: all.description)
    }
}

extension ContentDigest {
    /// Takes in a check as it holds on a PC.
    fileprivate mutating func add(_ check: PlannedCheck) {
        add(check.id.description)
        add("\(check.severity?.rawValue ?? "-") \(check.isStrict) \(check.isRequired)")
        if let condition = check.condition {
            add(condition.operatingSystems.map(\.rawValue).sorted().joined(separator: " "))
            add(condition.architectures.map(\.rawValue).sorted().joined(separator: " "))
        }
        for (name, value) in check.values.sorted(by: { $0.key < $1.key }) {
            add(name)
            add(value)
        }
        // What follows is another check's.
        add("")
    }
}
