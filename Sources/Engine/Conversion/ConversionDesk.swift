package import Domain
import LinuxSystem

/// Converts registered models and registers what comes of it. What is given up, or fails, leaves nothing.
package struct ConversionDesk: Sendable {
    package typealias Report = @Sendable (WorkReport<ConvertedModel>) -> Void

    private let context: EngineContext
    private let models: ModelCatalog
    private let environments: EnvironmentCatalog
    private let converter: ModelConverter

    package init(
        _ context: EngineContext, models: ModelCatalog, environments: EnvironmentCatalog, builder: EnvironmentBuilder
    ) {
        self.context = context
        self.models = models
        self.environments = environments
        converter = ModelConverter(builder: builder, home: context.home)
    }

    /// Removes what an interrupted engine was converting. Called once, before anything is converted.
    package func start() async throws {
        try await converter.sweep()
    }

    /// Converts a version of a model to ONNX, holds the graph against it, and registers it as an MLflow model of the
    /// flavor onnx: as the next version of the same name, or under the order's. Its properties say what it came from,
    /// what converted it and how far it is off.
    ///
    /// Throws `unsupported` for a model that cannot be converted, `invalidArgument` naming rows when the graph differs
    /// by more than the order accepts.
    package func convert(
        _ name: ModelName, version: String?, order: ConversionOrder, in workspace: WorkspaceName, by person: String,
        report: @escaping Report
    ) async throws -> ConvertedModel {
        guard order.tolerance >= 0, order.tolerance.isFinite else {
            throw AtelierError(.invalidArgument, "the tolerance is \(order.tolerance)", hint: "give it 0 or more, e.g. 1e-5")
        }
        guard (1...1_000_000).contains(order.rows) else {
            throw AtelierError(.invalidArgument, "\(order.rows) rows cannot be compared", hint: "give it 1 to 1000000")
        }
        if let newName = order.newName { try NameRule.asset("model").check(newName.rawValue) }
        report(.phase("looking at the model"))
        let original = try await models.show(name, version: version, in: workspace)
        let model = try await convertible(original, order, in: workspace)
        return try await converter.inStaging { staging in
            try await convert(original, model, in: staging, order, by: person, report)
        }
    }

    private func convert(
        _ original: ModelVersion, _ model: ConvertibleModel, in staging: String, _ order: ConversionOrder, by person: String,
        _ report: @escaping Report
    ) async throws -> ConvertedModel {
        let source = "\(original.name):\(original.version)"
        let (result, warnings) = try await converter.convert(model, source: source, into: staging, order: order) { notice in
            switch notice {
            case .phase(let phase): report(.phase(phase))
            case .log(let bytes): report(.log(String(decoding: bytes, as: UTF8.self)))
            }
        }
        if let problem = result.problem(with: source, tolerance: order.tolerance) { throw problem }
        report(.phase("registering the graph"))
        var properties = [
            "converted_from": source, "converted_from_hash": original.contentHash.rawValue,
            "largest_difference": ConversionResult.text(result.difference ?? 0), "compared_rows": "\(result.rows ?? 0)",
        ]
        for (package, version) in result.versions ?? [:] { properties["converter.\(package)"] = version }
        try Task.checkCancellation()
        let registered = try await models.register(
            ModelSpec(
                name: order.newName ?? original.name, type: .mlflow,
                location: .asset(AssetReference(name: original.name.rawValue, selector: .version(original.version))),
                description: original.description, tags: original.tags, properties: properties),
            files: "\(staging)/model", in: original.workspace, by: person)
        return ConvertedModel(
            model: registered, largestDifference: result.difference ?? 0, rows: result.rows ?? 0, warnings: warnings)
    }

    private func convertible(
        _ original: ModelVersion, _ order: ConversionOrder, in workspace: WorkspaceName
    ) async throws -> ConvertibleModel {
        let path = original.path(in: context.home)
        if try await BlockingWork.run({ try FileStamp.of("\(path)/MLmodel") != nil }) {
            return try await BlockingWork.run { try ConvertibleModel.mlflow(at: path) }
        }
        guard let flavor = order.flavor, [".pkl", ".pickle", ".joblib"].contains(where: path.hasSuffix) else {
            throw AtelierError(
                .unsupported, "\(original.baseName.neutralised) is neither an MLflow model nor a pickled one",
                hint: "register the folder that 'log_model' made, or give --flavor for a .pkl or .joblib")
        }
        var environment: EnvironmentSpec?
        if let reference = order.environment {
            environment = try await environments.resolve(.registered(reference), in: workspace)
        }
        return try ConvertibleModel.pickled(at: path, flavor: flavor, environment: environment)
    }
}
