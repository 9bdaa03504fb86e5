package import Domain
import Synchronization

/// An ONNX file of a linear model, a tree ensemble or a pipeline with them, evaluated here without any library.
///
/// `@unchecked Sendable`: what varies is behind `idle`, and a workspace is used by one call at a time.
package final class PipelineModel: InferenceModel, @unchecked Sendable {
    package let signature: ModelSignature
    package var isBatchable: Bool { true }

    private let binding: InputBinding
    private let plan: SlotPlan
    private let steps: [GraphCompiler.Step]
    /// The steps that each output needs.
    private let stepsAlone: [[GraphCompiler.Step]]
    private let outputs: [Output]
    private let takesMissing: Bool
    /// Workspaces that nobody uses now.
    private let idle = Mutex<[Workspace]>([])

    private struct Output {
        let name: String
        let slot: Int
        let kind: SlotPlan.Kind
        let type: ElementType
        let shape: [Int]
        let size: Int
        let labels: [String]?
    }

    /// - Parameters:
    ///   - file: the bytes of the file, which are not needed afterwards.
    ///   - signature: what the model's metadata say; its column names are how requests may name the columns.
    ///
    /// Throws `OnnxFault.unsupported` for a graph that only ONNX Runtime can take.
    package convenience init(_ file: UnsafeRawBufferPointer, signature: ModelSignature? = nil) throws(OnnxFault) {
        try self.init(try OnnxGraph(reading: file), signature: signature)
    }

    init(_ graph: OnnxGraph, signature given: ModelSignature?) throws(OnnxFault) {
        let compiler = try GraphCompiler(graph, widths: InputBinding.widths(graph, given))
        plan = compiler.plan
        steps = compiler.steps
        takesMissing = compiler.takesMissing
        binding = try InputBinding(graph, compiler, given)
        var outputs: [Output] = []
        for port in graph.outputs {
            guard let value = compiler.values[port.name] else { throw .invalid("its output \(port.name) comes from nowhere") }
            outputs.append(
                Output(
                    name: port.name, slot: value.slot, kind: value.kind, type: Self.type(value.kind), shape: value.shape,
                    size: value.size, labels: compiler.columnLabels[port.name]))
        }
        guard !outputs.isEmpty else { throw .invalid("it has no outputs") }
        self.outputs = outputs
        stepsAlone = outputs.map { compiler.steps(for: $0.name) }
        signature = ModelSignature(
            inputs: given.map(\.inputs).flatMap { $0.isEmpty ? nil : $0 } ?? binding.specs,
            outputs: outputs.map { TensorSpec(name: $0.name, type: $0.type, shape: [nil] + $0.shape.map { $0 }) })
    }

    private static func type(_ kind: SlotPlan.Kind) -> ElementType {
        switch kind {
        case .float: .float32
        case .double: .float64
        case .int: .int64
        case .text: .text
        }
    }

    package func predict(_ request: InferenceRequest) throws(InferenceFault) -> [Tensor] {
        let (wanted, steps) = try wanted(request.outputs)
        let bound = try binding.bind(request.inputs)
        guard bound.rows > 0 else { throw InferenceFault("the request has no rows") }
        let space = idle.withLock { $0.popLast() } ?? Workspace(plan)
        defer { idle.withLock { $0.append(space) } }
        var gathered = wanted.map { Gathered($0.kind, capacity: $0.size * bound.rows) }
        for start in stride(from: 0, to: bound.rows, by: Workspace.blockRows) {
            let count = min(Workspace.blockRows, bound.rows - start)
            try bound.fill(space, from: start, count: count, allowsMissing: takesMissing)
            for step in steps { try step(space, count) }
            for (index, output) in wanted.enumerated() { gathered[index].take(output.slot, count * output.size, from: space) }
        }
        return zip(wanted, gathered).map { output, gathered in
            Tensor(
                name: output.name, shape: [bound.rows] + output.shape, elements: gathered.elements, labels: output.labels)
        }
    }

    private func wanted(_ asked: InferenceRequest.Outputs) throws(InferenceFault) -> ([Output], [GraphCompiler.Step]) {
        var wanted: [Int] = []
        switch asked {
        case .all: return (outputs, steps)
        case .first: wanted = [0]
        case .named(let names):
            for name in names {
                guard let place = outputs.firstIndex(where: { $0.name == name }) else {
                    throw InferenceFault(
                        "the model has no output '\(JSONScanner.shortened(name))': it has "
                            + outputs.map { "'\($0.name)'" }.joined(separator: ", "))
                }
                wanted.append(place)
            }
        }
        guard wanted.count != 1 else { return ([outputs[wanted[0]]], stepsAlone[wanted[0]]) }
        return (wanted.isEmpty ? outputs : wanted.map { outputs[$0] }, steps)
    }

    /// An output as its blocks come.
    private struct Gathered {
        private(set) var elements: Tensor.Elements

        init(_ kind: SlotPlan.Kind, capacity: Int) {
            func empty<Element>() -> [Element] {
                var list: [Element] = []
                list.reserveCapacity(capacity)
                return list
            }
            switch kind {
            case .float: elements = .float32(empty())
            case .double: elements = .float64(empty())
            case .int: elements = .int64(empty())
            case .text: elements = .text(empty())
            }
        }

        mutating func take(_ slot: Int, _ count: Int, from space: Workspace) {
            // Taken out first, so that it is grown in place.
            let old = elements
            elements = .bool([])
            switch old {
            case .float32(var list):
                list.append(contentsOf: UnsafeBufferPointer(start: space.pointer(slot, as: Float.self), count: count))
                elements = .float32(list)
            case .float64(var list):
                list.append(contentsOf: UnsafeBufferPointer(start: space.pointer(slot, as: Double.self), count: count))
                elements = .float64(list)
            case .int64(var list):
                list.append(contentsOf: UnsafeBufferPointer(start: space.pointer(slot, as: Int64.self), count: count))
                elements = .int64(list)
            case .text(var list):
                list.append(contentsOf: space.texts[slot].prefix(count))
                elements = .text(list)
            case .bool: break
            }
        }
    }
}
