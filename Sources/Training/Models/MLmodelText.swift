import Domain
import FoundationEssentials
import Scoring

/// The `MLmodel` file of a folder: what is in it, for whom, and what a request must hold.
struct MLmodelText {
    let text: String

    /// - Parameter size: bytes of the files beside it.
    init(_ document: LearnedModelDocument, hasGraph: Bool, hasExample: Bool, runID: String?, created: Date, size: Int) {
        var lines = ["artifact_path: model", "flavors:", "  atelier:"]
        lines += [
            "    data: \(LearnedModelDocument.fileName)",
            "    task: \(Self.task(document))", "    version: \(AtelierVersion.current)",
        ]
        if hasGraph {
            lines += [
                "  onnx:", "    code: null", "    data: model.onnx", "    onnx_version: \(PythonRequirements.onnx)",
                "    providers:", "    - CPUExecutionProvider",
                "  python_function:", "    data: model.onnx", "    env:", "      conda: conda.yaml",
                "      virtualenv: python_env.yaml", "    loader_module: mlflow.onnx",
                "    python_version: \(JSONValue.quoted(PythonRequirements.python))",
            ]
        }
        lines += [
            "model_size_bytes: \(size)",
            // Digits alone would be read as a number.
            "model_uuid: \(JSONValue.quoted(UUID().uuidString.lowercased().filter { $0 != "-" }))",
        ]
        if let runID { lines.append("run_id: \(JSONValue.quoted(runID))") }
        if hasExample {
            lines += [
                "saved_input_example_info:", "  artifact_path: \(ModelExample.fileName)", "  pandas_orient: split",
                "  type: dataframe",
            ]
        }
        lines += [
            "signature:", "  inputs: \(JSONValue.quoted(Self.inputs(document.columns + (document.unused ?? [])).compactText))",
            "  outputs: \(JSONValue.quoted(Self.outputs(document.classes).compactText))", "  params: null",
            "utc_time_created: \(JSONValue.quoted(Self.time(created)))",
        ]
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func task(_ document: LearnedModelDocument) -> String {
        document.model.isForecast ? "forecasting" : document.classes == nil ? "regression" : "classification"
    }

    private static func inputs(_ columns: [ModelColumn]) -> JSONValue {
        .array(columns.map { column in
            .object([
                "name": .string(column.name), "type": .string(column.writtenKind.rawValue), "required": .bool(!column.isOptional),
            ])
        })
    }

    private static func outputs(_ classes: ModelClasses?) -> JSONValue {
        func tensor(_ name: String, _ type: String, _ shape: [Int64]) -> JSONValue {
            .object([
                "name": .string(name), "type": "tensor",
                "tensor-spec": .object(["dtype": .string(type), "shape": .array(shape.map { .int($0) })]),
            ])
        }
        guard let classes else { return .array([tensor("variable", "float32", [-1, 1])]) }
        let type = if case .texts = classes { "str" } else { "int64" }
        return .array([tensor("label", type, [-1]), tensor("probabilities", "float32", [-1, Int64(classes.count)])])
    }

    /// As MLflow writes it: `2026-11-30 08:15:00.250000`.
    private static func time(_ moment: Date) -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true).dateTimeSeparator(.space)
        let text = moment.formatted(style)
        return text.hasSuffix("Z") ? text.dropLast() + "000" : text
    }
}

/// What a Python needs to load the folder, as MLflow's clients and Azure's look for it.
enum PythonRequirements {
    static let python = "3.11"
    /// The first that knows all operators that are written.
    static let onnx = "1.16.0"

    static func files(hasGraph: Bool) -> [(name: String, text: String)] {
        // MLflow hands a table's texts to ONNX Runtime as pandas keeps them, which it does not take from pandas 3 on.
        let packages = hasGraph ? ["mlflow", "onnx>=\(onnx)", "onnxruntime>=1.18.0", "numpy", "pandas<3"] : ["mlflow"]
        let listed = { (indent: String) in packages.map { "\(indent)- \(JSONValue.quoted($0))\n" }.joined() }
        return [
            ("requirements.txt", packages.map { $0 + "\n" }.joined()),
            (
                "conda.yaml",
                "channels:\n- conda-forge\ndependencies:\n- \"python=\(python)\"\n- pip\n- pip:\n\(listed("  "))"
                    + "name: mlflow-env\n"
            ),
            (
                "python_env.yaml",
                "python: \"\(python)\"\nbuild_dependencies:\n- pip\n- setuptools\n- wheel\ndependencies:\n"
                    + "- -r requirements.txt\n"
            ),
        ]
    }
}
