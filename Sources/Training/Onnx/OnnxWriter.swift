package import Domain
package import Learning
package import Scoring

/// Writes a learnt model as an ONNX file, which any ONNX Runtime answers from as we do: an input for each column that it learns
/// from, by the column's name, and outputs as scikit-learn's converters call them.
///
/// A regression gives `variable`, `[rows, 1]`; a classification `label` and `probabilities`, all of them float32. Between, numbers
/// are doubles, so that nothing is lost but what trees leave out anyhow. A missing number is NaN, a missing text is empty or what
/// else files write for one.
package enum OnnxWriter {
    /// What probabilities are.
    package enum Probabilities: Sendable {
        /// `[rows, classes]`
        case tensor
        /// A map a row from class to probability, as MLflow can put it beside labels in a table.
        case maps
    }

    /// Why a model cannot be written so, as the end of a sentence: `its column 'when' is a date`. Nil when it can.
    package static func refusal(of model: LearnedModel, columns: [ModelColumn]) -> String? {
        if model.isForecast { return "it forecasts from the past of its series, which a graph does not keep" }
        let kinds = Dictionary(columns.map { ($0.name, $0.kind) }) { first, _ in first }
        for (features, predictor) in model.pipelines {
            for source in features.sources {
                if let refusal = refusal(of: source, kinds[source.name]) { return refusal }
            }
            if let refusal = refusal(of: predictor) { return refusal }
        }
        if case .stacking(_, let last) = model, let refusal = refusal(of: last) { return refusal }
        let taken: Set = model.classCount == 0 ? ["variable"] : ["label", "probabilities"]
        if let name = model.columnNames.sorted().first(where: { taken.contains($0) || $0.isEmpty }) {
            return "its column '\(name)' is called as an output is"
        }
        return nil
    }

    private static func refusal(of source: FittedFeatures.Source, _ kind: ModelColumn.Kind?) -> String? {
        let isText = kind == .string || kind == .datetime
        return switch source.column {
        case .date: "its column '\(source.name)' is a date, which ONNX has no operators for"
        case .number where kind != nil && isText, .missingMark where kind != nil && isText:
            "its column '\(source.name)' is a text that is taken for a number"
        case .oneHot where kind != nil && !isText, .encoded where kind != nil && !isText:
            "its column '\(source.name)' is a number that is taken for a text"
        default: nil
        }
    }

    /// For each of so many samples there is a number for every row of a request.
    private static let mostNeighbours = 50_000

    private static func refusal(of predictor: Predictor) -> String? {
        guard case .neighbours(let model) = predictor, model.samples.rows > mostNeighbours else { return nil }
        return "it compares with \(model.samples.rows) samples, and more than \(mostNeighbours) are too many for a graph"
    }

    /// The bytes of the file.
    ///
    /// - Parameters:
    ///   - columns: those of the data; what the model does not learn from is left out.
    ///   - classes: nil for a regression.
    ///
    /// Throws `unsupported` for a model that cannot be written so, and `invalidArgument` for one that contradicts itself.
    package static func bytes(
        of model: LearnedModel, columns: [ModelColumn], classes: ModelClasses?, probabilities: Probabilities = .tensor
    ) throws(AtelierError) -> [UInt8] {
        if let refusal = refusal(of: model, columns: columns) {
            throw AtelierError(
                .unsupported, "the model cannot be written as ONNX: \(refusal.neutralised)",
                hint: "the engine serves it as it is")
        }
        try ModelCheck.check(model, columns, classes)
        let used = columns.filter { model.columnNames.contains($0.name) }
        var graph = OnnxModelGraph(used, outputs: classes == nil ? ["variable"] : ["label", "probabilities"])
        let answer = graph.add(model)
        let bytes = graph.finish(answer, classes, probabilities)
        guard bytes.count < Int(Int32.max) else {
            throw AtelierError(
                .unsupported, "the model cannot be written as ONNX: it would be larger than such a file may be, 2 GB")
        }
        return bytes
    }
}
