extension LBFGS {
    /// Finds where a smooth function and the sum of the numbers' sizes, each by its own weight, are least together, by the
    /// orthant-wise method (Andrew and Gao 2007): within one orthant the sizes are linear, so a step is taken as ever and what
    /// would change its sign is set to 0.
    ///
    /// - Parameters:
    ///   - sizes: the weight of each number's size; 0 leaves it free.
    ///   - function: gives the smooth part's value at a point, and writes its slope.
    func minimise(_ start: [Double], sizes: [Double], _ function: ([Double], inout [Double]) -> Double) -> [Double] {
        var point = start
        var slope = [Double](repeating: 0, count: start.count)
        var value = function(point, &slope) + Self.size(point, sizes)
        var memory = LBFGSMemory()
        for _ in 0..<maximumRounds where !isCancelled() {
            let steepest = Self.steepest(point, slope, sizes)
            guard steepest.contains(where: { abs($0) > tolerance }) else { break }
            var direction = memory.direction(steepest)
            for index in direction.indices where direction[index] * steepest[index] >= 0 && sizes[index] > 0 {
                direction[index] = 0
            }
            if Self.product(direction, steepest) >= 0 {
                memory = LBFGSMemory()
                direction = steepest.map { -$0 }
            }
            let signs = point.indices.map { point[$0] != 0 ? point[$0] : -steepest[$0] }
            var length = memory.isEmpty ? min(1, 1 / Self.product(steepest, steepest).squareRoot()) : 1.0
            var next = point
            var nextSlope = slope
            var nextValue = value
            var isBetter = false
            for _ in 0..<40 where !isBetter {
                var along = 0.0
                for index in next.indices {
                    let moved = point[index] + length * direction[index]
                    next[index] = sizes[index] > 0 && moved * signs[index] <= 0 ? 0 : moved
                    along += steepest[index] * (next[index] - point[index])
                }
                nextValue = function(next, &nextSlope) + Self.size(next, sizes)
                isBetter = nextValue <= value + 1e-4 * along
                length /= 2
            }
            guard isBetter else {
                // The memory may mislead: once more straight down, before it is as good as it gets.
                guard !memory.isEmpty else { break }
                memory = LBFGSMemory()
                continue
            }
            memory.remember(zip(next, point).map { $0 - $1 }, turn: zip(nextSlope, slope).map { $0 - $1 })
            (point, slope, value) = (next, nextSlope, nextValue)
        }
        return point
    }

    private static func size(_ point: [Double], _ sizes: [Double]) -> Double {
        zip(point, sizes).reduce(0) { $0 + abs($1.0) * $1.1 }
    }

    /// The slope with the sizes; where a number is 0, that of the side which goes down, or 0 where neither does.
    private static func steepest(_ point: [Double], _ slope: [Double], _ sizes: [Double]) -> [Double] {
        point.indices.map { index in
            let (slope, size) = (slope[index], sizes[index])
            if point[index] != 0 { return slope + (point[index] > 0 ? size : -size) }
            return slope + size < 0 ? slope + size : max(0, slope - size)
        }
    }
}
