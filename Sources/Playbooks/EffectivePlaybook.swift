import Checks
import Documents
public import RoomModel

/// A playbook as it takes effect, as YAML that loads again: defaults filled in and, for a room, variables inserted.
public struct EffectivePlaybook: Sendable {
    /// The text.
    public let text: String

    /// The playbook without a room: what has a default is filled in, variables stay.
    public init(_ playbook: Playbook) {
        var writer = EffectiveWriter(playbook)
        writer.head(room: playbook.room.mapValues(\.value))
        for entry in playbook.checks {
            var values = entry.defaults
            for (name, node) in entry.parameters { values[name] = node.value }
            writer.entry(entry, values, hosts: entry.hosts?.pattern.description)
            for parameter in entry.definition.parameters where values[parameter.name] == nil {
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
        var groups: [Int: [(values: [String: VariableValue], hosts: [HostName])]] = [:]
        for host in hosts {
            for settled in planner.settled(for: host) {
                let known = groups[settled.index]?.firstIndex { $0.values == settled.values }
                if let known {
                    groups[settled.index]?[known].hosts.append(host.name)
                } else {
                    groups[settled.index, default: []].append((settled.values, [host.name]))
                }
            }
        }
        let problems = planner.problems(of: hosts.count)
        guard problems.isEmpty else { throw InvalidDocuments(problems.map(playbook.document.excerpted)) }
        var settings = RoomSettings(playbook.room)
        let profile = room.profile.filled(from: settings.profile(named: room.profile.name))
        var writer = EffectiveWriter(playbook)
        writer.head(room: profile.settings)
        for (index, entry) in playbook.checks.enumerated() {
            guard let found = groups[index] else {
                writer.remark("  ", "\(entry.id): not selected in this room")
                continue
            }
            for group in found {
                let isForAll = found.count == 1 && group.hosts.count == hosts.count
                let names = group.hosts.map(\.description).joined(separator: ",")
                writer.entry(entry, group.values, hosts: isForAll ? nil : names)
            }
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
        text += "checks:\n"
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
