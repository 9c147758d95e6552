import Checks
import Documents
import RoomModel

extension PlaybookCheck {
    /// What cannot be right with the values that are known without a PC; nil: nothing, as far as they go.
    ///
    /// The check is made of them, as it will be for each PC. What a variable fills is not known yet: an optional parameter is
    /// left out and a required one stands by its example, and nothing is held against a playbook for an example's sake.
    var contradiction: Problem? {
        var values: [String: ParameterValue] = [:]
        var open: Set<String> = []
        for parameter in definition.parameters {
            let node = parameters[parameter.name]
            let isSaid = node.map { !$0.isNull } ?? false
            if isSaid ? node?.holdsVariable == true : parameter.variable != nil {
                open.insert(parameter.name)
                if parameter.isRequired { values[parameter.name] = parameter.sample }
            } else if node == nil {
                values[parameter.name] = defaults[parameter.name].flatMap(parameter.value)
            } else {
                values[parameter.name] = said[parameter.name]
            }
        }
        do throws(InvalidArgument) {
            _ = try definition.make(ParameterValues(values))
            return nil
        } catch {
            guard open.isDisjoint(with: [error.parameter] + error.besides) else { return nil }
            return error.problem(
                at: parameters[error.parameter]?.location ?? location,
                of: definition.id.description
            )
        }
    }
}

extension Parameter {
    /// A value that is good, as a playbook would write it.
    var sampleText: String {
        if let example { return example }
        return switch kind {
        case .bytes: "1 GiB"
        case .duration: "1 s"
        case .percent: "10 %"
        case .count: "1"
        case .text, .content: "text"
        case .file: "file"
        case .texts: "[text]"
        case .counts: "[1]"
        case .choice(let words): words.first ?? "any"
        case .flag: "true"
        }
    }

    /// The same, read.
    fileprivate var sample: ParameterValue? {
        Document([UInt8](sampleText.utf8), file: name).root.flatMap { value($0.value) }
    }

    /// A value of the catalogue's own; nil for one that is not of its kind.
    fileprivate func value(_ value: VariableValue) -> ParameterValue? {
        try? ParameterValue(value, for: self)
    }
}
