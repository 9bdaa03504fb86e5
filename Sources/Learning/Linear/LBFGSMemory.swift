/// The last steps of a descent, and how the slope turned on each: what is known of the curvature.
struct LBFGSMemory {
    private var steps: [(step: [Double], turn: [Double], inverse: Double)] = []
    private static let capacity = 10

    var isEmpty: Bool { steps.isEmpty }

    /// One on which the slope did not rise tells nothing sound, and is let go.
    mutating func remember(_ step: [Double], turn: [Double]) {
        let curvature = LBFGS.product(step, turn)
        guard curvature > 0 else { return }
        steps.append((step, turn, 1 / curvature))
        if steps.count > Self.capacity { steps.removeFirst() }
    }

    /// Where to go from a slope: down, turned by the curvature (the two-loop recursion).
    func direction(_ slope: [Double]) -> [Double] {
        var direction = slope.map { -$0 }
        var shares: [Double] = []
        for (step, turn, inverse) in steps.reversed() {
            let share = inverse * LBFGS.product(step, direction)
            shares.append(share)
            for index in direction.indices { direction[index] -= share * turn[index] }
        }
        if let (_, turn, inverse) = steps.last {
            let scale = 1 / (inverse * LBFGS.product(turn, turn))
            for index in direction.indices { direction[index] *= scale }
        }
        for ((step, turn, inverse), share) in zip(steps, shares.reversed()) {
            let other = inverse * LBFGS.product(turn, direction)
            for index in direction.indices { direction[index] += (share - other) * step[index] }
        }
        return direction
    }
}
