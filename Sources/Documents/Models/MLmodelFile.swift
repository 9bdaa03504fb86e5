package import Domain
import Foundation

/// The `MLmodel` file of an MLflow model. It is MLflow's, not a person's: what is not needed here is not looked at, and
/// a signature that cannot be understood is none.
package enum MLmodelFile {
    /// `folder` holds the file. Throws `invalidArgument` when it cannot be read. Blocks.
    package static func read(_ folder: String) throws -> MLflowModel {
        let path = "\(folder)/MLmodel"
        let diagnostics = Diagnostics()
        guard let source = SourceText.read(file: path, shownAs: "MLmodel", diagnostics: diagnostics),
            let root = YAMLReader.read(source, diagnostics: diagnostics), let flavors = root["flavors"]?.entries
        else {
            throw AtelierError(
                .invalidArgument, "the model's MLmodel file names no flavors, or is no YAML",
                hint: "save the model with MLflow again", subject: path)
        }
        var settings: [String: [String: String]] = [:]
        for flavor in flavors {
            var values: [String: String] = [:]
            for entry in flavor.value.entries ?? [] {
                if let scalar = entry.value.scalar, !entry.value.isNull { values[entry.key] = scalar.text }
            }
            settings[flavor.key] = values
        }
        return MLflowModel(flavors: settings, signature: root["signature"].flatMap(signature))
    }

    // MARK: Signature

    private static func signature(_ node: DocumentNode) -> ModelSignature? {
        guard let inputs = node["inputs"]?.scalar.flatMap({ specs($0.text) }), !inputs.isEmpty else { return nil }
        return ModelSignature(inputs: inputs, outputs: node["outputs"]?.scalar.flatMap { specs($0.text) } ?? [])
    }

    /// JSON in YAML: `[{"type": "double", "name": "x", "required": true}]`, or tensors
    /// `[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 4]}}]`.
    private static func specs(_ text: String) -> [TensorSpec]? {
        guard let list = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)), case .array(let entries) = list else { return nil }
        var specs: [TensorSpec] = []
        for entry in entries {
            let name = entry["name"]?.stringValue ?? ""
            if let tensor = entry["tensor-spec"] {
                guard let type = tensor["dtype"]?.stringValue.flatMap(tensorType), case .array(let shape)? = tensor["shape"] else {
                    return nil
                }
                let lengths = shape.map { length -> Int? in
                    guard case .int(let number) = length, number > 0 else { return nil }
                    return Int(clamping: number)
                }
                specs.append(TensorSpec(name: name, type: type, shape: lengths))
            } else {
                guard let type = entry["type"]?.stringValue.flatMap(columnType) else { return nil }
                var isOptional = false
                if case .bool(let required)? = entry["required"] { isOptional = !required }
                specs.append(TensorSpec(name: name, type: type, shape: [nil], isOptional: isOptional))
            }
        }
        return specs
    }

    private static func columnType(_ name: String) -> ElementType? {
        switch name {
        case "boolean": .bool
        case "integer": .int32
        case "long": .int64
        case "float": .float32
        case "double": .float64
        // A request says a moment as a text.
        case "string", "datetime": .text
        default: nil
        }
    }

    private static func tensorType(_ name: String) -> ElementType? {
        switch name {
        case "bool": .bool
        case "uint8": .uint8
        case "uint16": .uint16
        case "uint32": .uint32
        case "uint64": .uint64
        case "int8": .int8
        case "int16": .int16
        case "int32": .int32
        case "int64": .int64
        case "float16": .float16
        case "float32": .float32
        case "float64": .float64
        case "object", "str": .text
        default: nil
        }
    }
}
