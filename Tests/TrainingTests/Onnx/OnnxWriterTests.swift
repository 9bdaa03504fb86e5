import Domain
import Foundation
import Learning

import Testing

@testable import Scoring
@testable import Training

@Suite struct OnnxWriterTests {
    /// What is written answers as the model says it, in our own evaluator.
    @Test(arguments: SmallModel.all, [OnnxWriter.Probabilities.tensor, .maps])
    func answersAsTheModel(_ small: SmallModel, _ form: OnnxWriter.Probabilities) throws {
        let bytes = try OnnxWriter.bytes(of: small.model, columns: small.columns, classes: small.classes, probabilities: form)
        let model = try bytes.withUnsafeBytes { try PipelineModel($0) }
        let used = small.columns.filter { small.model.columnNames.contains($0.name) }
        #expect(model.signature.inputs.map(\.name) == used.map(\.name))
        Self.compare(try model.predict(InferenceRequest(.tensors(SmallModel.rows.tensors(used)))), small)
    }

    @Test(.enabled(if: TrainingLibraries.areWanted, "needs PyPI"), arguments: SmallModel.all, [OnnxWriter.Probabilities.tensor, .maps])
    func answersAsTheModelInONNXRuntime(_ small: SmallModel, _ form: OnnxWriter.Probabilities) async throws {
        let library = try await TrainingLibraries.installed().onnxRuntime
        let scratch = try Scratch()
        let bytes = try OnnxWriter.bytes(of: small.model, columns: small.columns, classes: small.classes, probabilities: form)
        let file = scratch.path + "/model.onnx"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let model = try OnnxRuntimeModel(file: file, library: library)
        let used = small.columns.filter { small.model.columnNames.contains($0.name) }
        Self.compare(try model.predict(InferenceRequest(.tensors(SmallModel.rows.tensors(used)))), small)
    }

    /// Exactly but where two classes are as likely, and probabilities and numbers to 1e-5.
    static func compare(_ answers: [Tensor], _ small: SmallModel) {
        let expected = SmallModel.rows.answers(small.model)
        let values = answers.last.flatMap { tensor -> [Float]? in
            if case .float32(let values) = tensor.elements { values } else { nil }
        } ?? []
        let width = expected[0].count
        #expect(values.count == expected.count * width)
        guard values.count == expected.count * width else { return }
        // ONNX Runtime's maps are sorted by their labels.
        let columns = answers.last?.labels.map { labels in small.labels.map { labels.firstIndex(of: $0) ?? 0 } } ?? Array(0..<width)
        #expect(Set(columns).count == width)
        var largest = 0.0
        for (row, answer) in expected.enumerated() {
            for (place, value) in answer.enumerated() {
                largest = max(largest, abs(value - Double(values[row * width + columns[place]])) / max(1, abs(value)))
            }
        }
        #expect(largest < 1e-5, "\(largest)")
        guard let classes = small.classes else {
            #expect(answers.map(\.name) == ["variable"] && answers[0].shape == [150, 1])
            return
        }
        #expect(answers.map(\.name) == ["label", "probabilities"])
        #expect(answers.map(\.shape) == [[150], [150, classes.count]])
        for (row, answer) in expected.enumerated() {
            let sorted = answer.indices.sorted { (answer[$1], $0) < (answer[$0], $1) }
            guard answer[sorted[0]] - answer[sorted[1]] > 1e-9 else { continue }
            switch (classes, answers[0].elements) {
            case (.texts(let texts), .text(let given)): #expect(given[row] == texts[sorted[0]])
            case (.numbers(let numbers), .int64(let given)): #expect(given[row] == numbers[sorted[0]])
            default: Issue.record("labels are of another kind")
            }
        }
    }

    @Test func saysWhyItCannot() throws {
        let columns = SmallModel.columns + [
            ModelColumn(name: "when", kind: .datetime), ModelColumn(name: "label", kind: .double), ModelColumn(name: "variable", kind: .double),
        ]
        func model(_ name: String, _ column: FittedColumn, _ classes: Int = 0) -> LearnedModel {
            let features = FittedFeatures(sources: [.init(name: name, column: column)], scaler: nil, names: [])
            let weights = [Double](repeating: 1, count: column.width)
            return .pipeline(
                features,
                classes == 0
                    ? .linear(LinearModel(weights: weights, intercept: 0))
                    : .logistic(LogisticModel(weights: Matrix(rows: 1, columns: weights.count, values: weights), intercepts: [0])))
        }
        func says(_ model: LearnedModel) -> String? { OnnxWriter.refusal(of: model, columns: columns) }
        let dated = model("when", .date(parts: [.month, .hour], order: .yearFirst, fill: [1, 2]))
        #expect(says(dated) == "its column 'when' is a date, which ONNX has no operators for")
        #expect(says(.voting(members: [dated], weights: [1])) == says(dated))
        #expect(says(model("city of birth", .number(fill: 1)))?.contains("is a text that is taken for a number") == true)
        #expect(says(model("age", .oneHot(categories: ["1"], hasOthers: false)))?.contains("is a number that is taken for a text") == true)
        #expect(says(model("label", .number(fill: 1))) == nil)
        #expect(says(model("label", .number(fill: 1), 2)) == "its column 'label' is called as an output is")
        #expect(says(model("variable", .number(fill: 1))) == "its column 'variable' is called as an output is")
        let many = NearestNeighbours(
            samples: Matrix(rows: 50_001, columns: 1), targets: [Double](repeating: 0, count: 50_001), classCount: 0)
        #expect(says(.pipeline(FittedFeatures(sources: [], scaler: nil, names: []), .neighbours(many)))?.contains("50001 samples") == true)
        for small in SmallModel.all { #expect(says(small.model) == nil, "\(small.testDescription)") }
        let error = #expect(throws: AtelierError.self) { try OnnxWriter.bytes(of: dated, columns: columns, classes: nil) }
        #expect(error?.code == .unsupported && error?.message.contains("'when' is a date") == true)
    }

    @Test func refusesWhatContradictsItself() throws {
        func says(_ model: LearnedModel, _ columns: [ModelColumn] = SmallModel.columns, _ classes: ModelClasses? = nil) -> String {
            let error = #expect(throws: AtelierError.self) { try OnnxWriter.bytes(of: model, columns: columns, classes: classes) }
            #expect(error?.code == .invalidArgument)
            return error?.message ?? ""
        }
        let whole = SmallModel.all[0].model
        let features = SmallModel.features()
        #expect(says(whole, Array(SmallModel.columns.dropFirst())).contains("nothing is said of its column 'age'"))
        #expect(says(whole, SmallModel.columns + SmallModel.columns).contains("two of its columns have one name"))
        #expect(says(whole, classes: .numbers([1, 2])).contains("0 classes apart, and 2 are named"))
        #expect(says(.pipeline(features, .linear(LinearModel(weights: [1], intercept: 0)))).contains("asked for 1 features, and 11 are made"))
        #expect(says(.voting(members: [whole], weights: [])).contains("weights do not match"))
        #expect(says(.voting(members: [], weights: [])).contains("learns from no column"))
        var forest = SmallModel.forest(.identity, trees: 2, outputs: 1, seed: 1)
        forest.trees[0].no[0] = 0
        #expect(says(.pipeline(features, .trees(forest))).contains("contradicts itself"))
        forest = SmallModel.forest(.identity, trees: 2, outputs: 1, seed: 1)
        forest.trees[0].features[0] = 40
        #expect(says(.pipeline(features, .trees(forest))).contains("asked for 41 features"))

        func says(_ model: LearnedModel, classes: ModelClasses?) -> String { says(model, SmallModel.columns, classes) }
    }
}
