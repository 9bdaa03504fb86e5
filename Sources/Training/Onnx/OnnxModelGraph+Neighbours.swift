import Learning
import Scoring

extension OnnxModelGraph {
    /// The nearest are found by a product of matrices, and their distances then computed as they are defined.
    mutating func add(_ model: NearestNeighbours, on features: String) -> String {
        let (count, width) = (model.samples.rows, model.samples.columns)
        // Around their mean, squares are as small as they get and lose least.
        let means = model.samples.means
        let centred = (0..<count).map { row in zip(model.samples.row(row), means).map { $0 - $1 } }
        let turned = (0..<width).flatMap { column in centred.map { -2 * $0[column] } }
        let off = graph.node("Sub", [features, graph.numbers(means, [1, width])])
        // ‖s‖² - 2x·s is as large for the nearest as the distance is, without the ‖x‖² that all of a row have.
        let product = graph.node("MatMul", [off, graph.numbers(turned, [width, count])])
        let ranks = graph.node("Add", [product, graph.numbers(centred.map { $0.reduce(0) { $0 + $1 * $1 } }, [1, count])])
        let nearest = graph.pair(
            "TopK", [ranks, graph.wholes([Int64(model.count)], [1])], ["axis": .int(-1), "largest": .int(0), "sorted": .int(1)]
        ).second

        let outputs = max(1, model.classCount)
        let known = model.targets.flatMap { target -> [Double] in
            model.classCount == 0 ? [target] : (0..<outputs).map { Double($0) == target ? 1 : 0 }
        }
        let answers = graph.node("Gather", [graph.numbers(known, [count, outputs]), nearest], ["axis": .int(0)])
        guard model.weights == .distance else {
            return graph.node("ReduceMean", [answers], ["axes": .ints([1]), "keepdims": .int(0)])
        }
        let samples = graph.node("Gather", [graph.numbers(model.samples.values, [count, width]), nearest], ["axis": .int(0)])
        let apart = graph.node("Sub", [graph.node("Unsqueeze", [features, graph.wholes([1], [1])]), samples])
        let squares = graph.node(
            "ReduceSum", [graph.node("Mul", [apart, apart]), graph.wholes([2], [1])], ["keepdims": .int(0)])
        let distances = graph.node("Sqrt", [squares])
        // Those that are the same count alone, and all alike.
        let same = asDouble(graph.node("Equal", [distances, graph.numbers([0], [1])]))
        let hasSame = graph.node(
            "Cast", [graph.node("ReduceMax", [same], ["axes": .ints([1]), "keepdims": .int(1)])],
            ["to": .int(OnnxGraphBuilder.Element.bool.rawValue)])
        let weights = graph.node("Where", [hasSame, same, graph.node("Reciprocal", [distances])])
        let total = graph.node("ReduceSum", [weights, graph.wholes([1], [1])], ["keepdims": .int(1)])
        let shares = graph.node("Unsqueeze", [graph.node("Div", [weights, total]), graph.wholes([2], [1])])
        return graph.node(
            "ReduceSum", [graph.node("Mul", [shares, answers]), graph.wholes([1], [1])], ["keepdims": .int(0)])
    }
}
