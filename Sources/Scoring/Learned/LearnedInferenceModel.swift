package import Domain
import Learning

/// A learnt model that answers requests as it is, without being written as ONNX first: what no ONNX graph can say, such as dates,
/// is served so. It takes a column each and gives what the graph would: `label` and `probabilities`, or `variable`.
package final class LearnedInferenceModel: InferenceModel {
    /// What a model makes of rows: a number, or a probability for each class.
    typealias Predict = @Sendable (LearnedModel, Table) throws(TableFault) -> Matrix

    package let signature: ModelSignature
    package let isBatchable = true

    private let document: LearnedModelDocument
    private let binding: ColumnBinding
    private let predict: Predict

    package convenience init(_ document: LearnedModelDocument) {
        self.init(document) { model, table throws(TableFault) in try model.predict(table) }
    }

    init(_ document: LearnedModelDocument, predict: @escaping Predict) {
        self.document = document
        self.predict = predict
        binding = ColumnBinding(document.columns, unused: document.unused ?? [], categories: document.model.categories)
        let outputs: [TensorSpec]
        switch document.classes {
        case .texts(let texts)?:
            outputs = [
                TensorSpec(name: "label", type: .text, shape: [nil]),
                TensorSpec(name: "probabilities", type: .float32, shape: [nil, texts.count]),
            ]
        case .numbers(let numbers)?:
            outputs = [
                TensorSpec(name: "label", type: .int64, shape: [nil]),
                TensorSpec(name: "probabilities", type: .float32, shape: [nil, numbers.count]),
            ]
        case nil: outputs = [TensorSpec(name: "variable", type: .float32, shape: [nil, 1])]
        }
        signature = ModelSignature(inputs: binding.specs, outputs: outputs)
    }

    package func predict(_ request: InferenceRequest) throws(InferenceFault) -> [Tensor] {
        let wanted = try wanted(request.outputs)
        let table = try binding.table(request)
        let answer: Matrix
        do throws(TableFault) {
            answer = try predict(document.model, table)
        } catch {
            throw InferenceFault(400, "the rows cannot be scored: \(error)".neutralised)
        }
        guard answer.rows == table.rows, answer.columns == max(1, document.classes?.count ?? 1) else {
            throw InferenceFault(500, "the model answered \(answer.rows) rows of \(answer.columns) values to \(table.rows) rows")
        }
        if let place = answer.values.firstIndex(where: \.isNaN) {
            throw binding.missing(in: table, row: place / answer.columns)
        }
        return wanted.map { output in
            let shape = [answer.rows, answer.columns]
            return output == "label"
                ? labels(answer)
                : Tensor(name: output, shape: shape, elements: .float32(answer.values.map { Float($0) }), labels: names)
        }
    }

    private func wanted(_ asked: InferenceRequest.Outputs) throws(InferenceFault) -> [String] {
        let all = signature.outputs.map(\.name)
        switch asked {
        case .all: return all
        case .first: return [all[0]]
        case .named(let names):
            if let unknown = names.first(where: { !all.contains($0) }) {
                throw InferenceFault(
                    "the model has no output '\(unknown.neutralised)': it has " + all.map { "'\($0)'" }.joined(separator: ", "))
            }
            return names.isEmpty ? all : names
        }
    }

    private var names: [String]? {
        switch document.classes {
        case .texts(let texts)?: texts
        case .numbers(let numbers)?: numbers.map { String($0) }
        case nil: nil
        }
    }

    /// The most probable class of each row; of those that are alike the first.
    private func labels(_ answer: Matrix) -> Tensor {
        let best = (0..<answer.rows).map { row in
            var best = 0
            for column in 1..<max(1, answer.columns) where answer[row, column] > answer[row, best] { best = column }
            return best
        }
        let elements: Tensor.Elements =
            switch document.classes {
            case .texts(let texts)?: .text(best.map { texts[$0] })
            case .numbers(let numbers)?: .int64(best.map { numbers[$0] })
            case nil: .int64([])
            }
        return Tensor(name: "label", shape: [answer.rows], elements: elements)
    }
}
