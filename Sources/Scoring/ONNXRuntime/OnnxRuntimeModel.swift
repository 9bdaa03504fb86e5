package import Domain

/// A model that ONNX Runtime's own library evaluates.
package final class OnnxRuntimeModel: InferenceModel {
    package let signature: ModelSignature
    package let isBatchable: Bool
    /// The version of the library that answers.
    package var libraryVersion: String { session.library.version }

    private let session: OnnxSession
    /// What is answered when a request asks for no output by name.
    private let answered: [Int]
    /// The columns of a graph that takes one matrix of floats.
    private let layout: FeatureLayout?

    /// Loads the file with the library at a path. `signature` is what the model's metadata say, which may name the
    /// columns of a graph that takes them as one matrix. Throws what keeps it from being loaded, as a sentence.
    package init(
        file: String, library: String, threads: Int = 1, answer: NativeAnswer = .raw, signature: ModelSignature? = nil
    ) throws(AtelierError) {
        let library = try OnnxRuntimeLibrary.at(library)
        let session: OnnxSession
        do throws(OnnxRuntimeComplaint) {
            session = try OnnxSession(file: file, library: library, threads: threads)
        } catch {
            throw AtelierError(
                .invalidArgument,
                "ONNX Runtime \(library.version) cannot load \(file.splitAtLastComponent.name.neutralised): "
                    + error.message,
                hint: "check the file with onnx.checker, or install a newer library with "
                    + "'atelier runtime install onnxruntime --version VERSION'",
                subject: file)
        }
        for input in session.inputs {
            guard case .tensor = input.kind else {
                throw AtelierError(
                    .unsupported, "input '\(input.name.neutralised)' of \(file.splitAtLastComponent.name.neutralised) is "
                        + "not a tensor", hint: "convert the model so that it takes tensors", subject: file)
            }
        }
        self.session = session
        answered = answer == .classes ? Array(session.outputs.indices.prefix(1)) : Array(session.outputs.indices)
        isBatchable = session.inputs.allSatisfy(\.hasRows) && session.outputs.allSatisfy(\.hasRows)
        let told = signature?.inputs ?? []
        layout = Self.layout(of: session.inputs, told)
        self.signature = ModelSignature(
            inputs: told.isEmpty ? session.inputs.map(\.spec) : told,
            outputs: answered.map { session.outputs[$0].spec })
    }

    package func predict(_ request: InferenceRequest) throws(InferenceFault) -> [Tensor] {
        let asked = try outputs(asked: request.outputs)
        var values: [OnnxRuntimeLibrary.Pointer] = []
        defer { for value in values { session.library.release(.releaseValue, value) } }
        try fill(&values, from: request)
        do throws(OnnxRuntimeComplaint) {
            let results = try session.run(values, outputs: asked)
            defer { for result in results { session.library.release(.releaseValue, result) } }
            let reader = OnnxResult(library: session.library)
            var tensors: [Tensor] = []
            for (result, index) in zip(results, asked) {
                tensors.append(try reader.tensor(result, name: session.outputs[index].name))
            }
            return tensors
        } catch {
            throw InferenceFault(500, "ONNX Runtime: \(error.message)")
        }
    }

    private func outputs(asked: InferenceRequest.Outputs) throws(InferenceFault) -> [Int] {
        guard case .named(let names) = asked, !names.isEmpty else {
            return asked == .first ? Array(answered.prefix(1)) : answered
        }
        var asked: [Int] = []
        for name in names {
            guard let index = session.outputs.firstIndex(where: { $0.name == name }) else {
                let known = session.outputs.map(\.name).joined(separator: ", ").neutralised
                throw InferenceFault(400, "output '\(name.neutralised)' is unknown: the model gives \(known)")
            }
            asked.append(index)
        }
        return asked
    }

    // MARK: Inputs

    private func fill(
        _ values: inout [OnnxRuntimeLibrary.Pointer], from request: InferenceRequest
    ) throws(InferenceFault) {
        if let layout, let input = maker(0), isMatrix(request) {
            guard request.rows > 0 else { throw InferenceFault(400, "there are no rows: \(layout.taken)") }
            let count = request.rows * layout.count
            values.append(try input.matrix(rows: request.rows, columns: layout.count) { (memory) throws(InferenceFault) in
                if input.element == .float64 {
                    try layout.fill(
                        UnsafeMutableBufferPointer(start: memory.assumingMemoryBound(to: Double.self), count: count), from: request)
                } else {
                    try layout.fill(
                        UnsafeMutableBufferPointer(start: memory.assumingMemoryBound(to: Float.self), count: count), from: request)
                }
            })
            return
        }
        for (index, tensor) in try tensors(of: request).enumerated() {
            guard let input = maker(index) else { continue }
            values.append(try input.value(tensor))
        }
    }

    /// The graph's one input by its name, in whatever shape, is not laid out anew.
    private func isMatrix(_ request: InferenceRequest) -> Bool {
        guard case .tensors(let tensors) = request.inputs, tensors.count == 1 else { return true }
        return tensors[0].name != session.inputs[0].name || tensors[0].shape.count == 2
    }

    /// A tensor for each input of the graph, in its order.
    private func tensors(of request: InferenceRequest) throws(InferenceFault) -> [Tensor] {
        let names = session.inputs.map(\.name)
        var given: [Tensor]
        switch request.inputs {
        case .tensors(let tensors): given = tensors
        case .matrix(let matrix) where names.count == 1:
            given = [Tensor(name: names[0], shape: [matrix.rows, matrix.columns], elements: .float64(matrix.values))]
        case .matrix(let matrix):
            guard matrix.names != nil || matrix.columns == names.count else {
                throw InferenceFault(400, "a row has \(matrix.columns) values: \(taken)")
            }
            given = (0..<matrix.columns).map { column in
                Tensor(
                    name: matrix.names?[column] ?? names[column], shape: [matrix.rows],
                    elements: .float64((0..<matrix.rows).map { matrix.values[$0 * matrix.columns + column] }))
            }
        }
        // The only tensor of a request for the only input needs no name.
        if given.count == 1, names.count == 1, given[0].name.isEmpty { given[0].name = names[0] }
        var ordered: [Tensor] = []
        for name in names {
            let found = given.filter { $0.name == name }
            guard let tensor = found.first else { throw InferenceFault(400, "input '\(name.neutralised)' is missing: \(taken)") }
            guard found.count == 1 else { throw InferenceFault(400, "input '\(name.neutralised)' is given twice") }
            ordered.append(tensor)
        }
        if let unknown = given.first(where: { !names.contains($0.name) }) {
            throw InferenceFault(400, "input '\(unknown.name.neutralised)' is unknown: \(taken)")
        }
        return ordered
    }

    private var taken: String {
        let shown = session.inputs.prefix(30).map(\.name).joined(separator: ", ").neutralised
        return "the model takes \(shown)\(session.inputs.count > 30 ? ", …" : "")"
    }

    private func maker(_ index: Int) -> OnnxInput? {
        guard case .tensor(let element, let shape) = session.inputs[index].kind else { return nil }
        return OnnxInput(
            library: session.library, name: session.inputs[index].name, element: element, expected: shape)
    }

    /// When the graph takes one matrix of floats whose width is known, by itself or from the metadata.
    private static func layout(of inputs: [OnnxValueType], _ told: [TensorSpec]) -> FeatureLayout? {
        guard inputs.count == 1, case .tensor(let element, let shape) = inputs[0].kind, shape.count == 2,
            element == .float32 || element == .float64
        else { return nil }
        let isTable = !told.isEmpty && told.allSatisfy { $0.shape.count == 1 && !$0.name.isEmpty }
        guard let width = shape[1] ?? (isTable ? told.count : nil) else { return nil }
        return FeatureLayout(count: width, columns: told)
    }
}
