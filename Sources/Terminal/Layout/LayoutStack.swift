/// A rectangle divided along one direction.
package struct LayoutStack: Sendable, Hashable {
    package enum Direction: Sendable, Hashable {
        /// One above the other.
        case rows
        /// Side by side.
        case columns
    }

    package var direction: Direction
    package var parts: [LengthPlan.Part]

    package init(_ direction: Direction, _ parts: [LengthPlan.Part]) {
        self.direction = direction
        self.parts = parts
    }

    package func divide(_ rect: Rect) -> [Rect] {
        var start = direction == .rows ? rect.y : rect.x
        return LengthPlan.divide(direction == .rows ? rect.height : rect.width, parts).map { length in
            defer { start += length }
            return direction == .rows
                ? Rect(x: rect.x, y: start, width: rect.width, height: length)
                : Rect(x: start, y: rect.y, width: length, height: rect.height)
        }
    }
}
