/// The views one came from: a view is the way to a screen with every filter, order and cursor on it.
package struct ViewHistory: Sendable {
    private var past: [[Screen]] = []
    private var future: [[Screen]] = []

    private static let most = 50

    /// Notes that a view was left for another one.
    mutating func leave(_ view: [Screen]) {
        past = (past + [view]).suffix(Self.most)
        future = []
    }

    /// The view before, from the one that is shown; nil at the first.
    mutating func back(from view: [Screen]) -> [Screen]? {
        guard let before = past.popLast() else { return nil }
        future.append(view)
        return before
    }

    mutating func forward(from view: [Screen]) -> [Screen]? {
        guard let next = future.popLast() else { return nil }
        past.append(view)
        return next
    }

    /// The last view, from where the same leads here again.
    mutating func last(from view: [Screen]) -> [Screen]? {
        guard let last = past.popLast() else { return nil }
        leave(view)
        return last
    }
}
