import Glibc

extension Matrix {
    /// Each row of logarithms becomes shares that add up to 1; the largest logarithm is taken off first, so that none overflows.
    mutating func exponentiateRows() {
        let width = columns
        values.withUnsafeMutableBufferPointer { values in
            for start in stride(from: 0, to: values.count, by: max(1, width)) {
                var top = -Double.infinity
                for place in start..<start + width { top = max(top, values[place]) }
                var total = 0.0
                for place in start..<start + width {
                    values[place] = exp(values[place] - top)
                    total += values[place]
                }
                for place in start..<start + width { values[place] /= total }
            }
        }
    }
}
