extension Tensor {
    /// Elements in a row of the first dimension.
    var rowWidth: Int { shape.dropFirst().reduce(1, *) }

    /// Some rows of it.
    func rows(_ range: Range<Int>) -> Tensor {
        let places = range.lowerBound * rowWidth..<range.upperBound * rowWidth
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
