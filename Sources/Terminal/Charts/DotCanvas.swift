/// Cells of dots: 2×4 of braille, 1×2 of half blocks or of ASCII. A cell belongs to who drew there last and shows only
/// theirs, so that lines that cross are still told apart.
struct DotCanvas {
    let width: Int
    let height: Int
    private let glyphs: GlyphSet
    private var dots: [UInt8]
    private(set) var owners: [Int32]

    init(width: Int, height: Int, glyphs: GlyphSet) {
        self.width = width
        self.height = height
        self.glyphs = glyphs
        dots = Array(repeating: 0, count: width * height)
        owners = Array(repeating: -1, count: width * height)
    }

    static func dotsAcross(_ glyphs: GlyphSet) -> Int { glyphs == .unicode ? 2 : 1 }
    static func dotsDown(_ glyphs: GlyphSet) -> Int { glyphs == .unicode ? 4 : 2 }

    var columns: Int { width * Self.dotsAcross(glyphs) }
    var rows: Int { height * Self.dotsDown(glyphs) }

    /// A column of dots from row to row, downwards.
    mutating func fill(column: Int, from first: Int, through last: Int, owner: Int32) {
        guard column >= 0, column < columns else { return }
        let (across, down) = (Self.dotsAcross(glyphs), Self.dotsDown(glyphs))
        var row = max(0, first)
        let end = min(rows - 1, last)
        while row <= end {
            let cell = row / down * width + column / across
            if owners[cell] != owner {
                owners[cell] = owner
                dots[cell] = 0
            }
            dots[cell] |= Self.bit(column % across, row % down, glyphs)
            row += 1
        }
    }

    /// The shape of a cell; nil where nobody drew.
    func glyph(x: Int, y: Int) -> Glyph? {
        let bits = dots[y * width + x]
        guard bits != 0 else { return nil }
        switch glyphs {
        case .unicode: return Unicode.Scalar(0x2800 + UInt32(bits)).map(Glyph.init)
        case .block: return bits == 1 ? Glyph("▀") : bits == 2 ? Glyph("▄") : Glyph("█")
        case .ascii: return bits == 1 ? Glyph("'") : bits == 2 ? Glyph(".") : Glyph(":")
        }
    }

    private static func bit(_ x: Int, _ y: Int, _ glyphs: GlyphSet) -> UInt8 {
        guard glyphs == .unicode else { return y == 0 ? 1 : 2 }
        // Braille counts its first six dots down the columns, and its last two along the bottom.
        if y == 3 { return x == 0 ? 0x40 : 0x80 }
        return 1 << (x * 3 + y)
    }
}
