import Domain
import Learning
import Scoring

/// A model's graph as it is put together, from columns to answers. What it is given was checked to fit.
struct OnnxModelGraph {
    var graph: OnnxGraphBuilder
    private let columns: [String: ModelColumn]
    /// A column as it is worked with: numbers as doubles `[rows, 1]`, texts as `[rows]`.
    private var prepared: [String: String] = [:]

    /// With one input a column. MLflow hands several columns over as `[rows]` each, but a single one as `[rows, 1]`.
    init(_ columns: [ModelColumn], outputs: Set<String>) {
        graph = OnnxGraphBuilder(names: outputs.union(columns.map(\.name)))
        self.columns = Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
        let isSingle = columns.count == 1
        for column in columns {
            let element: OnnxGraphBuilder.Element =
                switch column.writtenKind {
                case .double: .double
                case .long: .int64
                case .string, .datetime: .text
                }
            graph.input(column.name, .tensor(element, isSingle ? [nil, 1] : [nil]))
            var value = column.name
            if element == .text {
                if isSingle { value = graph.node("Reshape", [value, graph.wholes([-1], [1])]) }
            } else {
                if element == .int64 { value = asDouble(value) }
                if !isSingle { value = graph.node("Unsqueeze", [value, graph.wholes([1], [1])]) }
            }
            prepared[column.name] = value
        }
    }

    /// Adds what a model computes: doubles, a number or the probabilities of all classes a row.
    mutating func add(_ model: LearnedModel) -> String {
        switch model {
        case .pipeline(let features, let predictor): return add(predictor, on: add(features))
        case .voting(let members, let weights):
            var sum: String?
            for (member, weight) in zip(members, weights) {
                let part = graph.node("Mul", [add(member), graph.numbers([weight], [1])])
                sum = sum.map { graph.node("Add", [$0, part]) } ?? part
            }
            return sum ?? ""
        case .stacking(let members, let last):
            var answers: [String] = []
            for member in members {
                let answer = add(member)
                let isBinary = member.classCount == 2
                let second = isBinary ? graph.node("Gather", [answer, graph.wholes([1], [1])], ["axis": .int(1)]) : answer
                answers.append(second)
            }
            return add(last, on: joined(answers))
        case .series, .forecast: return ""  // Refused before.
        }
    }

    /// Adds the outputs, and returns the bytes of the file.
    mutating func finish(_ answer: String, _ classes: ModelClasses?, _ form: OnnxWriter.Probabilities) -> [UInt8] {
        let toFloat: KeyValuePairs<String, OnnxGraphBuilder.Attribute> = ["to": .int(OnnxGraphBuilder.Element.float.rawValue)]
        if let classes {
            let best = graph.node("ArgMax", [answer], ["axis": .int(1), "keepdims": .int(0)])
            let (labels, element, attribute): (String, OnnxGraphBuilder.Element, OnnxGraphBuilder.Attribute)
            switch classes {
            case .texts(let texts):
                (labels, element, attribute) = (graph.texts(texts, [texts.count]), .text, .texts(texts))
            case .numbers(let numbers):
                (labels, element, attribute) = (graph.wholes(numbers, [numbers.count]), .int64, .ints(numbers))
            }
            graph.node("Gather", [labels, best], ["axis": .int(0)], output: "label")
            graph.output("label", .tensor(element, [nil]))
            switch form {
            case .tensor:
                graph.node("Cast", [answer], toFloat, output: "probabilities")
                graph.output("probabilities", .tensor(.float, [nil, classes.count]))
            case .maps:
                let name = element == .text ? "classlabels_strings" : "classlabels_int64s"
                let floats = graph.node("Cast", [answer], toFloat)
                graph.node("ZipMap", [floats], [name: attribute], ml: true, output: "probabilities")
                graph.output("probabilities", .maps(element))
            }
        } else {
            graph.node("Cast", [answer], toFloat, output: "variable")
            graph.output("variable", .tensor(.float, [nil, 1]))
        }
        return graph.model(producer: "atelier", version: AtelierVersion.current)
    }

    // MARK: Parts

    func column(_ name: String) -> String { prepared[name] ?? name }

    mutating func asDouble(_ value: String) -> String {
        graph.node("Cast", [value], ["to": .int(OnnxGraphBuilder.Element.double.rawValue)])
    }

    /// Side by side.
    mutating func joined(_ values: [String]) -> String {
        values.count == 1 ? values[0] : graph.node("Concat", values, ["axis": .int(1)])
    }
}
