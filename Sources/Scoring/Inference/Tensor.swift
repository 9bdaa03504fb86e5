package import Domain

/// Numbers or texts with a shape, row-major.
package struct Tensor: Sendable, Hashable {
    /// What a tensor holds. Narrower numbers of a request are widened to these.
    package enum Elements: Sendable, Hashable {
        case float32([Float])
        case float64([Double])
        case int64([Int64])
        case bool([Bool])
        case text([String])
    }

    package var name: String
    package var shape: [Int]
    package var elements: Elements
    /// What the columns stand for when the model says it: the classes of probabilities that a graph gives as maps.
    package var labels: [String]?

    package init(name: String, shape: [Int], elements: Elements, labels: [String]? = nil) {
        self.name = name
        self.shape = shape
        self.elements = elements
        self.labels = labels
    }

    package var count: Int {
        switch elements {
        case .float32(let values): values.count
        case .float64(let values): values.count
        case .int64(let values): values.count
        case .bool(let values): values.count
        case .text(let values): values.count
        }
    }

    package var type: ElementType {
        switch elements {
        case .float32: .float32
        case .float64: .float64
        case .int64: .int64
        case .bool: .bool
        case .text: .text
        }
    }
}
