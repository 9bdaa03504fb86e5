import Domain

/// The type of an input or output of a graph.
struct OnnxValueType: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case tensor(OnnxElementType, shape: [Int?])
        /// A sequence, such as a classifier's probabilities as a map a row.
        case sequence
        case map
        case other
    }

    let name: String
    let kind: Kind

    var spec: TensorSpec {
        switch kind {
        case .tensor(let element, let shape): TensorSpec(name: name, type: element.type, shape: shape)
        case .sequence: TensorSpec(name: name, type: .float32, shape: [nil, nil])
        case .map, .other: TensorSpec(name: name, type: .float32, shape: [nil])
        }
    }

    /// Its first dimension is a number of rows that may vary.
    var hasRows: Bool {
        switch kind {
        case .tensor(_, let shape): shape.first.map { $0 == nil } ?? false
        case .sequence: true
        case .map, .other: false
        }
    }
}
