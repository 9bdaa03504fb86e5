/// A surface as a picture that needs nothing else: for a screen that is saved, shown in a document, or made a PNG of by
/// `rsvg-convert --zoom 2`.
package struct SVGPicture {
    /// What the terminal's own colours are in the picture.
    package let foreground: Colour
    package let background: Colour
    /// Around the screen.
    package let margin: Int

    private static let width = 10
    private static let height = 20
    /// Most monospaced fonts advance by 0.6 of their size: this fills the cell.
    private static let fontSize = "16.6"
    private static let baseline = 15

    package init(
        foreground: Colour = .rgb(0xD7, 0xDA, 0xE0), background: Colour = .rgb(0x15, 0x17, 0x1C), margin: Int = 12
    ) {
        self.foreground = foreground
        self.background = background
        self.margin = margin
    }

    package func text(of surface: Surface) -> String {
        let size = (surface.size.width * Self.width, surface.size.height * Self.height)
        let whole = (size.0 + 2 * margin, size.1 + 2 * margin)
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(whole.0)" height="\(whole.1)" \
            viewBox="\(-margin) \(-margin) \(whole.0) \(whole.1)">
            <rect x="\(-margin)" y="\(-margin)" width="100%" height="100%" rx="6" fill="\(background.text)"/>
            <g font-family="'DejaVu Sans Mono','JetBrains Mono','Cascadia Mono',Menlo,Consolas,monospace" \
            font-size="\(Self.fontSize)">

            """
        for y in 0..<surface.size.height { addGrounds(of: surface, y: y, to: &text) }
        for y in 0..<surface.size.height {
            for run in Self.runs(of: surface, y: y) { add(run, y: y, to: &text) }
        }
        if let cursor = surface.cursor {
            text += box(
                Double(cursor.x * Self.width), Double(cursor.y * Self.height), Double(Self.width), Double(Self.height),
                "fill=\"\(foreground.text)\" fill-opacity=\"0.5\"")
        }
        return text + "</g>\n</svg>\n"
    }

    // MARK: Runs of one style

    private struct Run {
        let x: Int
        let cells: ArraySlice<Cell>

        var style: Style { cells[cells.startIndex].style }
    }

    private static func runs(of surface: Surface, y: Int) -> [Run] {
        let row = surface.row(y)
        var (runs, start) = ([Run](), row.startIndex)
        for index in row.indices where index > start && row[index].style != row[start].style {
            runs.append(Run(x: start - row.startIndex, cells: row[start..<index]))
            start = index
        }
        if start < row.endIndex { runs.append(Run(x: start - row.startIndex, cells: row[start...])) }
        return runs
    }

    private func ink(of style: Style) -> String {
        let colour = style.attributes.contains(.reverse) ? style.background : style.foreground
        let own = style.attributes.contains(.reverse) ? background : foreground
        return shown(colour, own).text
    }

    private func ground(of style: Style) -> String {
        let colour = style.attributes.contains(.reverse) ? style.foreground : style.background
        let own = style.attributes.contains(.reverse) ? foreground : background
        return shown(colour, own).text
    }

    private func shown(_ colour: Colour, _ own: Colour) -> Colour {
        colour.channels.map { .rgb($0.red, $0.green, $0.blue) } ?? own
    }

    /// Neighbours of one background are one rectangle, for no seams between them.
    private func addGrounds(of surface: Surface, y: Int, to text: inout String) {
        var (start, colour) = (0, background.text)
        func end(at x: Int) {
            guard colour != background.text, x > start else { return }
            text += box(
                Double(start * Self.width), Double(y * Self.height), Double((x - start) * Self.width), Double(Self.height),
                "fill=\"\(colour)\" shape-rendering=\"crispEdges\"")
        }
        for (x, cell) in surface.row(y).enumerated() {
            let next = ground(of: cell.style)
            guard next != colour else { continue }
            end(at: x)
            (start, colour) = (x, next)
        }
        end(at: surface.size.width)
    }

    // MARK: What stands in a run

    private func add(_ run: Run, y: Int, to text: inout String) {
        var shapes = ShapePaths()
        var word = (x: 0, text: "")
        for (offset, cell) in run.cells.enumerated() where !cell.glyph.isContinuation {
            let x = run.x + offset
            if let scalar = cell.glyph.scalar, (0x21...0x24F).contains(scalar.value), scalar.value != 0x7F {
                if word.text.isEmpty { word.x = x }
                word.text.unicodeScalars.append(scalar)
                continue
            }
            addWord(word, y: y, run.style, to: &text)
            word.text = ""
            if cell.glyph == .space { continue }
            if let drawn = cell.glyph.scalar.flatMap(DrawnGlyph.init) {
                shapes.add(drawn, x: Double(x * Self.width), y: Double(y * Self.height))
            } else {
                let isWide = offset + 1 < run.cells.count && run.cells[run.cells.startIndex + offset + 1].glyph.isContinuation
                let middle = x * Self.width + (isWide ? Self.width : Self.width / 2)
                text += "<text x=\"\(middle)\" y=\"\(y * Self.height + Self.baseline)\" text-anchor=\"middle\""
                text += look(of: run.style) + ">\(Self.escaped(cell.glyph.text))</text>\n"
            }
        }
        addWord(word, y: y, run.style, to: &text)
        text += shapes.text(ink: ink(of: run.style), isDim: run.style.attributes.contains(.dim))
        addLines(run, y: y, to: &text)
    }

    /// Words stand at their column each, so that a font of another width drifts by no more than a word.
    private func addWord(_ word: (x: Int, text: String), y: Int, _ style: Style, to text: inout String) {
        let count = word.text.unicodeScalars.count
        guard count > 0 else { return }
        text += "<text x=\"\(word.x * Self.width)\" y=\"\(y * Self.height + Self.baseline)\""
        if count > 1 { text += " textLength=\"\(count * Self.width)\"" }
        text += look(of: style) + ">\(Self.escaped(word.text))</text>\n"
    }

    private func look(of style: Style) -> String {
        var look = " fill=\"\(ink(of: style))\""
        if style.attributes.contains(.dim) { look += " fill-opacity=\"\(ShapePaths.dim)\"" }
        if style.attributes.contains(.bold) { look += " font-weight=\"bold\"" }
        if style.attributes.contains(.italic) { look += " font-style=\"italic\"" }
        return look
    }

    private func addLines(_ run: Run, y: Int, to text: inout String) {
        for (attribute, offset) in [(Style.Attributes.underline, 17.0), (.strikethrough, 10)]
        where run.style.attributes.contains(attribute) {
            text += box(
                Double(run.x * Self.width), Double(y * Self.height) + offset, Double(run.cells.count * Self.width), 1,
                "fill=\"\(ink(of: run.style))\"")
        }
    }

    private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: String) -> String {
        let numbers = [x, y, width, height].map(ShapePaths.number)
        return "<rect x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\" \(look)/>\n"
    }

    /// What XML allows of a text; the rest of what a cell could hold shows as U+FFFD.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }
}
