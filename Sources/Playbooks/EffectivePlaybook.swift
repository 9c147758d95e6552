import Checks
import Documents
import Provisioning
public import RoomModel

/// A playbook as it takes effect, as YAML that loads again: defaults filled in and, for a room, variables inserted.
public struct EffectivePlaybook: Sendable {
    /// The text.
    public let text: String

    /// The playbook without a room: what has a default is filled in, variables stay.
    public init(_ playbook: Playbook) {
        var writer = EffectiveWriter(playbook)
        writer.head(room: playbook.room.mapValues(\.value))
        writer.begin("checks", playbook.checks.isEmpty)
        for entry in playbook.checks {
            var values = entry.defaults
            for (name, node) in entry.parameters { values[name] = node.value }
            writer.entry(entry, values, hosts: entry.hosts?.pattern.description)
            for parameter in entry.definition.parameters where values[parameter.name] == nil {
                guard let variable = parameter.variable else { continue }
                writer.remark("      ", "\(parameter.name): \(variable)")
            }
        }
        writer.begin("steps", playbook.steps.isEmpty)
        for (entry, name) in zip(playbook.steps, playbook.stepNames) {
            var values = entry.defaults
            for (name, node) in entry.parameters { values[name] = node.value }
            writer.step(entry, name, values, hosts: entry.hosts?.pattern.description)
            for parameter in entry.rows where values[parameter.name] == nil {
                guard let variable = parameter.variable else { continue }
                writer.remark("      ", "\(parameter.name): \(variable)")
            }
        }
        text = writer.text
    }

    /// The playbook in a room.
    ///
    /// Where PCs are held to different values an entry stands once for each group of them.
    ///
    /// - Parameters:
    ///   - playbook: The playbook.
    ///   - room: The room.
    ///   - hosts: The PCs the playbook is for there.
    /// - Throws: ``InvalidDocuments`` with the problems of all PCs, each once.
    public init(_ playbook: Playbook, in room: Room, hosts: [Host]) throws(InvalidDocuments) {
        var planner = Planner(playbook: playbook, room: room, extraVariables: [:])
        var steps = StepPlanner(playbook: playbook, room: room, extraVariables: [:])
        var groups = ValueGroups()
        var stepGroups = ValueGroups()
        for host in hosts {
            for settled in planner.settled(for: host) {
                groups.add(settled.check.values, settled.index, host.name)
            }
            for settled in steps.settled(for: host) {
                stepGroups.add(settled.values, settled.index, host.name)
            }
        }
        let problems = planner.problems(of: hosts.count) + steps.problems(of: hosts.count)
        guard problems.isEmpty else { throw InvalidDocuments(problems.map(playbook.document.excerpted)) }
        var settings = RoomSettings(playbook.room)
        let profile = room.profile.filled(from: settings.profile(named: room.profile.name))
        var writer = EffectiveWriter(playbook)
        writer.head(room: profile.settings)
        writer.begin("checks", playbook.checks.isEmpty)
        for (index, entry) in playbook.checks.enumerated() {
            let found = groups.of(index, among: hosts.count)
            if found.isEmpty { writer.remark("  ", "\(entry.id): not selected in this room") }
            for group in found { writer.entry(entry, group.values, hosts: group.hosts) }
        }
        writer.begin("steps", playbook.steps.isEmpty)
        for (index, (entry, name)) in zip(playbook.steps, playbook.stepNames).enumerated() {
            let found = stepGroups.of(index, among: hosts.count)
            if found.isEmpty { writer.remark("  ", "\(name): for no PC in this room") }
            for group in found { writer.step(entry, name, group.values, hosts: group.hosts) }
        }
        text = writer.text
    }
}

extension RoomProfile {
    /// What is known of the room, under the names of its variables.
    fileprivate var settings: [String: VariableValue] {
        var settings: [String: VariableValue] = ["room_name": .text(title)]
        settings["room_mode"] = mode.map { .text($0.rawValue) }
        settings["seats"] = seats.map { .text("\($0)") }
        settings["language"] = language.map { .text($0.rawValue) }
        settings["time_zone"] = timeZone.map { .text($0) }
        settings["room_network"] = network.map { .text($0) }
        settings["history_keep"] = historyKeep.map { .text($0.description) }
        if !sessions.isEmpty {
            settings["sessions"] = .list(
                sessions.map { session in
                    .text((session.date.map { "\($0) " } ?? "") + "\(session.start)-\(session.end)")
                }
            )
        }
        return settings
    }
}

/// The PCs of each entry that are held to the same values.
private struct ValueGroups {
    private var groups: [Int: [(values: [String: VariableValue], hosts: [HostName])]] = [:]

    mutating func add(_ values: [String: VariableValue], _ index: Int, _ host: HostName) {
        if let known = groups[index]?.firstIndex(where: { $0.values == values }) {
            groups[index]?[known].hosts.append(host)
        } else {
            groups[index, default: []].append((values, [host]))
        }
    }

    /// The groups of an entry; the names are left out where one group is all of `count` PCs.
    func of(_ index: Int, among count: Int) -> [(values: [String: VariableValue], hosts: String?)] {
        let found = groups[index] ?? []
        let isForAll = found.count == 1 && found[0].hosts.count == count
        return found.map { group in
            (group.values, isForAll ? nil : group.hosts.map(\.description).joined(separator: ","))
        }
    }
}

/// Writes a playbook.
private struct EffectiveWriter {
    private(set) var text = ""
    private let playbook: Playbook

    init(_ playbook: Playbook) {
        self.playbook = playbook
    }

    mutating func head(room: [String: VariableValue]) {
        text += "name: \(YAMLText.scalar(playbook.name))\n"
        text += "hosts: \(YAMLText.scalar(playbook.hosts.description))\n"
        table("vars", playbook.variables.mapValues(\.value))
        table("room", room)
        if let size = playbook.batchSize { text += "serial: \(size.description)\n" }
        if let most = playbook.maximumFailures { text += "max_failures: \(most)\n" }
        if let (path, _) = playbook.verification { text += "verify: \(YAMLText.scalar(path))\n" }
    }

    /// Begins a list, unless there is nothing in it.
    mutating func begin(_ key: String, _ isEmpty: Bool) {
        if !isEmpty { text += "\(key):\n" }
    }

    mutating func step(
        _ entry: PlaybookStep,
        _ name: StepName,
        _ values: [String: VariableValue],
        hosts: String?
    ) {
        let indent = "      "
        var body = ""
        for parameter in entry.rows {
            if let value = values[parameter.name] { body += Self.pair(indent, parameter.name, value) }
        }
        if name.description != entry.definition.kind { body += "\(indent)id: \(name)\n" }
        switch entry.account {
        case .login?: body += "\(indent)become: false\n"
        case .other(let user)?: body += Self.pair(indent, "become", .text(user.description))
        case nil: break
        }
        if let condition = entry.condition { body += Self.pair(indent, "on", condition.written) }
        if let hosts { body += Self.pair(indent, "hosts", .text(hosts)) }
        text += "  - \(entry.definition.kind)" + (body.isEmpty ? "\n" : ":\n" + body)
    }

    private mutating func table(_ name: String, _ values: [String: VariableValue]) {
        guard !values.isEmpty else { return }
        text += "\(name):\n"
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            text += Self.pair("  ", key, VariableValue.namesSecret(key) ? .text("•••") : value)
        }
    }

    mutating func remark(_ indent: String, _ remark: String) {
        text += "\(indent)# \(remark)\n"
    }

    mutating func entry(_ entry: PlaybookCheck, _ values: [String: VariableValue], hosts: String?) {
        let indent = "      "
        var body = ""
        for parameter in entry.definition.parameters {
            if let value = values[parameter.name] { body += Self.pair(indent, parameter.name, value) }
        }
        if let severity = entry.severity { body += "\(indent)severity: \(severity.rawValue)\n" }
        if let severity = entry.examDaySeverity { body += "\(indent)on_exam_day: \(severity.rawValue)\n" }
        if !entry.isRequired { body += "\(indent)required: false\n" }
        if entry.definition.isNamed, let label = entry.label {
            let words = [VariableValue.Entry("id", .text(label.id)), .init("en", .text(label.en))]
            body += Self.pair(indent, "label", .table(words))
        }
        if let hint = entry.hint {
            let words = [VariableValue.Entry("id", .text(hint.id)), .init("en", .text(hint.en))]
            body += Self.pair(indent, "hint", .table(words))
        }
        if let condition = entry.condition { body += Self.pair(indent, "on", condition.written) }
        if let hosts { body += Self.pair(indent, "hosts", .text(hosts)) }
        text += "  - \(entry.definition.id)" + (body.isEmpty ? "\n" : ":\n" + body)
    }

    /// `key: value`; a list that is long stands one member a line.
    private static func pair(_ indent: String, _ key: String, _ value: VariableValue) -> String {
        let flow = YAMLText.flow(value)
        let name = key == "on" ? key : YAMLText.scalar(key)
        guard case .list(let members) = value, flow.count > 60 else { return "\(indent)\(name): \(flow)\n" }
        return "\(indent)\(name):\n" + members.map { "\(indent)  - \(YAMLText.flow($0))\n" }.joined()
    }
}

extension PlatformCondition {
    /// The condition as a playbook writes it; what it does not narrow is left out.
    fileprivate var written: VariableValue {
        func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
            _ key: String,
            _ words: Set<Word>
        ) -> VariableValue.Entry? {
            guard words.count < Word.allCases.count else { return nil }
            return .init(key, .list(words.map(\.rawValue).sorted().map { .text($0) }))
        }
        return .table([words("os", operatingSystems), words("arch", architectures)].compactMap(\.self))
    }
}
