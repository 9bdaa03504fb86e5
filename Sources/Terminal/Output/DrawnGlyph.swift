/// A glyph that is drawn rather than written in a picture: lines, blocks and braille fill their cell from edge to edge, and
/// fonts leave gaps. Measured in a cell of 10 by 20.
struct DrawnGlyph: Equatable {
    struct Box: Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    /// Filled.
    var boxes: [Box] = []
    /// The middles of braille dots.
    var dots: [(x: Double, y: Double)] = []
    /// A path that is stroked as thin as a light line.
    var stroke = ""
    /// Shades are a full block seen through.
    var opacity = 1.0

    static let cell = (width: 10.0, height: 20.0)
    static let light = 1.0
    static let heavy = 3.0

    static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.boxes == rhs.boxes && lhs.stroke == rhs.stroke && lhs.opacity == rhs.opacity
            && lhs.dots.elementsEqual(rhs.dots) { $0 == $1 }
    }

    /// Nil for what a font draws.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x2571...0x2573:
            if scalar.value != 0x2572 { stroke += "M10 0L0 20" }
            if scalar.value != 0x2571 { stroke += "M0 0L10 20" }
        case 0x2500...0x257F:
            guard let arms = BoxArms(scalar) else { return nil }
            draw(arms)
        case 0x2580...0x259F: drawBlock(scalar.value)
        case 0x2800...0x28FF:
            // The dots' bits go down the left column, down the right one, then along the bottom.
            let places: [(Double, Double)] = [
                (2.5, 2.5), (2.5, 7.5), (2.5, 12.5), (7.5, 2.5), (7.5, 7.5), (7.5, 12.5), (2.5, 17.5), (7.5, 17.5),
            ]
            for (bit, place) in places.enumerated() where scalar.value >> UInt32(bit) & 1 == 1 { dots.append(place) }
        default: return nil
        }
    }

    // MARK: Lines

    private mutating func draw(_ arms: BoxArms) {
        if arms.isArc {
            stroke = "M5 \(arms.up == .none ? 20 : 0)Q5 10 \(arms.right == .none ? 0 : 10) 10"
        } else if arms.dashes > 1 {
            drawDashes(arms)
        } else {
            drawArm(arms.left, across: arms.up, arms.down, opposite: arms.right) { start, end, offset, width in
                Box(x: start, y: 10 + offset - width / 2, width: end - start, height: width)
            } reach: { (0, 5 + $0) }
            drawArm(arms.right, across: arms.up, arms.down, opposite: arms.left) { start, end, offset, width in
                Box(x: start, y: 10 + offset - width / 2, width: end - start, height: width)
            } reach: { (5 - $0, 10) }
            drawArm(arms.up, across: arms.left, arms.right, opposite: arms.down) { start, end, offset, width in
                Box(x: 5 + offset - width / 2, y: start, width: width, height: end - start)
            } reach: { (0, 10 + $0) }
            drawArm(arms.down, across: arms.left, arms.right, opposite: arms.up) { start, end, offset, width in
                Box(x: 5 + offset - width / 2, y: start, width: width, height: end - start)
            } reach: { (10 - $0, 20) }
        }
    }

    /// One arm from its side to the middle and as far over it as the lines across are wide. A double one is two rails,
    /// each to the rail it meets: `before` and `after` are the arms across, in the order of the offsets.
    private mutating func drawArm(
        _ line: BoxArms.Line, across before: BoxArms.Line, _ after: BoxArms.Line, opposite: BoxArms.Line,
        box: (_ start: Double, _ end: Double, _ offset: Double, _ width: Double) -> Box,
        reach: (_ over: Double) -> (Double, Double)
    ) {
        let half = Self.light / 2
        let gap = 1.5
        switch line {
        case .none: return
        case .light, .heavy:
            let width = line == .heavy ? Self.heavy : Self.light
            var over = max(Self.width(of: before), Self.width(of: after)) / 2
            if before == .double || after == .double {
                over = before == after ? (opposite == .none ? half - gap : 0) : gap + half
            }
            let (start, end) = reach(over)
            boxes.append(box(start, end, 0, width))
        case .double:
            for (offset, near, far) in [(-gap, before, after), (gap, after, before)] {
                let over = near == .double ? half - gap : far == .double ? gap + half : half
                let (start, end) = reach(opposite == .double && near != .double ? 0 : over)
                boxes.append(box(start, end, offset, Self.light))
            }
        }
    }

    private static func width(of line: BoxArms.Line) -> Double {
        switch line {
        case .none: 0
        case .light, .double: light
        case .heavy: heavy
        }
    }

    private mutating func drawDashes(_ arms: BoxArms) {
        let isHorizontal = arms.left != .none
        let width = Self.width(of: isHorizontal ? arms.left : arms.up)
        let step = (isHorizontal ? Self.cell.width : Self.cell.height) / Double(arms.dashes)
        for dash in 0..<arms.dashes {
            let start = (Double(dash) + 0.2) * step
            boxes.append(
                isHorizontal
                    ? Box(x: start, y: 10 - width / 2, width: step * 0.6, height: width)
                    : Box(x: 5 - width / 2, y: start, width: width, height: step * 0.6))
        }
    }

    // MARK: Blocks

    private mutating func drawBlock(_ code: UInt32) {
        switch code {
        case 0x2580: boxes = [Box(x: 0, y: 0, width: 10, height: 10)]
        case 0x2581...0x2588:
            let height = Double(code - 0x2580) * 2.5
            boxes = [Box(x: 0, y: 20 - height, width: 10, height: height)]
        case 0x2589...0x258F: boxes = [Box(x: 0, y: 0, width: Double(0x2590 - code) * 1.25, height: 20)]
        case 0x2590: boxes = [Box(x: 5, y: 0, width: 5, height: 20)]
        case 0x2591...0x2593:
            boxes = [Box(x: 0, y: 0, width: 10, height: 20)]
            opacity = Double(code - 0x2590) * 0.25
        case 0x2594: boxes = [Box(x: 0, y: 0, width: 10, height: 2.5)]
        case 0x2595: boxes = [Box(x: 8.75, y: 0, width: 1.25, height: 20)]
        default:
            // Quadrants: upper left 1, upper right 2, lower left 4, lower right 8.
            let quadrants: [UInt8] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
            let bits = quadrants[Int(code - 0x2596)]
            for (bit, place) in [(0.0, 0.0), (5, 0), (0, 10), (5, 10)].enumerated() where bits >> UInt8(bit) & 1 == 1 {
                boxes.append(Box(x: place.0, y: place.1, width: 5, height: 10))
            }
        }
    }
}
