import Domain
import Testing

@testable import Scoring

/// Operators that choose, in graphs of one operator.
@Suite struct SelectionTests {
    private static func node(_ operation: String, _ inputs: [String], _ outputs: [String], _ ints: [String: Int64] = [:]) -> OnnxNode {
        OnnxNode(operation: operation, inputs: inputs, outputs: outputs, attributes: ints.mapValues { OnnxAttribute(int: $0) })
    }

    private static func model(
        _ nodes: [OnnxNode], _ constants: [OnnxTensor] = [], width: Int, type: OnnxElementType = .float64, outputs: [String] = ["y"]
    ) throws(OnnxFault) -> PipelineModel {
        var graph = OnnxGraph()
        graph.nodes = nodes
        for tensor in constants { graph.constants[tensor.name] = tensor }
        graph.inputs = [OnnxPort(name: "x", type: type, shape: [nil, width])]
        graph.outputs = outputs.map { OnnxPort(name: $0, type: .float64, shape: [nil, nil]) }
        return try PipelineModel(graph, signature: nil)
    }

    private static func answer(_ model: PipelineModel, _ rows: [[Double]]) throws(InferenceFault) -> [Tensor] {
        try model.predict(
            InferenceRequest(.matrix(FeatureMatrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 }))))
    }

    @Test(arguments: [OnnxElementType.float64, .float32])
    func fillsWhatIsMissing(type: OnnxElementType) throws {
        let filling = type == .float64 ? OnnxTensor.Values.doubles([7, .nan, 9]) : .floats([7, .nan, 9])
        let model = try Self.model(
            [Self.node("IsNaN", ["x"], ["m"]), Self.node("Where", ["m", "f", "x"], ["y"])],
            [OnnxTensor(name: "f", shape: [1, 3], type: type, values: filling)], width: 3, type: type, outputs: ["y", "m"])
        let answers = try Self.answer(model, [[.nan, .nan, 1], [2, 3, .nan]])
        let filled = answers[0].numbers
        #expect(filled[0] == 7 && filled[1].isNaN && Array(filled[2...]) == [1, 2, 3, 9])
        #expect(answers[1].elements == .int64([1, 1, 0, 0, 0, 1]))
    }

    /// A condition of one element a row for all of them.
    @Test func spreadsAConditionOverARow() throws {
        let model = try Self.model(
            [
                Self.node("Gather", ["x", "first"], ["c"], ["axis": 1]), Self.node("Cast", ["c"], ["t"], ["to": 9]),
                Self.node("Neg", ["x"], ["n"]), Self.node("Where", ["t", "x", "n"], ["y"]),
            ], [OnnxTensor(name: "first", shape: [1], type: .int64, values: .ints([0]))], width: 3)
        #expect(try Self.answer(model, [[0, 1, 2], [5, 6, 7]])[0].elements == .float64([0, -1, -2, 5, 6, 7]))
    }

    @Test(arguments: [0, 1] as [Int64])
    func ranksAndTakesTheFirstOfThoseThatAreAlike(largest: Int64) throws {
        let (values, places): ([Double], [Int64]) = largest == 0 ? ([1, 1, 2], [1, 3, 4]) : ([9, 9, 3], [0, 5, 2])
        let model = try Self.model(
            [Self.node("TopK", ["x", "k"], ["y", "i"], ["largest": largest])],
            [OnnxTensor(name: "k", shape: [1], type: .int64, values: .ints([3]))], width: 6, outputs: ["y", "i"])
        let answers = try Self.answer(model, [[9, 1, 3, 1, 2, 9], [9, 1, 3, 1, 2, 9]])
        #expect(answers[0].elements == .float64(values + values) && answers[0].shape == [2, 3])
        #expect(answers[1].elements == .int64(places + places))
    }

    @Test func readsRowsOfATable() throws {
        func model(_ values: OnnxTensor.Values, _ type: OnnxElementType) throws -> PipelineModel {
            try Self.model(
                [Self.node("Cast", ["x"], ["i"], ["to": 7]), Self.node("Gather", ["t", "i"], ["y"])],
                [OnnxTensor(name: "t", shape: [3, 2], type: type, values: values)], width: 2)
        }
        let rows = [[2.0, 0], [-1, 1]]
        let doubles = try Self.answer(model(.doubles([1, 2, 3, 4, 5, 6]), .float64), rows)[0]
        #expect(doubles.elements == .float64([5, 6, 1, 2, 5, 6, 3, 4]) && doubles.shape == [2, 2, 2])
        #expect(try Self.answer(model(.floats([1, 2, 3, 4, 5, 6]), .float32), rows)[0].elements == .float32([5, 6, 1, 2, 5, 6, 3, 4]))
        let texts = try Self.answer(model(.texts(["a", "b", "c", "d", "e", "f"]), .text), rows)[0]
        #expect(texts.elements == .text(["e", "f", "a", "b", "e", "f", "c", "d"]))
        let fault = #expect(throws: InferenceFault.self) { try Self.answer(model(.doubles([1, 2, 3, 4, 5, 6]), .float64), [[3, 0]]) }
        #expect(fault?.status == 500)
    }

    @Test func refusesWhatItCannot() {
        let three = OnnxTensor(name: "k", shape: [1], type: .int64, values: .ints([3]))
        let texts = OnnxTensor(name: "k", shape: [1, 2], type: .text, values: .texts(["a", "b"]))
        let wide = OnnxTensor(name: "k", shape: [1, 3], type: .float64, values: .doubles([1, 2, 3]))
        for (nodes, constant) in [
            ([Self.node("TopK", ["x", "k"], ["y", "i"])], three), ([Self.node("TopK", ["x", "x"], ["y", "i"])], three),
            ([Self.node("TopK", ["x", "k"], ["y", "i"], ["axis": 0])], three),
            ([Self.node("IsNaN", ["x"], ["m"]), Self.node("Where", ["m", "k", "x"], ["y"])], texts),
            ([Self.node("IsNaN", ["x"], ["m"]), Self.node("Where", ["m", "k", "x"], ["y"])], wide),
            ([Self.node("Where", ["x", "x", "x"], ["y"])], wide), ([Self.node("Gather", ["k", "x"], ["y"])], wide),
        ] {
            #expect(throws: OnnxFault.self, "\(nodes)") { try Self.model(nodes, [constant], width: 2) }
        }
    }
}
