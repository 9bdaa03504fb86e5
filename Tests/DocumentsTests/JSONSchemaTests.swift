import Documents
import Domain
import Testing

/// What `atelier schema` prints is JSON Schema: every keyword is one, every reference leads somewhere.
@Suite struct JSONSchemaTests {
    private static let keywords: Set<String> = [
        "$schema", "$ref", "title", "type", "properties", "additionalProperties", "required", "items", "enum",
        "pattern", "anyOf", "allOf", "definitions", "propertyNames", "readOnly",
    ]
    private static let types: Set<String> = ["string", "number", "integer", "boolean", "object", "array", "null"]

    @Test(arguments: AzureKind.allCases) func isJSONSchema(kind: AzureKind) throws {
        let schema = JSONSchema.schema(of: kind)
        #expect(schema["$schema"] == "http://json-schema.org/draft-07/schema#")
        #expect(try JSONParser.parse(schema.indentedText) == schema)
        try check(schema, root: schema, at: "#")
    }

    private func check(_ schema: JSONValue, root: JSONValue, at path: String) throws {
        if case .bool = schema { return }
        guard case .object(let members) = schema else {
            Issue.record("\(path) is no schema")
            return
        }
        for (key, value) in members {
            let place = "\(path)/\(key)"
            #expect(Self.keywords.contains(key), "\(place)")
            switch key {
            case "properties", "definitions":
                guard case .object(let inner) = value else { Issue.record("\(place) is no object"); return }
                for (name, schema) in inner { try check(schema, root: root, at: "\(place)/\(name)") }
            case "anyOf", "allOf":
                guard case .array(let inner) = value, !inner.isEmpty else { Issue.record("\(place) is empty"); return }
                for (index, schema) in inner.enumerated() { try check(schema, root: root, at: "\(place)/\(index)") }
            case "items", "additionalProperties", "propertyNames": try check(value, root: root, at: place)
            case "type":
                let names: [JSONValue] = if case .array(let list) = value { list } else { [value] }
                #expect(names.allSatisfy { Self.types.contains($0.stringValue ?? "") }, "\(place)")
            case "$ref":
                let name = try #require(value.stringValue?.split(separator: "/").last.map(String.init))
                #expect(root["definitions"]?[name] != nil, "\(place): \(name)")
            case "pattern":
                let pattern = try #require(value.stringValue)
                #expect(throws: Never.self, "\(place)") { _ = try Regex(pattern) }
            case "required", "enum":
                guard case .array(let list) = value else { Issue.record("\(place) is no list"); return }
                #expect(!list.isEmpty && Set(list).count == list.count, "\(place)")
            default: break
            }
        }
    }
}
