package import Domain
import FoundationEssentials
import LinuxSystem

/// The graphs of models that deployments accelerate, converted once for a model's content, and refused once.
package struct AcceleratedModels: Sendable {
    private let home: HomeLayout
    private let converter: ModelConverter

    package init(_ context: EngineContext, builder: EnvironmentBuilder) {
        home = context.home
        converter = ModelConverter(builder: builder, home: context.home)
    }

    /// Puts a converted MLflow model into `target`, which does not exist yet, and gives what is to be said about it.
    ///
    /// Throws `unsupported` or `invalidArgument` for a model without a graph that answers alike, `unavailable` when the
    /// converter cannot be had now. `log` gets the converter's own words.
    package func place(
        _ model: ModelVersion, into target: String, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> [String] {
        let order = ConversionOrder()
        let key = FileContent.hash(ofText: "\(model.contentHash) \(order.tolerance) \(ModelConverter.script)")
        let kept = "\(home.cache)/accelerated/\(key)"
        let path = model.path(in: home)
        let source = "\(model.name):\(model.version)"
        var warnings: [String] = []
        if try await BlockingWork.run({ try FileStamp.of(kept) == nil }) {
            let convertible = try await BlockingWork.run { try ConvertibleModel.mlflow(at: path) }
            warnings = try await converter.inStaging { staging in
                let (_, warnings) = try await converter.convert(
                    convertible, source: source, into: staging, order: order
                ) { if case .log(let bytes) = $0 { log(bytes) } }
                try Task.checkCancellation()
                try await BlockingWork.run {
                    try FileCopy.makeFolder(kept.splitAtLastComponent.folder)
                    // Somebody else may have been quicker.
                    if try FileStamp.of(kept) == nil { try FileCopy.move(staging, to: kept) }
                }
                return warnings
            }
        }
        let result = try await BlockingWork.run {
            try JSONDecoder().decode(ConversionResult.self, from: Data(FileContent.read("\(kept)/result.json")))
        }
        if let problem = result.problem(with: source, tolerance: order.tolerance) { throw problem }
        // What serves must not depend on what is kept to save time.
        try await BlockingWork.run {
            let tree = try FileTree(of: "\(kept)/model")
            try FileCopy.makeFolder(target)
            for entry in tree.entries {
                try FileCopy.copy("\(tree.root)/\(entry.path)", to: "\(target)/\(entry.path)", mode: 0o400, durably: true)
            }
            try FileCopy.syncFolder(target)
        }
        return warnings
    }
}
