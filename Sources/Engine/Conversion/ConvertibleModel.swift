import Domain
import LinuxSystem

/// A model as a converter sees it: its files, the library it was made with, and what it runs in.
struct ConvertibleModel: Sendable {
    static let flavors = ["sklearn", "lightgbm", "xgboost"]

    /// The file or the MLflow folder.
    let path: String
    let flavor: String
    let environment: EnvironmentSpec

    /// Reads an MLflow model's own files. Throws `unsupported` for a flavor that has no converter. Blocks.
    static func mlflow(at path: String) throws -> ConvertibleModel {
        let described = try text("MLmodel", in: path) ?? ""
        let found = flavorNames(in: described)
        guard let flavor = flavors.first(where: found.contains) else {
            let others = found.filter { $0 != "python_function" }.joined(separator: ", ")
            throw AtelierError(
                .unsupported, "a model of the flavor \(others.isEmpty ? "python_function" : others.neutralised) has no converter",
                hint: "those of \(flavors.joined(separator: ", ")) have one")
        }
        let requirements = try text("requirements.txt", in: path).map(lines) ?? []
        let python = try text("python_env.yaml", in: path).map(lines)?
            .compactMap { $0.removing(prefix: "python:")?.trimmingSpaces }.first
        return ConvertibleModel(
            path: path, flavor: flavor, environment: environment(of: flavor, requirements, python: python))
    }

    /// A pickled model, which says nothing of itself.
    static func pickled(
        at path: String, flavor: String, environment own: EnvironmentSpec?
    ) throws -> ConvertibleModel {
        guard flavors.contains(flavor) else {
            throw AtelierError(
                .unsupported, "there is no converter for the flavor '\(flavor.neutralised)'",
                hint: "those of \(flavors.joined(separator: ", ")) have one")
        }
        guard var environment = own, var conda = environment.conda else {
            let library = flavor == "xgboost" ? "xgboost-cpu" : flavor
            return ConvertibleModel(
                path: path, flavor: flavor,
                environment: Self.environment(of: flavor, ["scikit-learn", "joblib"] + (flavor == "sklearn" ? [] : [library]), python: nil))
        }
        conda.pip += converters(of: flavor)
        environment.conda = conda
        return ConvertibleModel(path: path, flavor: flavor, environment: environment)
    }

    private static func environment(of flavor: String, _ requirements: [String], python: String?) -> EnvironmentSpec {
        // The patch level of the Python that trained is rarely on the box, and makes no difference here.
        let minor = python.map { $0.split(separator: ".").prefix(2).joined(separator: ".") }
        return EnvironmentSpec(
            conda: CondaFile(
                dependencies: minor.map { ["python=\($0)"] } ?? [], pip: requirements + converters(of: flavor)))
    }

    private static func converters(of flavor: String) -> [String] {
        ["skl2onnx", "onnx", "onnxruntime", "pandas", "pyyaml"] + (flavor == "sklearn" ? [] : ["onnxmltools"])
    }

    private static func text(_ name: String, in folder: String) throws -> String? {
        let file = "\(folder)/\(name)"
        guard try FileStamp.of(file, followingLinks: true) != nil else { return nil }
        return String(decoding: try FileContent.read(file), as: UTF8.self)
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// The keys right below `flavors:`, as MLflow writes its file.
    static func flavorNames(in text: String) -> [String] {
        var names: [String] = []
        var isInside = false
        for line in text.split(whereSeparator: \.isNewline) {
            if !line.hasPrefix(" ") { isInside = line.hasPrefix("flavors:") }
            guard isInside, line.hasPrefix("  "), !line.dropFirst(2).hasPrefix(" "), line.hasSuffix(":") else { continue }
            names.append(String(line.dropFirst(2).dropLast()))
        }
        return names
    }
}
