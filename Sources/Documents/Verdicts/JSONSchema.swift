package import Domain

/// The grammar as JSON Schema (draft 7), for editors that check and complete YAML by it. What only the disk can tell,
/// and what one field says about another, is beyond it.
package struct JSONSchema {
    private let grammar: Grammar
    /// The maps of fields that have been met, by the name of their definition.
    private var definitions: [String: JSONValue] = [:]

    package static func schema(of kind: AzureKind) -> JSONValue {
        var writer = JSONSchema(grammar: Grammar())
        let root =
            kind.alternatives.map { writer.schema(of: .named($0, GrammarManner()), isBound: false) }
            ?? kind.shape.map { writer.reference(to: $0, GrammarManner(isOpen: kind.isOpen)) } ?? condaFile
        var members: [String: JSONValue] = [
            "$schema": "http://json-schema.org/draft-07/schema#", "title": .string(kind.noun),
            "allOf": .array([root]),
        ]
        if !writer.definitions.isEmpty { members["definitions"] = .object(writer.definitions) }
        return .object(members)
    }

    private static let condaFile: JSONValue = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "name": ["type": "string"], "channels": ["type": "array", "items": ["type": "string"]],
            "dependencies": [
                "type": "array",
                "items": ["anyOf": [
                    ["type": "string"],
                    [
                        "type": "object", "additionalProperties": false,
                        "properties": ["pip": ["type": "array", "items": ["type": "string"]]],
                    ],
                ]],
            ],
            "variables": ["type": "object"], "platforms": ["type": "array"], "prefix": ["type": "string"],
        ],
    ]

    // MARK: Maps of fields

    private mutating func reference(to name: String, _ manner: GrammarManner) -> JSONValue {
        let id = name + (manner.isOpen ? "-open" : "") + (manner.isBound ? "-bound" : "")
        if definitions[id] == nil {
            definitions[id] = true
            definitions[id] = definition(of: grammar.shape(name), manner)
        }
        return ["$ref": .string("#/definitions/\(id)")]
    }

    private mutating func definition(of shape: GrammarShape, _ manner: GrammarManner) -> JSONValue {
        var properties: [String: JSONValue] = [:]
        for field in shape.fields {
            properties[field.name] =
                field.isReadOnly ? ["readOnly": true] : schema(of: field.type, isBound: manner.isBound)
        }
        var members: [String: JSONValue] = ["type": "object", "properties": .object(properties)]
        if !manner.isOpen { members["additionalProperties"] = false }
        let required = shape.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members["required"] = .array(required) }
        return .object(members)
    }

    // MARK: Types

    private mutating func schema(of type: GrammarType, isBound: Bool) -> JSONValue {
        let own = unbound(type, isBound: isBound)
        guard isBound, case .any = type else { return isBound ? Self.anyOf([Self.expression, own]) : own }
        return own
    }

    private mutating func unbound(_ type: GrammarType, isBound: Bool) -> JSONValue {
        switch type {
        case .text(nil), .moment, .path, .file: ["type": "string"]
        case .text(let pattern?): Self.text(matching: pattern)
        case .version, .release: ["type": ["string", "number"]]
        case .literal: ["type": ["string", "number", "boolean"]]
        case .any: [:]
        case .integer: Self.anyOf([["type": "integer"], Self.text(matching: "^[-+]?[0-9]+$")])
        case .whole: ["type": "integer"]
        case .number:
            Self.anyOf([
                ["type": "number"], Self.text(matching: "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?$"),
            ])
        case .flag:
            Self.anyOf([
                ["type": "boolean"], ["enum": [0, 1]],
                Self.text(
                    matching: "^([tTfFyYnN01]|[tT]rue|TRUE|[fF]alse|FALSE|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)$"),
            ])
        case .binding: Self.expression
        case .data: ["type": "string"]
        case .conda: ["type": ["string", "object"]]
        case .url: Self.text(matching: "^(https?|ftps?)://.+")
        case .git: Self.text(matching: "^git\\+")
        case .arm:
            Self.text(
                matching: "^/[sS]ubscriptions/[0-9a-fA-F-]{36}/[rR]esource[gG]roups/.*/[pP]roviders/[a-zA-Z.]*/[a-zA-Z]*/")
        case .registry: Self.text(matching: "^azureml://registries/")
        case .feed: Self.text(matching: "^azureml://feeds/")
        case .reference: Self.text(matching: "^azureml:.+")
        case .asset: Self.text(matching: "^azureml:([^:]+(:[^:]+)?|.*[/@].*)$")
        case .pinned: Self.text(matching: "^azureml:([^:]+:[^:]+|.*[/@].*)$")
        case .linked: Self.text(matching: "^file:.+")
        case .choice(let words, let spelling): Self.choice(words, spelling)
        case .list(let inner): ["type": "array", "items": schema(of: inner, isBound: isBound)]
        case .map(let keys, let inner): map(keys, inner, isBound: isBound)
        case .union(let types):
            Self.anyOf(grammar.alternatives(of: types).map { unbound($0, isBound: isBound) })
        case .optional(let inner): Self.anyOf([["type": "null"], unbound(inner, isBound: isBound)])
        case .named(let name, let manner):
            switch grammar.definition(of: name) {
            case .type(let inner): unbound(inner, isBound: isBound)
            case .shape:
                reference(to: name, GrammarManner(isOpen: manner.isOpen, isBound: isBound || manner.isBound))
            }
        }
    }

    private mutating func map(_ keys: GrammarKeys, _ type: GrammarType, isBound: Bool) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": "object", "additionalProperties": schema(of: type, isBound: isBound),
        ]
        switch keys {
        case .anything: break
        case .nodes: members["propertyNames"] = ["pattern": "^[a-z_][a-z0-9_]*$"]
        case .words(let words, let spelling): members["propertyNames"] = Self.choice(words, spelling)
        }
        return .object(members)
    }

    // MARK: Pieces

    private static let expression = text(matching: "\\$\\{\\{")

    private static func text(matching pattern: String) -> JSONValue {
        ["type": "string", "pattern": .string(pattern)]
    }

    private static func anyOf(_ schemas: [JSONValue]) -> JSONValue {
        schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]
    }

    /// The words for completion, and where their case does not matter a pattern for the other spellings.
    private static func choice(_ words: [String], _ spelling: GrammarType.Spelling) -> JSONValue {
        let listed: JSONValue = ["enum": .array(words.map { .string($0) })]
        if case .exact = spelling { return listed }
        let patterns = words.map { word in
            word.map { character in
                if character == "_", case .camelCase = spelling { return "_?" }
                if character.isUppercase, case .snakeCase = spelling {
                    return "_?[\(character.lowercased())\(character)]"
                }
                guard character.isLetter else { return "[\(character)]" }
                return "[\(character.lowercased())\(character.uppercased())]"
            }.joined()
        }
        return anyOf([listed, text(matching: "^(\(patterns.joined(separator: "|")))$")])
    }
}
