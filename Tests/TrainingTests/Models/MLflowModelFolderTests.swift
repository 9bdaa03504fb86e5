import Domain
import Foundation
import Learning

import Testing

@testable import Scoring
@testable import Training

@Suite struct MLflowModelFolderTests {
    private static func example(_ rows: PlainRows) -> Table {
        let cut = { (values: [Double]) in Column.numbers(Array(values.prefix(7))) }
        let texts = { (values: [String]) in Column.texts(TextColumn(values.prefix(7).map { $0.isEmpty ? nil : $0 })) }
        return Table(
            names: ["age", "children", "city of birth", "colour", "größe"],
            columns: [
                cut(rows.numbers["age"]!), cut(rows.numbers["children"]!), texts(rows.texts["city of birth"]!), texts(rows.texts["colour"]!),
                cut(rows.numbers["größe"]!),
            ])
    }

    private static func text(_ folder: String, _ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    /// The JSON behind a key of the MLmodel file.
    private static func quoted(_ key: String, in text: String) throws -> JSONValue {
        let line = try #require(text.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix("\(key): \"") })
        let value = try JSONParser.parse(line.drop { $0 == " " }.dropFirst(key.count + 2))
        return try JSONParser.parse(try #require(value.stringValue))
    }

    static let forest = SmallModel.all.first { $0.testDescription == "vote of two" }!

    @Test func isWhatMLflowLoads() throws {
        let scratch = try Scratch()
        let folder = scratch.path + "/model"
        let small = Self.forest
        let written = try MLflowModelFolder(
            small.model, columns: small.columns, classes: small.classes, example: Self.example(SmallModel.rows), runID: "0123",
            created: Date(timeIntervalSince1970: 1_796_016_800.25))
        #expect(written.refusal == nil)
        try written.write(to: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["model"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
            "MLmodel", "conda.yaml", "input_example.json", "model.json", "model.onnx", "python_env.yaml", "requirements.txt",
        ])
        let described = try Self.text(folder, "MLmodel")
        for line in [
            "flavors:", "  atelier:", "    data: model.json", "    task: classification", "  onnx:", "    data: model.onnx",
            "  python_function:", "    loader_module: mlflow.onnx", "run_id: \"0123\"", "utc_time_created: \"2026-11-30 05:33:20.250000\"",
            "saved_input_example_info:", "  pandas_orient: split",
        ] {
            #expect(described.split(separator: "\n").contains(Substring(line)), "\(line)")
        }
        #expect(described.contains("\nmodel_uuid: \""))
        #expect(try Self.quoted("inputs", in: described) == [
            ["name": "age", "type": "double", "required": false], ["name": "children", "type": "long", "required": true],
            ["name": "city of birth", "type": "string", "required": true], ["name": "colour", "type": "string", "required": false],
            ["name": "größe", "type": "double", "required": true], ["name": "not used", "type": "double", "required": false],
        ])
        #expect(try Self.quoted("outputs", in: described) == [
            ["name": "label", "type": "tensor", "tensor-spec": ["dtype": "str", "shape": [-1]]],
            ["name": "probabilities", "type": "tensor", "tensor-spec": ["dtype": "float32", "shape": [-1, 2]]],
        ])
        let shown = try JSONParser.parse(try Self.text(folder, "input_example.json"))
        #expect(shown["columns"] == ["age", "children", "city of birth", "colour", "größe"])
        guard case .array(let rows)? = shown["data"], case .array(let cells) = rows[0] else {
            Issue.record("there are no rows")
            return
        }
        #expect(rows.count == 5)
        let age = SmallModel.rows.numbers["age"]![0]
        #expect(cells[0] == (age.isNaN ? .null : .double(age)) && cells[1] == .int(Int64(SmallModel.rows.numbers["children"]![0])))
        #expect(try Self.text(folder, "requirements.txt").split(separator: "\n").contains { $0.hasPrefix("onnxruntime") })

        // Both files answer what the model answers.
        let graph = try PipelineModel(file: folder + "/model.onnx")
        let used = small.columns.filter { small.model.columnNames.contains($0.name) }
        OnnxWriterTests.compare(try graph.predict(InferenceRequest(.tensors(SmallModel.rows.tensors(used)))), small)
        let read = try LearnedModelDocument.read(folder: folder)
        #expect(read.model == small.model && read.columns == used && read.classes == small.classes)
    }

    @Test func whatONNXCannotSayIsOursAlone() throws {
        let scratch = try Scratch()
        let features = FittedFeatures(
            sources: [.init(name: "when", column: .date(parts: [.month, .hour], order: .yearFirst, fill: [6, 12]))], scaler: nil, names: ["when.month", "when.hour"])
        let model = LearnedModel.pipeline(features, .linear(LinearModel(weights: [1, .infinity], intercept: .nan)))
        let written = try MLflowModelFolder(model, columns: [ModelColumn(name: "when", kind: .datetime)], classes: nil)
        #expect(written.refusal?.contains("'when' is a date") == true)
        try written.write(to: scratch.path + "/model")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/model").sorted() == [
            "MLmodel", "conda.yaml", "model.json", "python_env.yaml", "requirements.txt",
        ])
        let described = try Self.text(scratch.path + "/model", "MLmodel")
        #expect(described.contains("atelier:") && !described.contains("python_function") && !described.contains("run_id"))
        #expect(try Self.quoted("inputs", in: described) == [["name": "when", "type": "datetime", "required": true]])
        guard case .pipeline(_, .linear(let read)) = try LearnedModelDocument.read(folder: scratch.path + "/model").model else {
            Issue.record("it is another model")
            return
        }
        // JSON has no words for these.
        #expect(read.weights == [1, .infinity] && read.intercept.isNaN)
    }

    @Test func leavesWhatIsThereAlone() throws {
        let scratch = try Scratch()
        let small = Self.forest
        let written = try MLflowModelFolder(small.model, columns: small.columns, classes: small.classes)
        try written.write(to: scratch.path + "/model")
        let before = try Self.text(scratch.path + "/model", "MLmodel")
        func code(_ path: String) -> ErrorCode? {
            let error = #expect(throws: AtelierError.self) { try written.write(to: path) }
            return error?.code
        }
        #expect(code(scratch.path + "/model") == .alreadyExists)
        #expect(try Self.text(scratch.path + "/model", "MLmodel") == before)
        try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.path + "/file"))
        #expect(code(scratch.path + "/file") == .alreadyExists)
        #expect(code(scratch.path + "/file/model") == .unavailable)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["file", "model"])
    }

    @Test func readsOnlyWholeModels() throws {
        let scratch = try Scratch()
        func code() -> ErrorCode? {
            let error = #expect(throws: AtelierError.self) { try LearnedModelDocument.read(folder: scratch.path) }
            return error?.code
        }
        #expect(code() == .notFound)
        let small = Self.forest
        let whole = try LearnedModelDocument(small.model, columns: small.columns, classes: small.classes).encoded()
        func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: scratch.path + "/model.json")) }
        try put(whole)
        #expect(try LearnedModelDocument.read(folder: scratch.path).model == small.model)
        try put(Array(whole.dropLast(9)))
        #expect(code() == .invalidArgument)
        let text = String(decoding: whole, as: UTF8.self)
        try put(Array(text.replacing("\"format\":1", with: "\"format\":2").utf8))
        #expect(code() == .unsupported)
        try put(Array(text.replacing("\"intercepts\":[0]", with: "\"intercepts\":[0,1]").utf8))
        #expect(code() == .invalidArgument)
    }

    @Test(arguments: SmallModel.all)
    func everyKindIsReadAsItWasWritten(_ small: SmallModel) throws {
        let scratch = try Scratch()
        try MLflowModelFolder(small.model, columns: small.columns, classes: small.classes).write(to: scratch.path + "/model")
        #expect(try LearnedModelDocument.read(folder: scratch.path + "/model").model == small.model)
    }
}
