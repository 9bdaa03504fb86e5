/// An exponential moving average that is not drawn towards zero at its start, as people know it from TensorBoard.
package enum Smoothing {
    /// `weight` of the past, 0 to below 1. Gaps stay gaps and change nothing.
    package static func average(_ values: [Double?], weight: Double) -> [Double?] {
        guard weight > 0 else { return values }
        let weight = min(weight, 0.999)
        var past = 0.0
        var bias = 1.0
        return values.map { value in
            guard let value, value.isFinite else { return value }
            past = past * weight + value * (1 - weight)
            bias *= weight
            return past / (1 - bias)
        }
    }
}
