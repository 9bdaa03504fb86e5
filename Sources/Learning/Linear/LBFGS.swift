/// Finds where a smooth function of many numbers is least, by the limited-memory BFGS method (Nocedal 1980) with a line search
/// that meets the strong Wolfe conditions roughly: enough descent, and a curvature that keeps the steps' memory sound.
struct LBFGS {
    var maximumRounds = 1000
    /// The largest slope at which it stops.
    var tolerance = 1e-9
    /// Asked before every step; what was found by then is given when it says so.
    var isCancelled: () -> Bool = { false }

    /// - Parameter function: gives its value at a point, and writes its slope.
    func minimise(_ start: [Double], _ function: ([Double], inout [Double]) -> Double) -> [Double] {
        var point = start
        var slope = [Double](repeating: 0, count: start.count)
        var value = function(point, &slope)
        var memory = LBFGSMemory()
        for _ in 0..<maximumRounds where !isCancelled() {
            guard slope.contains(where: { abs($0) > tolerance }) else { break }
            var direction = memory.direction(slope)
            var along = Self.product(direction, slope)
            if along >= 0 {
                // The memory misleads: straight down.
                memory = LBFGSMemory()
                direction = slope.map { -$0 }
                along = -Self.product(slope, slope)
            }
            var length = memory.isEmpty ? min(1, 1 / Self.product(slope, slope).squareRoot()) : 1.0
            var (low, high) = (0.0, Double.infinity)
            var next = point
            var nextSlope = slope
            var nextValue = value
            var isBetter = false
            for _ in 0..<40 {
                for index in next.indices { next[index] = point[index] + length * direction[index] }
                nextValue = function(next, &nextSlope)
                if !(nextValue <= value + 1e-4 * length * along) {
                    high = length
                } else if Self.product(direction, nextSlope) < 0.9 * along {
                    isBetter = true
                    low = length
                } else {
                    isBetter = true
                    break
                }
                length = high.isFinite ? (low + high) / 2 : length * 2
            }
            guard isBetter, nextValue <= value else { break }
            memory.remember(zip(next, point).map { $0 - $1 }, turn: zip(nextSlope, slope).map { $0 - $1 })
            (point, slope, value) = (next, nextSlope, nextValue)
        }
        return point
    }

    static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}
