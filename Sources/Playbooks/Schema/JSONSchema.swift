/// A piece of a JSON Schema (draft 7, which editors know best), as far as playbooks need it.
public struct JSONSchema: Hashable, Sendable, Encodable {
    /// A value that a document may hold at one place.
    public enum Constant: Hashable, Sendable, Encodable {
        /// A text.
        case text(String)
        /// A whole number.
        case number(Int)

        /// Writes the bare value.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    var dialect: String?
    var title: String?
    var description: String?
    var type: String?
    var choices: [Constant]?
    var pattern: String?
    var minimum: Int?
    var fewestItems: Int?
    /// What each member of a list is; none or one.
    var items: [JSONSchema] = []
    var properties: [String: JSONSchema]?
    var required: [String]?
    var isClosed = false
    var exactProperties: Int?
    var alternatives: [JSONSchema]?
    var defaultText: String?

    private enum Key: String, CodingKey {
        case dialect = "$schema"
        case title, description, type, pattern, minimum, items, properties, required, additionalProperties
        case choices = "enum"
        case fewestItems = "minItems"
        case fewestProperties = "minProperties"
        case mostProperties = "maxProperties"
        case alternatives = "anyOf"
        case defaultText = "default"
    }

    /// Writes the keywords that are used.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encodeIfPresent(dialect, forKey: .dialect)
        try object.encodeIfPresent(title, forKey: .title)
        try object.encodeIfPresent(description, forKey: .description)
        try object.encodeIfPresent(type, forKey: .type)
        try object.encodeIfPresent(choices, forKey: .choices)
        try object.encodeIfPresent(pattern, forKey: .pattern)
        try object.encodeIfPresent(minimum, forKey: .minimum)
        try object.encodeIfPresent(fewestItems, forKey: .fewestItems)
        try object.encodeIfPresent(items.first, forKey: .items)
        try object.encodeIfPresent(properties, forKey: .properties)
        try object.encodeIfPresent(required, forKey: .required)
        if isClosed { try object.encode(false, forKey: .additionalProperties) }
        try object.encodeIfPresent(exactProperties, forKey: .fewestProperties)
        try object.encodeIfPresent(exactProperties, forKey: .mostProperties)
        try object.encodeIfPresent(alternatives, forKey: .alternatives)
        try object.encodeIfPresent(defaultText, forKey: .defaultText)
    }

    /// A text that `pattern` (ECMA 262) matches.
    static func text(_ pattern: String? = nil) -> JSONSchema {
        JSONSchema(type: "string", pattern: pattern)
    }

    /// A list of `item`.
    static func list(_ item: JSONSchema, fewest: Int? = nil) -> JSONSchema {
        JSONSchema(type: "array", fewestItems: fewest, items: [item])
    }

    /// One of the words.
    static func words(_ words: [String]) -> JSONSchema {
        var choices: [Constant] = []
        for word in words {
            choices.append(.text(word))
            // An editor takes a bare `64` for a number.
            if let number = Int(word) { choices.append(.number(number)) }
        }
        return JSONSchema(choices: choices)
    }

    /// A table with these keys and no others.
    static func table(_ properties: [String: JSONSchema], required: [String]? = nil) -> JSONSchema {
        JSONSchema(type: "object", properties: properties, required: required, isClosed: true)
    }

    /// Whatever one of `schemas` allows.
    static func either(_ schemas: JSONSchema...) -> JSONSchema { JSONSchema(alternatives: schemas) }

    /// `true` or `false`, also written in quotes.
    static let flag = either(JSONSchema(type: "boolean"), words(["true", "false"]))

    /// The same with an explanation.
    func described(_ text: String) -> JSONSchema {
        var schema = self
        schema.description = text
        return schema
    }
}
