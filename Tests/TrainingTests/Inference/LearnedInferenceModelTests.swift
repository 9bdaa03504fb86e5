import Domain
import Foundation
import Learning

import Testing

@testable import Scoring
@testable import Training

@Suite struct LearnedInferenceModelTests {
    private static func model(_ small: SmallModel) throws -> LearnedInferenceModel {
        LearnedInferenceModel(try LearnedModelDocument(small.model, columns: small.columns, classes: small.classes))
    }

    /// The same tensors as the graph that is written of it.
    @Test(arguments: SmallModel.all)
    func answersAsItsGraph(_ small: SmallModel) throws {
        let native = try Self.model(small)
        let bytes = try OnnxWriter.bytes(of: small.model, columns: small.columns, classes: small.classes)
        let graph = try bytes.withUnsafeBytes { try PipelineModel($0) }
        #expect(native.signature.outputs == graph.signature.outputs)
        #expect(native.signature.inputs.map(\.name) == graph.signature.inputs.map(\.name))
        #expect(native.signature.inputs.map(\.type) == graph.signature.inputs.map(\.type))
        let used = small.columns.filter { small.model.columnNames.contains($0.name) }
        let request = InferenceRequest(.tensors(SmallModel.rows.tensors(used)))
        let answers = try native.predict(request)
        OnnxWriterTests.compare(answers, small)
        #expect(try native.predict(InferenceRequest(request.inputs, outputs: .first)) == Array(answers.prefix(1)))
        #expect(try native.predict(InferenceRequest(request.inputs, outputs: .named([answers.last!.name]))) == Array(answers.suffix(1)))
        // In another order, as columns of one value a row.
        let turned = SmallModel.rows.tensors(used).reversed().map { tensor in
            Tensor(name: tensor.name, shape: [150, 1], elements: tensor.elements)
        }
        #expect(try native.predict(InferenceRequest(.tensors(turned))) == answers)
    }

    @Test func takesRowsOfNumbersAndWhatMayBeLeftOut() throws {
        let features = FittedFeatures(
            sources: [.init(name: "a", column: .number(fill: 5)), .init(name: "b", column: .number(fill: nil))], scaler: nil, names: ["a", "b"])
        let small = SmallModel(
            testDescription: "", model: .pipeline(features, .linear(LinearModel(weights: [10, 1], intercept: 0))),
            columns: [ModelColumn(name: "a", kind: .double, isOptional: true), ModelColumn(name: "b", kind: .long)])
        let model = try Self.model(small)
        func answers(_ inputs: InferenceRequest.Inputs) throws -> [Double] { try model.predict(InferenceRequest(inputs))[0].values }
        #expect(try answers(.matrix(FeatureMatrix(rows: 2, columns: 2, values: [1, 2, .nan, 4]))) == [12, 54])
        #expect(try answers(.matrix(FeatureMatrix(rows: 1, columns: 2, values: [1, 2], names: ["b", "a"]))) == [21])
        #expect(try answers(.matrix(FeatureMatrix(rows: 2, columns: 1, values: [1, 2], names: ["b"]))) == [51, 52])
        #expect(try answers(.tensors([Tensor(name: "", shape: [2, 2], elements: .int64([1, 2, 3, 4]))])) == [12, 34])
        #expect(try answers(.tensors([Tensor(name: "b", shape: [1], elements: .bool([true]))])) == [51])

        func says(_ inputs: InferenceRequest.Inputs, _ outputs: InferenceRequest.Outputs = .all) -> String {
            let fault = #expect(throws: InferenceFault.self) { try model.predict(InferenceRequest(inputs, outputs: outputs)) }
            #expect(fault?.status == 400)
            return fault?.message ?? ""
        }
        func row(_ values: [Double], _ names: [String]? = nil) -> InferenceRequest.Inputs {
            .matrix(FeatureMatrix(rows: 1, columns: values.count, values: values, names: names))
        }
        #expect(says(row([1])) == "a row has 1 value, and the model takes 2 columns: 'a', 'b'")
        #expect(says(row([1], ["a"])).contains("the column 'b' is missing"))
        #expect(says(row([1, 2, 3], ["a", "b", "c"])).contains("no column 'c'"))
        #expect(says(row([1, 2], ["a", "a"])).contains("'a' is given twice"))
        #expect(says(row([1, .nan])) == "row 0, column 'b' has no value, and the model takes none that are missing")
        #expect(says(row([1, .infinity])).contains("column 'b' is infinite"))
        #expect(says(row([1, 2]), .named(["x"])).contains("no output 'x': it has 'variable'"))
        #expect(says(.tensors([Tensor(name: "b", shape: [1], elements: .text(["1"]))])) == "column 'b' takes numbers, not texts")
        #expect(says(.tensors([Tensor(name: "b", shape: [2], elements: .int64([1]))])).contains("has the shape [2]"))
        #expect(says(.matrix(FeatureMatrix(rows: 0, columns: 2, values: []))).contains("no rows"))
    }

    /// A request may be a row of the data as it is, with a column that was always the same.
    @Test func columnsThatNothingWasLearntFromMayBeThere() throws {
        let small = SmallModel.all.first { $0.testDescription == "one text" }!
        let columns = small.columns + [ModelColumn(name: "shop", kind: .string), ModelColumn(name: "year", kind: .long)]
        let document = try LearnedModelDocument(small.model, columns: columns, classes: small.classes)
        #expect(document.unused?.map(\.name).sorted().contains("shop") == true && document.columns.map(\.name) == ["colour"])
        let model = LearnedInferenceModel(document)
        let given = [
            Tensor(name: "year", shape: [1], elements: .int64([2026])), Tensor(name: "colour", shape: [1], elements: .text(["blue"])),
            Tensor(name: "shop", shape: [1], elements: .text(["Bern"])),
        ]
        #expect(try model.predict(InferenceRequest(.tensors(given)))[0].values == [302])
        #expect(throws: InferenceFault.self) {
            try model.predict(InferenceRequest(.tensors(given + [Tensor(name: "size", shape: [1], elements: .int64([1]))])))
        }
    }

    /// What ONNX cannot say.
    @Test func datesAreAnswered() throws {
        let features = FittedFeatures(
            sources: [.init(name: "when", column: .date(parts: [.month, .hour], order: .yearFirst, fill: [6, 12]))], scaler: nil,
            names: ["when.month", "when.hour"])
        let columns = [ModelColumn(name: "when", kind: .datetime, isOptional: true)]
        let model = LearnedInferenceModel(try LearnedModelDocument(
            .pipeline(features, .linear(LinearModel(weights: [100, 1], intercept: 0))), columns: columns, classes: nil))
        let given = Tensor(name: "when", shape: [3], elements: .text(["2026-11-30 05:33:20", "", "2024-02-01T23:59:59Z"]))
        #expect(try model.predict(InferenceRequest(.tensors([given])))[0].values == [1105, 612, 223])
    }

    @Test func textsAreMissingWhenTheyAreEmpty() throws {
        let small = SmallModel.all.first { $0.testDescription == "one text" }!
        let model = try Self.model(small)
        func answers(_ tensors: [Tensor], rows: Int) throws -> [Double] { try model.predict(InferenceRequest(.tensors(tensors)))[0].values }
        let given = Tensor(name: "colour", shape: [4], elements: .text(["blue", "", "other", "nan"]))
        #expect(try answers([given], rows: 4) == [302, 301, 311, 301])
        // All null in JSON.
        #expect(try answers([Tensor(name: "colour", shape: [1], elements: .float64([.nan]))], rows: 1) == [301])
        let fault = #expect(throws: InferenceFault.self) {
            try model.predict(InferenceRequest(.tensors([Tensor(name: "colour", shape: [1], elements: .int64([1]))])))
        }
        #expect(fault?.message == "column 'colour' takes texts, not numbers")
    }

    /// What the model says of a table is the client's to know; an answer of another shape is ours.
    @Test func faultsOfTheModelAreTold() throws {
        let small = SmallModel.all.first { $0.testDescription == "one number" }!
        let document = try LearnedModelDocument(small.model, columns: small.columns, classes: small.classes)
        func fault(_ predict: @escaping LearnedInferenceModel.Predict) -> InferenceFault? {
            let model = LearnedInferenceModel(document, predict: predict)
            return #expect(throws: InferenceFault.self) {
                try model.predict(InferenceRequest(.matrix(FeatureMatrix(rows: 1, columns: 1, values: [1]))))
            }
        }
        let refused = fault { _, _ throws(TableFault) in throw TableFault("is no date", line: 1, column: "when") }
        #expect(refused == InferenceFault(400, "the rows cannot be scored: line 1, column 'when': is no date"))
        #expect(fault { _, _ in Matrix(rows: 2, columns: 1) }?.status == 500)
    }
}

extension Tensor {
    fileprivate var values: [Double] {
        if case .float32(let values) = elements { values.map { Double($0) } } else { [] }
    }
}
