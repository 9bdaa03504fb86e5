import Domain
import FoundationEssentials

/// Azure's curated environments as lists for pip: what their images hold, as far as jobs and scoring scripts rely on it.
enum CuratedEnvironments {
    /// The spec of a curated name, with or without Azure's older prefix `AzureML-`; nil when it is not one.
    static func spec(named name: String) -> EnvironmentSpec? {
        let plain = name.removing(prefix: "AzureML-") ?? name
        guard let recipe = recipes[plain.lowercased()] else { return nil }
        return EnvironmentSpec(
            name: EnvironmentName(name), version: "1", image: "mcr.microsoft.com/azureml/curated/\(plain)",
            conda: CondaFile(name: plain, dependencies: ["python=\(recipe.python)"], pip: recipe.packages),
            description: "curated environment \(plain)")
    }

    /// The spec an image of the curated kind stands for: `mcr.microsoft.com/azureml/curated/NAME:TAG`.
    static func spec(forImage image: String) -> EnvironmentSpec? {
        guard let range = image.firstRange(of: "/curated/") else { return nil }
        return spec(named: String(image[range.upperBound...].prefix { $0 != ":" && $0 != "@" }))
    }

    /// The curated environment as if it were registered; nil when it is not one, or has no such version.
    static func asset(
        named name: EnvironmentName, version: String?, in workspace: WorkspaceName
    ) -> EnvironmentAsset? {
        guard let spec = spec(named: name.rawValue), version == nil || version == spec.version else { return nil }
        return EnvironmentAsset(
            workspace: workspace, name: name, version: "1", spec: spec,
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "azureml"))
    }

    static var names: [String] { recipes.keys.sorted() }

    /// Where Azure's curated environments differ: what else their names say is of the image.
    private static let libraries: Set<Substring> = ["sklearn", "lightgbm", "pytorch", "tensorflow"]

    /// The one for the same library as a curated name of Azure's that is not known here, one of another release:
    /// `sklearn-1.5` for `AzureML-sklearn-0.24-ubuntu18.04-py37-cpu`.
    static func kin(of name: String) -> String? {
        let wanted = libraries.intersection(name.lowercased().split(separator: "-"))
        return names.first { !wanted.isDisjoint(with: $0.split(separator: "-")) }
    }

    private struct Recipe {
        let python: String
        let packages: [String]
    }

    private static let sklearn = [
        "pandas~=1.5.3", "scipy~=1.10", "numpy~=1.22", "scikit-learn~=1.5", "joblib~=1.2", "matplotlib~=3.5",
        "mlflow", "psutil", "tqdm", "ipykernel", "debugpy", "azureml-inference-server-http",
    ]

    private static let inference = ["azureml-inference-server-http", "azure-identity", "numpy", "joblib"]

    private static let recipes: [String: Recipe] = [
        "sklearn-1.5": Recipe(python: "3.10", packages: sklearn),
        "lightgbm-3.3": Recipe(python: "3.10", packages: sklearn + ["xgboost~=1.7.6", "lightgbm>=4.6", "dask"]),
        "minimal-py311-inference": Recipe(python: "3.11", packages: inference),
        "minimal-py312-inference": Recipe(python: "3.12", packages: inference),
        "mlflow-py312-inference": Recipe(
            python: "3.12",
            packages: inference + [
                "azureml-ai-monitoring", "mlflow", "scikit-learn", "cloudpickle", "psutil", "pandas",
            ]),
        "openmpi4.1.0-ubuntu20.04": Recipe(python: "3.10", packages: []),
        "openmpi4.1.0-ubuntu22.04": Recipe(python: "3.10", packages: []),
        "acpt-pytorch-2.8-cuda12.6": Recipe(
            python: "3.10",
            packages: ["--extra-index-url https://download.pytorch.org/whl/cpu", "torch~=2.8.0", "torchvision", "mlflow"]),
        "tensorflow-2.16-cuda12": Recipe(python: "3.11", packages: ["tensorflow-cpu~=2.16.1", "mlflow"]),
    ]
}
