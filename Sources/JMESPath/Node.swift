import Domain

/// A parsed query. `right` of a projection is evaluated for every element.
indirect enum Node: Sendable, Hashable {
    case current
    case field(String)
    case index(Int)
    case slice(Slice)
    case literal(JSONValue)
    /// The right side sees what the left side gave: `a.b`, `a[0]`, and `a | b`, which also ends projections.
    case chain(Node, Node)
    case projection(left: Node, right: Node)
    case valueProjection(left: Node, right: Node)
    case filterProjection(left: Node, condition: Node, right: Node)
    case flatten(Node)
    case list([Node])
    case hash([KeyedNode])
    case comparison(Comparator, Node, Node)
    case or(Node, Node)
    case and(Node, Node)
    case not(Node)
    case call(Function, [Argument], offset: Int)
}

struct KeyedNode: Sendable, Hashable {
    let key: String
    let value: Node
}

/// What a function is given: a value, or an expression to evaluate itself (`&name`).
enum Argument: Sendable, Hashable {
    case value(Node)
    case expression(Node)
}

/// `[start:stop:step]`, Python's slices.
struct Slice: Sendable, Hashable {
    var start: Int?
    var stop: Int?
    var step: Int?

    /// The indices the slice picks from a list of `count` elements; `step` is not 0 (the parser sees to it).
    func indices(count: Int) -> [Int] {
        let step = self.step ?? 1
        let isForward = step > 0
        func bound(_ value: Int?, otherwise fallback: Int) -> Int {
            guard let value else { return fallback }
            let fromStart = value < 0 ? value + count : value
            return isForward ? min(max(fromStart, 0), count) : min(max(fromStart, -1), count - 1)
        }
        let first = bound(start, otherwise: isForward ? 0 : count - 1)
        let end = bound(stop, otherwise: isForward ? count : -1)
        return Array(stride(from: first, to: end, by: step))
    }
}
