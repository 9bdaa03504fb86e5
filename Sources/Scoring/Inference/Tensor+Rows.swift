extension Tensor {
    /// Some rows of it.
    func rows(_ range: Range<Int>) -> Tensor {
        let width = shape.dropFirst().reduce(1, *)
        let places = range.lowerBound * width..<range.upperBound * width
        let part: Elements =
            switch elements {
            case .float32(let values): .float32(Array(values[places]))
            case .float64(let values): .float64(Array(values[places]))
            case .int64(let values): .int64(Array(values[places]))
            case .bool(let values): .bool(Array(values[places]))
            case .text(let values): .text(Array(values[places]))
            }
        return Tensor(name: name, shape: [range.count] + shape.dropFirst(), elements: part, labels: labels)
    }
}
