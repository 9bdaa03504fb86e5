import Domain
import FoundationEssentials
import LinuxSystem

/// Converts a model to ONNX in an environment that has the converter, and holds the graph against the model.
struct ModelConverter: Sendable {
    /// What it tells of its work.
    enum Notice: Sendable {
        case phase(String)
        case log([UInt8])
    }

    let builder: EnvironmentBuilder
    let home: HomeLayout

    /// The program that runs in the environment.
    static var script: String { String(decoding: PackageResources.convert_py, as: UTF8.self) }
    private static let phasePrefix = "atelier: "

    private static let stagingPrefix = ".converting-"

    /// Removes what an interrupted engine was converting. Called once, before anything is converted.
    func sweep() async throws {
        let cache = home.cache
        try await BlockingWork.run {
            guard try FileStamp.of(cache) != nil else { return }
            for name in try FileTree.names(in: cache) where name.hasPrefix(Self.stagingPrefix) {
                try FileCopy.remove("\(cache)/\(name)")
            }
        }
    }

    /// An empty folder for a conversion, which goes whatever becomes of it.
    func inStaging<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
        let staging = "\(home.cache)/\(Self.stagingPrefix)\(UUID().uuidString)"
        do {
            try await BlockingWork.run { try FileCopy.makeFolder(staging) }
            let result = try await body(staging)
            try await BlockingWork.run { try FileCopy.remove(staging) }
            return result
        } catch {
            // Not in this task: a cancelled one must still tidy up.
            try await Task { try await BlockingWork.run { try FileCopy.remove(staging) } }.value
            throw error
        }
    }

    /// Leaves an MLflow model in `folder/model` and the result beside it. `folder` exists and is empty.
    ///
    /// Throws `unavailable` when the environment cannot be built or the converter does not end as it should. That the
    /// model has no graph, or one that differs, is in the result.
    func convert(
        _ model: ConvertibleModel, source: String, into folder: String, order: ConversionOrder,
        tell: @escaping @Sendable (Notice) -> Void
    ) async throws -> (result: ConversionResult, warnings: [String]) {
        tell(.phase("building the environment with the converter"))
        let environment = try await builder.prepare(model.environment) { tell(.log($0)) }
        tell(.phase("converting"))
        let script = "\(folder)/convert.py"
        let orderFile = "\(folder)/order.json"
        let orderText = JSONValue.object([
            "model": .string(model.path), "flavor": .string(model.flavor), "folder": .string(folder),
            "tolerance": .double(order.tolerance), "rows": JSONValue(order.rows), "source": .string(source),
        ]).compactText
        try await BlockingWork.run {
            try FileContent.write(Self.script, to: script)
            try FileContent.write(orderText, to: orderFile)
        }
        let tail = OutputTail(limit: 16_384)
        let spoken = OutputLines()
        let program = ToolProcess(
            environment.python, [script, orderFile], environment: builder.variables, workingDirectory: folder, niceness: 5)
        let status = try await program.run { bytes in
            tail.append(bytes)
            tell(.log(bytes))
            for line in spoken.append(bytes) {
                if let phase = line.removing(prefix: Self.phasePrefix) { tell(.phase(phase.neutralised)) }
            }
        }
        let path = "\(folder)/result.json"
        let result = try await BlockingWork.run { () -> ConversionResult? in
            try FileCopy.remove(script)
            try FileCopy.remove(orderFile)
            guard try FileStamp.of(path) != nil else { return nil }
            return try? JSONDecoder().decode(ConversionResult.self, from: Data(FileContent.read(path)))
        }
        guard let result else {
            let said = tail.lines(1).last?.neutralised ?? "it said nothing"
            throw AtelierError(
                .unavailable, "the converter ended (\(status)) before it was done: \(said)",
                hint: "see the log above, or 'atelier engine logs'")
        }
        return (result, environment.warnings)
    }
}
