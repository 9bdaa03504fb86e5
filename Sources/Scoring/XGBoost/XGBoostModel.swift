package import Domain
import Synchronization

/// A model that XGBoost's own library evaluates, from a JSON, UBJ or (where the library reads it) binary file.
package final class XGBoostModel: InferenceModel {
    package let signature: ModelSignature
    package let isBatchable = true
    /// The version of the library that answers.
    package var libraryVersion: String { booster.library.version }

    private let booster: XGBoostBooster
    private let layout: FeatureLayout
    private let answer: NativeAnswer
    /// Memory that no request uses at the moment; as many as were ever needed at once.
    private let idle = Mutex<[Rows]>([])

    /// Memory is used by one request at a time.
    private struct Rows: @unchecked Sendable {
        let memory: DenseRows
        let proxy: XGBoostProxy?
    }

    /// The one output, as the other servers of XGBoost models call it.
    package static let output = "predict"
    /// Memory for more rows than this is not kept.
    private static let keptValues = 1 << 20

    /// Loads the file with the library at a path. `signature` is what the model's metadata say, which may name the
    /// columns of a file that does not. Throws what keeps it from being loaded, as a sentence.
    package init(
        file: String, library: String, threads: Int = 1, answer: NativeAnswer = .raw, signature: ModelSignature? = nil
    ) throws(AtelierError) {
        let booster = try XGBoostBooster(
            file: file, library: try XGBoostLibrary.at(library), threads: threads, stopsAtBest: answer != .raw)
        let told = signature?.inputs ?? []
        let columns = Self.columns(of: booster)
        // The file's own names are what it was trained with; only what may be left out is the metadata's to say.
        let optional = Set(told.lazy.filter(\.isOptional).map(\.name))
        layout = if let names = booster.featureNames {
            FeatureLayout(
                count: booster.featureCount, names: names,
                optional: Set(names.indices.filter { optional.contains(names[$0]) }))
        } else {
            FeatureLayout(count: booster.featureCount, columns: told)
        }
        self.booster = booster
        self.answer = answer
        // The first prediction configures the booster, which no other thread may see half done. It tells the width too.
        let probe = DenseRows(columns: booster.featureCount)
        probe.resized(to: 1).update(repeating: .nan)
        let shape: [Int]
        do throws(InferenceFault) {
            shape = try Self.output(try booster.predict(probe), of: booster, as: answer, rows: 1).shape
        } catch {
            throw AtelierError(.invalidArgument, "the model cannot be evaluated: \(error.message)", subject: file)
        }
        self.signature = ModelSignature(
            inputs: told.isEmpty ? columns : told,
            outputs: [
                TensorSpec(
                    name: Self.output, type: answer == .classes ? .int64 : .float32,
                    shape: [nil] + shape.dropFirst().map { $0 })
            ])
    }

    package func predict(_ request: InferenceRequest) throws(InferenceFault) -> [Tensor] {
        if case .named(let names) = request.outputs, let unknown = names.first(where: { $0 != Self.output }) {
            throw InferenceFault(400, "output '\(unknown.neutralised)' is unknown: the model gives '\(Self.output)'")
        }
        let rows = request.rows
        guard rows > 0, layout.count > 0 else { throw InferenceFault(400, "there are no rows: \(layout.taken)") }
        let memory = idle.withLock { $0.popLast() } ?? Rows(memory: DenseRows(columns: layout.count), proxy: XGBoostProxy(booster.library))
        defer {
            if rows * layout.count <= Self.keptValues { idle.withLock { $0.append(memory) } }
        }
        let values = memory.memory.resized(to: rows)
        try layout.fill(values, from: request)
        // XGBoost refuses it in a DMatrix; in place it would compare with it.
        if let place = values.firstIndex(where: \.isInfinite) {
            throw InferenceFault(
                400, "row \(place / layout.count), column \(place % layout.count) is infinite or too large for a float: the "
                    + "model takes finite numbers, and null for a missing value")
        }
        return [try Self.output(try booster.predict(memory.memory, memory.proxy), of: booster, as: answer, rows: rows)]
    }

    /// What Python gives for these scores: `Booster.predict` as they are, `XGBClassifier.predict` the classes.
    private static func output(
        _ scores: XGBoostBooster.Scores, of booster: XGBoostBooster, as answer: NativeAnswer, rows: Int
    ) throws(InferenceFault) -> Tensor {
        guard scores.shape.first == rows, !scores.values.isEmpty else {
            throw InferenceFault(500, "XGBoost answered with the shape \(scores.shape) to \(rows) rows")
        }
        let width = scores.values.count / rows
        guard answer == .classes else {
            return Tensor(name: output, shape: scores.shape, elements: .float32(scores.values))
        }
        if booster.objective == "multi:softmax", scores.shape.count == 1 {
            return Tensor(name: output, shape: [rows], elements: .int64(scores.values.map { Int64($0) }))
        }
        if scores.shape.count == 1 || width == 1 {
            return Tensor(name: output, shape: [rows], elements: .int64(scores.values.map { $0 > 0.5 ? 1 : 0 }))
        }
        guard booster.objective.hasPrefix("multi:") else {
            // Several labels a row.
            return Tensor(name: output, shape: scores.shape, elements: .int64(scores.values.map { $0 > 0.5 ? 1 : 0 }))
        }
        let classes = (0..<rows).map { row in
            var best = 0
            for column in 1..<width where scores.values[row * width + column] > scores.values[row * width + best] {
                best = column
            }
            return Int64(best)
        }
        return Tensor(name: output, shape: [rows], elements: .int64(classes))
    }

    private static func columns(of booster: XGBoostBooster) -> [TensorSpec] {
        guard let names = booster.featureNames else {
            return [TensorSpec(name: "", type: .float32, shape: [nil, booster.featureCount])]
        }
        return names.enumerated().map { index, name in
            let type: ElementType =
                switch booster.featureTypes.flatMap({ index < $0.count ? $0[index] : nil }) {
                case "int", "c": .int64
                case "i": .bool
                default: .float32
                }
            return TensorSpec(name: name, type: type, shape: [nil])
        }
    }
}
