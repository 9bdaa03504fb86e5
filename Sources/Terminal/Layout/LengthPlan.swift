/// Divides a length into parts that follow each other without gaps.
package enum LengthPlan {
    package enum Part: Sendable, Hashable {
        case fixed(Int)
        /// A share of what the fixed parts leave, at least `minimum`.
        case fraction(Double, minimum: Int = 0)

        fileprivate var least: Int {
            switch self {
            case .fixed(let length): max(0, length)
            case .fraction(_, let minimum): max(0, minimum)
            }
        }

        fileprivate var weight: Double {
            guard case .fraction(let weight, _) = self, weight.isFinite else { return 0 }
            return max(0, weight)
        }

        fileprivate var isFixed: Bool {
            if case .fixed = self { true } else { false }
        }
    }

    /// Always sums up to `total`. Where there is too little, the fixed parts are served first, then the minimums, each in
    /// order: who comes last goes without. Where only fixed parts are, the last one takes what is over.
    package static func divide(_ total: Int, _ parts: [Part]) -> [Int] {
        guard !parts.isEmpty else { return [] }
        let total = max(0, total)
        var lengths = Array(repeating: 0, count: parts.count)
        var left = total
        for isFixed in [true, false] {
            for (index, part) in parts.enumerated() where part.isFixed == isFixed {
                lengths[index] = min(part.least, left)
                left -= lengths[index]
            }
        }
        guard left > 0 else { return lengths }
        let flexible = parts.indices.filter { !parts[$0].isFixed }
        guard let last = flexible.last else {
            lengths[parts.count - 1] += left
            return lengths
        }
        let weighted = flexible.filter { parts[$0].weight > 0 }
        guard !weighted.isEmpty else {
            lengths[last] += left
            return lengths
        }
        share(left + weighted.reduce(0) { $0 + lengths[$1] }, among: weighted, parts, &lengths)
        return lengths
    }

    /// By weight; whose share is below its minimum keeps the minimum, and the others share the rest.
    private static func share(_ length: Int, among indices: [Int], _ parts: [Part], _ lengths: inout [Int]) {
        var open = indices
        var left = length
        while true {
            let sum = open.reduce(0) { $0 + parts[$1].weight / 2 }
            let short = open.filter { parts[$0].weight / 2 / sum * Double(left) < Double(lengths[$0]) }
            guard !short.isEmpty, short.count < open.count else { break }
            left -= short.reduce(0) { $0 + lengths[$1] }
            open.removeAll { short.contains($0) }
        }
        // Ends are rounded and not lengths, so that nothing is lost or found on the way.
        let sum = open.reduce(0) { $0 + parts[$1].weight / 2 }
        var passed = 0.0
        var start = 0
        for (position, index) in open.enumerated() {
            passed += parts[index].weight / 2
            let end = position == open.count - 1 ? left : min(left, Int((passed / sum * Double(left)).rounded()))
            lengths[index] = max(0, end - start)
            start = max(start, end)
        }
    }
}
