import Domain
import Foundation
import Testing

@testable import Scoring

@Suite struct PipelineModelTests {
    @Test func answersAsONNXRuntimeDoes() throws {
        let models = try ScoredModel.kept()
        #expect(models.count >= 8)
        for scored in models {
            let model = try scored.model()
            let answers = try model.predict(scored.request)
            scored.check(answers)
            // What is not asked for is not computed, which must not change what is.
            #expect(try model.predict(InferenceRequest(scored.request.inputs, outputs: .first)) == Array(answers.prefix(1)))
            for answer in answers {
                let alone = InferenceRequest(scored.request.inputs, outputs: .named([answer.name]))
                #expect(try model.predict(alone) == [answer])
            }
            if let matrix = scored.matrix { scored.check(try model.predict(InferenceRequest(.matrix(matrix)))) }
        }
    }

    /// Ten thousand random rows of every kind of model that scikit-learn makes and the evaluator takes.
    @Test(.enabled(if: PythonLibraries.areWanted, "needs PyPI"), .timeLimit(.minutes(20)))
    func answersTenThousandRowsOfEachKind() async throws {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Models")
        let script = try String(contentsOf: folder.appending(path: "make_models.py"), encoding: .utf8)
        try await PythonLibraries.withModels(script, ["10000"]) { folder, _ in
            let models = try ScoredModel.all(in: folder)
            var refused: [String] = []
            for scored in models {
                do {
                    scored.check(try scored.model().predict(scored.request))
                } catch let OnnxFault.unsupported(why) {
                    refused.append("\(scored.name): \(why)")
                }
            }
            #expect(models.count >= 50)
            // What only ONNX Runtime takes: weighted medians, estimators stacked on top of the rows, sums of constants.
            #expect(refused.map { $0.prefix(7) } == ["ada_boo", "bagging", "bernoul"], "\(refused)")
        }
    }

    /// The answer to a row does not depend on the rows beside it, nor on where a block of rows begins.
    @Test func answersRowsAloneAsTogether() throws {
        for scored in try ScoredModel.kept() {
            guard let matrix = scored.matrix else { continue }
            let model = try scored.model()
            let many = (0..<300).flatMap { row in
                matrix.values[(row % matrix.rows) * matrix.columns..<(row % matrix.rows + 1) * matrix.columns]
            }
            let together = try model.predict(
                InferenceRequest(.matrix(FeatureMatrix(rows: 300, columns: matrix.columns, values: many))))
            for row in [0, 127, 128, 129, 255, 256, 299] {
                let values = Array(many[row * matrix.columns..<(row + 1) * matrix.columns])
                let alone = try model.predict(
                    InferenceRequest(.matrix(FeatureMatrix(rows: 1, columns: matrix.columns, values: values))))
                for (one, all) in zip(alone, together) { #expect(one == all.rows(row..<row + 1)) }
            }
        }
    }

    @Test func takesColumnsByName() throws {
        let scored = try ScoredModel.kept("mixed_table")
        let model = try scored.model()
        #expect(model.signature.inputs.map(\.name) == ["age", "children", "city"])
        #expect(model.signature.inputs.map(\.type) == [.float32, .int64, .text])
        let rows = InferenceRequest.Inputs.tensors([
            Tensor(name: "city", shape: [2], elements: .text(["Bern", "nowhere"])),
            Tensor(name: "age", shape: [2], elements: .float64([30, .nan])),
            Tensor(name: "children", shape: [2], elements: .float64([1, 4])),
        ])
        #expect(try model.predict(InferenceRequest(rows)).map(\.name) == ["label", "probabilities"])
        #expect(try model.predict(InferenceRequest(rows, outputs: .named(["probabilities"]))).map(\.shape) == [[2, 2]])
    }

    /// Those that a signature has and the graph has not.
    @Test func columnsThatNothingWasLearntFromMayBeThere() throws {
        let scored = try ScoredModel.kept("mixed_table")
        let columns = ["age", "children", "city"].map { TensorSpec(name: $0, type: .text, shape: [nil]) }
        let unused = TensorSpec(name: "shop", type: .text, shape: [nil], isOptional: true)
        let model = try scored.file.withUnsafeBytes { try PipelineModel($0, signature: ModelSignature(inputs: columns + [unused])) }
        let row = [
            Tensor(name: "city", shape: [1], elements: .text(["Bern"])), Tensor(name: "shop", shape: [1], elements: .text(["x"])),
            Tensor(name: "age", shape: [1], elements: .float64([30])), Tensor(name: "children", shape: [1], elements: .float64([1])),
        ]
        #expect(try model.predict(InferenceRequest(.tensors(row))) == model.predict(InferenceRequest(.tensors([row[0], row[2], row[3]]))))
    }

    @Test func namesColumnsAsTheSignatureDoes() throws {
        let columns = ["a", "b", "c", "d"]
        let scored = try ScoredModel.kept("logistic")
        let signature = ModelSignature(inputs: columns.map { TensorSpec(name: $0, type: .float64, shape: [nil]) })
        let model = try scored.file.withUnsafeBytes { try PipelineModel($0, signature: signature) }
        let matrix = try #require(scored.matrix)
        let turned = FeatureMatrix(
            rows: matrix.rows, columns: 4,
            values: (0..<matrix.rows).flatMap { row in matrix.values[row * 4..<row * 4 + 4].reversed() },
            names: columns.reversed())
        scored.check(try model.predict(InferenceRequest(.matrix(turned))))
        func says(_ names: [String]) -> String {
            let fault = #expect(throws: InferenceFault.self) {
                try model.predict(
                    InferenceRequest(.matrix(FeatureMatrix(rows: 1, columns: names.count, values: names.map { _ in 1 }, names: names))))
            }
            return fault?.message ?? ""
        }
        #expect(says(["a", "b", "c", "x"]).contains("no column 'x'"))
        #expect(says(["a", "b", "c"]).contains("'d' is missing"))
    }

    /// What may be left out is missing, which only some models have a use for.
    @Test func takesOptionalColumnsAsMissing() throws {
        let scored = try ScoredModel.kept("mixed_table")
        func model(optional: String) throws -> PipelineModel {
            let columns = ["age", "children", "city"].map {
                TensorSpec(name: $0, type: $0 == "city" ? .text : .float64, shape: [nil], isOptional: $0 == optional)
            }
            return try scored.file.withUnsafeBytes { try PipelineModel($0, signature: ModelSignature(inputs: columns)) }
        }
        func rows(_ ages: [Double]?, children: [Double]? = [1, 4]) -> InferenceRequest {
            let numbers = [("age", ages), ("children", children)].compactMap { name, values in
                values.map { Tensor(name: name, shape: [2], elements: .float64($0)) }
            }
            return InferenceRequest(.tensors(numbers + [Tensor(name: "city", shape: [2], elements: .text(["Bern", "Basel"]))]))
        }
        let left = try model(optional: "age").predict(rows(nil))
        #expect(try left == model(optional: "age").predict(rows([.nan, .nan])))
        let fault = #expect(throws: InferenceFault.self) { try model(optional: "children").predict(rows([30, 40], children: nil)) }
        #expect(fault?.message.contains("column 'children' has no value") == true)
        #expect(throws: InferenceFault.self) { try model(optional: "city").predict(rows(nil)) }
    }

    @Test func refusesWhatDoesNotFit() throws {
        func says(_ name: String, _ inputs: InferenceRequest.Inputs, outputs: [String]? = nil) throws -> String {
            let model = try ScoredModel.kept(name).model()
            let fault = #expect(throws: InferenceFault.self) {
                try model.predict(InferenceRequest(inputs, outputs: outputs.map { .named($0) } ?? .all))
            }
            #expect(fault?.status == 400)
            return fault?.message ?? ""
        }
        func row(_ values: Double...) -> InferenceRequest.Inputs {
            .matrix(FeatureMatrix(rows: 1, columns: values.count, values: values))
        }
        #expect(try says("logistic", row(1, 2, 3)).contains("a row has 3 values, and the model takes 4 columns"))
        #expect(try says("logistic", row(1, 2, .nan, 4)).contains("row 0, column 2 has no value"))
        #expect(try says("logistic", row(1, 2, 3, 1e300)).contains("row 0, column 3 is 1e+300"))
        #expect(try says("logistic", row(1, 2, 3, 4), outputs: ["x"]).contains("no output 'x': it has 'label', 'probabilities'"))
        let flat = Tensor(name: "", shape: [4], elements: .float64([1, 2, 3, 4]))
        #expect(try says("logistic", .tensors([flat])).contains("a row has 1 value,"))
        let texts = Tensor(name: "", shape: [1, 4], elements: .text(["1", "2", "3", "4"]))
        #expect(try says("logistic", .tensors([texts])).contains("takes numbers, not texts"))
        let table = [
            Tensor(name: "age", shape: [1], elements: .float64([30])), Tensor(name: "children", shape: [1], elements: .float64([1.5])),
            Tensor(name: "city", shape: [1], elements: .text(["Bern"])),
        ]
        #expect(try says("mixed_table", .tensors(table)).contains("column 'children' is 1.5, and the model takes whole numbers"))
        #expect(try says("mixed_table", .tensors(Array(table[1...]))).contains("'age' is missing"))
        #expect(try says("mixed_table", .tensors(table + table)).contains("given twice"))
        #expect(try says("mixed_table", row(30, 1, 2)).contains("column 'city' takes texts"))
        // Nothing but nulls are texts that are missing, as far as the model has them.
        var nulls = table
        nulls[1] = Tensor(name: "children", shape: [1], elements: .float64([1]))
        nulls[2] = Tensor(name: "city", shape: [1], elements: .float64([.nan]))
        let model = try ScoredModel.kept("mixed_table").model()
        #expect(throws: Never.self) { try model.predict(InferenceRequest(.tensors(nulls), outputs: .all)) }
    }

    @Test func namesTheOperatorThatItDoesNotKnow() throws {
        var scored = try ScoredModel.kept("mlp").file
        while let place = scored.range(of: Data("Relu".utf8)) { scored.replaceSubrange(place, with: Data("Conv".utf8)) }
        let fault = #expect(throws: OnnxFault.self) { try scored.withUnsafeBytes { try PipelineModel($0) } }
        #expect(fault == .unsupported("it uses the operator Conv"))
    }

    /// Cut off or changed anywhere, a file is taken or refused, and what is taken answers or refuses.
    @Test func survivesDamagedFiles() throws {
        var generator = SystemRandomNumberGenerator()
        for scored in try ScoredModel.kept() {
            let bytes = [UInt8](scored.file)
            for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
                Self.exercise(Array(bytes[..<length]), scored)
            }
            for _ in 0..<200 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
                }
                Self.exercise(damaged, scored)
            }
        }
    }

    private static func exercise(_ bytes: [UInt8], _ scored: ScoredModel) {
        guard let model = try? bytes.withUnsafeBytes({ try PipelineModel($0) }) else { return }
        _ = try? model.predict(scored.request)
    }
}
