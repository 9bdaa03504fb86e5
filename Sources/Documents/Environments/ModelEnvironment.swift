package import Domain
import Foundation

/// The environment that MLflow wrote down with a model: `conda.yaml`, or `python_env.yaml` with `requirements.txt`.
package enum ModelEnvironment {
    /// `folder` holds the model's `MLmodel`. Throws `invalidArgument` when there is neither file, `DocumentError` for one
    /// that cannot be read. Blocks.
    package static func read(_ folder: String) throws -> EnvironmentSpec {
        func isThere(_ name: String) -> Bool { FilePlace.kind(of: "\(folder)/\(name)") == .file }
        var conda: CondaFile
        if isThere("conda.yaml") {
            conda = try CondaDocument.read(file: "\(folder)/conda.yaml").value
        } else if isThere("requirements.txt") {
            conda = CondaFile(dependencies: ["pip"], pip: try requirements(folder))
            if isThere("python_env.yaml"),
                let python = try PythonEnvironmentDocument.read(file: "\(folder)/python_env.yaml").value.python
            {
                conda.dependencies.insert("python=\(python)", at: 0)
            }
        } else {
            throw AtelierError(
                .invalidArgument, "the model has neither a conda.yaml nor a requirements.txt, so its environment is not known",
                hint: "name an environment in the deployment, with mlflow and all that the model needs")
        }
        if !conda.pip.contains(where: { $0.lowercased().hasPrefix("mlflow") }) { conda.pip.append("mlflow") }
        return EnvironmentSpec(conda: conda)
    }

    private static func requirements(_ folder: String) throws -> [String] {
        let text = try String(contentsOfFile: "\(folder)/requirements.txt", encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}

/// MLflow's `python_env.yaml`, of which only the version of Python is not in `requirements.txt` too.
enum PythonEnvironmentDocument: Document {
    struct Draft {
        var python: String?
    }

    static let noun = "Python environment"
    static let schemas: Set<String> = []

    static func blank() -> Draft { Draft() }

    static var fields: [Field<Draft>] {
        [.text("python", \.python), .readOnly("build_dependencies"), .readOnly("dependencies")]
    }

    static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> Draft { draft }
}
