/// A place on the screen, from 0 at the top left.
package struct Point: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// How large, in cells; never negative.
package struct Size: Hashable, Sendable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

/// A stretch of the screen. Its arithmetic never gives a negative width or height, so drawing into what is left of a
/// small window draws nothing.
package struct Rect: Hashable, Sendable {
    package let x: Int
    package let y: Int
    package let width: Int
    package let height: Int

    package init(x: Int = 0, y: Int = 0, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package init(_ size: Size) {
        self.init(width: size.width, height: size.height)
    }

    package var size: Size { Size(width: width, height: height) }
    package var maxX: Int { x + width }
    package var maxY: Int { y + height }
    package var isEmpty: Bool { width == 0 || height == 0 }

    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// Without `amount` cells on every side.
    package func inset(by amount: Int = 1) -> Rect {
        inset(left: amount, top: amount, right: amount, bottom: amount)
    }

    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// The upper `count` rows, and the rest.
    package func split(top count: Int) -> (top: Rect, rest: Rect) {
        let count = min(max(0, count), height)
        return (
            Rect(x: x, y: y, width: width, height: count),
            Rect(x: x, y: y + count, width: width, height: height - count)
        )
    }

    /// The lower `count` rows, and the rest.
    package func split(bottom count: Int) -> (rest: Rect, bottom: Rect) {
        let parts = split(top: height - min(max(0, count), height))
        return (parts.top, parts.rest)
    }

    /// The left `count` columns, and the rest.
    package func split(left count: Int) -> (left: Rect, rest: Rect) {
        let count = min(max(0, count), width)
        return (
            Rect(x: x, y: y, width: count, height: height),
            Rect(x: x + count, y: y, width: width - count, height: height)
        )
    }

    /// The right `count` columns, and the rest.
    package func split(right count: Int) -> (rest: Rect, right: Rect) {
        let parts = split(left: width - min(max(0, count), width))
        return (parts.left, parts.rest)
    }

    /// A rectangle of the size in the middle, cut to fit.
    package func centred(width wanted: Int, height wantedHeight: Int) -> Rect {
        let width = min(wanted, self.width)
        let height = min(wantedHeight, self.height)
        return Rect(
            x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
    }
}
