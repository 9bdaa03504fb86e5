package import Domain
import FoundationEssentials

/// The description of a deployment whose model says itself what it takes: Swagger 2, OpenAPI 3.0 and 3.1, as the Python
/// worker writes it for a script.
package struct SwaggerDocument: Sendable {
    package var endpoint: EndpointName
    package var deployment: DeploymentName
    package var signature: ModelSignature?

    package init(endpoint: EndpointName, deployment: DeploymentName, signature: ModelSignature?) {
        self.endpoint = endpoint
        self.deployment = deployment
        self.signature = signature
    }

    /// JSON; nil for a version that there is not.
    package func text(version: String) -> String? {
        let document: JSONValue
        switch version {
        case "2", "2.0": document = swagger
        case "3", "3.0": document = openAPI("3.0.3")
        case "3.1": document = openAPI("3.1.0")
        default: return nil
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) }
    }

    private var swagger: JSONValue {
        [
            "swagger": "2.0", "info": info, "schemes": ["http"], "consumes": ["application/json"],
            "produces": ["application/json"], "paths": paths(isOld: true), "definitions": schemas,
            "securityDefinitions": ["Bearer": bearer],
        ]
    }

    private func openAPI(_ version: String) -> JSONValue {
        [
            "openapi": .string(version), "info": info, "paths": paths(isOld: false),
            "components": ["schemas": schemas, "securitySchemes": ["Bearer": bearer]],
        ]
    }

    private var info: JSONValue {
        [
            "title": .string(endpoint.rawValue), "version": .string(deployment.rawValue),
            "description": .string("API specification for the service \(endpoint)"),
        ]
    }

    private let bearer: JSONValue = [
        "type": "apiKey", "name": "Authorization", "in": "header", "description": "For example: Bearer abc123",
    ]

    // MARK: Paths

    private func paths(isOld: Bool) -> JSONValue {
        let root = isOld ? "#/definitions/" : "#/components/schemas/"
        func answer(_ text: String, _ schema: JSONValue) -> JSONValue {
            isOld
                ? ["description": .string(text), "schema": schema]
                : ["description": .string(text), "content": ["application/json": ["schema": schema]]]
        }
        func reference(_ name: String) -> JSONValue { ["$ref": .string(root + name)] }
        func answers(_ text: String, _ schema: JSONValue) -> JSONValue {
            [
                "200": answer(text, schema),
                "default": answer("The service failed to execute due to an error.", reference("ErrorResponse")),
            ]
        }
        var score: [String: JSONValue] = [
            "operationId": "RunMLService", "description": "Run the model and get its prediction",
            "security": [["Bearer": []]], "responses": answers("The prediction", reference("ServiceOutput")),
        ]
        if isOld {
            score["parameters"] = [["name": "serviceInputPayload", "in": "body", "schema": reference("ServiceInput")]]
        } else {
            score["requestBody"] = ["content": ["application/json": ["schema": reference("ServiceInput")]]]
        }
        let base = "/endpoints/\(endpoint)"
        let health: JSONValue = [
            "operationId": "ServiceHealthCheck",
            "description": "Answers 'Healthy' while a deployment with traffic is up.",
            "responses": answers("The service is up", ["type": "string"]),
        ]
        let document: JSONValue = [
            "operationId": "GetSwaggerSpec", "description": "This document",
            "responses": answers("The document", ["type": "string"]),
        ]
        return .object([
            base + "/": ["get": health], base + "/score": ["post": .object(score)],
            base + "/swagger.json": ["get": document],
        ])
    }

    // MARK: Schemas

    private var schemas: JSONValue {
        [
            "ServiceInput": input, "ServiceOutput": output,
            "ErrorResponse": ["type": "object", "properties": ["message": ["type": "string"]]],
        ]
    }

    private var input: JSONValue {
        guard let inputs = signature?.inputs, !inputs.isEmpty else {
            return ["type": "object", "required": ["input_data"], "properties": ["input_data": [:]], "example": [:]]
        }
        let areColumns = inputs.allSatisfy { $0.shape.count == 1 && !$0.name.isEmpty }
        guard areColumns else {
            // One tensor is the rows themselves, several are a list each by their names.
            let tensors = inputs.map { (name: $0.name, schema: Self.list($0), example: Self.example($0)) }
            let isAlone = tensors.count == 1
            let data: JSONValue = isAlone
                ? tensors[0].schema
                : ["type": "object", "properties": .object(.init(tensors.map { ($0.name, $0.schema) }) { $1 })]
            let example = isAlone ? tensors[0].example : .object(.init(tensors.map { ($0.name, $0.example) }) { $1 })
            return [
                "type": "object", "required": ["input_data"], "properties": ["input_data": data],
                "example": ["input_data": example],
            ]
        }
        let names = JSONValue.array(inputs.map { .string($0.name) })
        let data: JSONValue = [
            "type": "object", "required": ["columns", "data"],
            "properties": [
                "columns": ["type": "array", "items": ["type": "string", "enum": names]],
                "index": ["type": "array", "items": ["type": "integer"]],
                "data": ["type": "array", "items": ["type": "array", "items": Self.anyOf(inputs.map(\.type))]],
            ],
        ]
        return [
            "type": "object", "required": ["input_data"], "properties": ["input_data": data],
            "example": [
                "input_data": [
                    "columns": names, "index": [0], "data": .array([.array(inputs.map { Self.value($0.type) })]),
                ]
            ],
        ]
    }

    private var output: JSONValue {
        guard let outputs = signature?.outputs, !outputs.isEmpty else { return ["type": "array", "items": [:]] }
        if outputs.count == 1 { return Self.list(outputs[0]) }
        let columns = outputs.map { ($0.name, Self.schema($0.type)) }
        return ["type": "array", "items": ["type": "object", "properties": .object(.init(columns) { $1 })]]
    }

    private static func list(_ spec: TensorSpec) -> JSONValue {
        spec.shape.reduce(schema(spec.type)) { inner, _ in ["type": "array", "items": inner] }
    }

    private static func example(_ spec: TensorSpec) -> JSONValue {
        spec.shape.reversed().reduce(value(spec.type)) { inner, length in
            .array(.init(repeating: inner, count: min(length ?? 1, 8)))
        }
    }

    /// Swagger 2 knows no alternatives: cells of several types are of any.
    private static func anyOf(_ types: [ElementType]) -> JSONValue {
        let schemas = Set(types.map(schema))
        return schemas.count == 1 ? schemas.first ?? [:] : [:]
    }

    private static func schema(_ type: ElementType) -> JSONValue {
        switch type {
        case .bool: ["type": "boolean"]
        case .text: ["type": "string"]
        case .float16, .float32, .float64: ["type": "number"]
        default: ["type": "integer"]
        }
    }

    private static func value(_ type: ElementType) -> JSONValue {
        switch type {
        case .bool: false
        case .text: "text"
        case .float16, .float32, .float64: .double(0.5)
        default: 1
        }
    }
}
