import Learning
import Scoring

extension OnnxModelGraph {
    /// Adds the features of a row as doubles, `[rows, features]`. All numbers are filled at once, so they stand together first
    /// and are put into their order at the end.
    mutating func add(_ features: FittedFeatures) -> String {
        var parts: [String] = []
        var order: [Int] = []
        var starts: [Int] = []
        var width = 0
        for source in features.sources {
            starts.append(width)
            width += source.column.width
        }
        let numbers = features.sources.indices.filter { if case .number = features.sources[$0].column { true } else { false } }
        let marks = features.sources.indices.filter { features.sources[$0].column == .missingMark }
        if !numbers.isEmpty {
            let fills = numbers.map { place in
                if case .number(let fill?) = features.sources[place].column { fill } else { Double.nan }
            }
            var value = joined(numbers.map { column(features.sources[$0].name) })
            if fills.contains(where: { !$0.isNaN }) {
                value = graph.node("Where", [graph.node("IsNaN", [value]), graph.numbers(fills, [1, fills.count]), value])
            }
            parts.append(value)
            order += numbers.map { starts[$0] }
        }
        if !marks.isEmpty {
            let value = joined(marks.map { column(features.sources[$0].name) })
            parts.append(asDouble(graph.node("IsNaN", [value])))
            order += marks.map { starts[$0] }
        }
        for (place, source) in features.sources.enumerated() where source.column.width > 0 {
            switch source.column {
            case .number, .missingMark, .date: continue
            case .oneHot(let categories, let hasOthers): parts.append(oneHot(column(source.name), categories, hasOthers))
            case .encoded(let categories, let values, let other):
                parts.append(encoded(column(source.name), categories, values, other))
            }
            order += starts[place]..<starts[place] + source.column.width
        }
        var value = joined(parts)
        if order != Array(0..<width) {
            var places = [Int64](repeating: 0, count: width)
            for (from, to) in order.enumerated() { places[to] = Int64(from) }
            value = graph.node("Gather", [value, graph.wholes(places, [width])], ["axis": .int(1)])
        }
        guard let scaler = features.scaler else { return value }
        value = graph.node("Sub", [value, graph.numbers(scaler.means, [1, width])])
        return graph.node("Div", [value, graph.numbers(scaler.scales, [1, width])])
    }

    /// What files write for a missing text is one here, where it is no category: ONNX has no other, and of Python's `None` and
    /// NaN it gets the words.
    private mutating func oneHot(_ text: String, _ categories: [String], _ hasOthers: Bool) -> String {
        guard hasOthers else {
            let columns = graph.node("OneHotEncoder", [text], ["cats_strings": .texts(categories), "zeros": .int(1)], ml: true)
            return asDouble(columns)
        }
        let others = Int64(categories.count)
        let missing = DelimitedFormat.usualMissing.subtracting(categories).sorted()
        let place = graph.node(
            "LabelEncoder", [text],
            [
                "keys_strings": .texts(categories + missing), "values_int64s": .ints(Array(0..<others) + missing.map { _ in -1 }),
                "default_int64": .int(others),
            ], ml: true)
        return asDouble(
            graph.node("OneHotEncoder", [place], ["cats_int64s": .ints(Array(0...others)), "zeros": .int(1)], ml: true))
    }

    /// The values as a table, the last row of it for all other texts.
    private mutating func encoded(_ text: String, _ categories: [String], _ values: [[Double]], _ other: [Double]) -> String {
        // An encoder must have a key.
        let keys = categories.isEmpty ? [""] : categories
        let place = graph.node(
            "LabelEncoder", [text],
            [
                "keys_strings": .texts(keys),
                "values_int64s": .ints(keys.indices.map { categories.isEmpty ? 0 : Int64($0) }),
                "default_int64": .int(Int64(categories.count)),
            ], ml: true)
        let table = graph.numbers(values.flatMap { $0 } + other, [categories.count + 1, other.count])
        return graph.node("Gather", [table, place], ["axis": .int(0)])
    }
}
