/// The drawn glyphs of a run, gathered to a few elements of SVG.
struct ShapePaths {
    /// How much of dim writing is seen.
    static let dim = "0.6"

    private var boxes: [Double: [DrawnGlyph.Box]] = [:]
    private var dots = ""
    private var strokes: [(x: Double, y: Double, path: String)] = []

    mutating func add(_ glyph: DrawnGlyph, x: Double, y: Double) {
        for box in glyph.boxes {
            var box = box
            (box.x, box.y) = (box.x + x, box.y + y)
            var known = boxes[glyph.opacity] ?? []
            // Lines and bars go on over cells: one long box has no seams.
            if let last = known.indices.last(where: { known[$0].continues(to: box) }) {
                known[last].width = box.x + box.width - known[last].x
            } else {
                known.append(box)
            }
            boxes[glyph.opacity] = known
        }
        for dot in glyph.dots {
            // A line of no length with round ends is a dot.
            dots += "M\(Self.number(x + dot.x)) \(Self.number(y + dot.y))h0"
        }
        if !glyph.stroke.isEmpty { strokes.append((x, y, glyph.stroke)) }
    }

    func text(ink: String, isDim: Bool) -> String {
        var text = ""
        let dim = isDim ? " opacity=\"\(Self.dim)\"" : ""
        for (opacity, boxes) in boxes.sorted(by: { $0.key < $1.key }) {
            let path = boxes.map {
                let (width, height) = (Self.number($0.width), Self.number($0.height))
                return "M\(Self.number($0.x)) \(Self.number($0.y))h\(width)v\(height)h-\(width)z"
            }.joined()
            let shade = opacity < 1 ? " fill-opacity=\"\(Self.number(opacity))\"" : ""
            text += "<path fill=\"\(ink)\"\(shade)\(dim) shape-rendering=\"crispEdges\" d=\"\(path)\"/>\n"
        }
        if !dots.isEmpty {
            text += "<path stroke=\"\(ink)\"\(dim) stroke-width=\"4\" stroke-linecap=\"round\" d=\"\(dots)\"/>\n"
        }
        for stroke in strokes {
            let place = "translate(\(Self.number(stroke.x)) \(Self.number(stroke.y)))"
            text += "<path stroke=\"\(ink)\"\(dim) fill=\"none\" transform=\"\(place)\" d=\"\(stroke.path)\"/>\n"
        }
        return text
    }

    /// At most two digits behind the point, and no point for whole numbers.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return String(whole) }
        let digits = rest.magnitude
        let fraction = digits % 10 == 0 ? "\(digits / 10)" : (digits < 10 ? "0\(digits)" : "\(digits)")
        return (hundredths < 0 && whole == 0 ? "-" : "") + "\(whole).\(fraction)"
    }
}

extension DrawnGlyph.Box {
    fileprivate func continues(to next: Self) -> Bool {
        y == next.y && height == next.height && x <= next.x && next.x <= x + width
    }
}
