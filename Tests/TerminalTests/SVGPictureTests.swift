import Terminal
import Testing

struct SVGPictureTests {
    private let picture = SVGPicture(foreground: .rgb(255, 255, 255), background: .rgb(0, 0, 0), margin: 0)

    private func surface(_ lines: [String], width: Int, _ style: Style = .plain) -> Surface {
        var surface = Surface(Size(width: width, height: lines.count))
        for (y, line) in lines.enumerated() { surface.put(line, x: 0, y: y, style: style) }
        return surface
    }

    /// What is in the picture besides its frame.
    private func elements(_ surface: Surface) -> [String] {
        picture.text(of: surface).split(separator: "\n").dropFirst(3).dropLast(2).map(String.init)
    }

    @Test func aSmallScreen() {
        var screen = surface(["ab <c", "╭─━█", "⠃日"], width: 5)
        screen.restyle(Rect(x: 0, y: 0, width: 2, height: 1)) { _ in
            Style(foreground: .rgb(255, 0, 0), background: .palette(4), attributes: [.bold, .underline])
        }
        screen.cursor = Point(x: 4, y: 2)
        #expect(
            picture.text(of: screen) == """
                <svg xmlns="http://www.w3.org/2000/svg" width="50" height="60" viewBox="0 0 50 60">
                <rect x="0" y="0" width="100%" height="100%" rx="6" fill="#000000"/>
                <g font-family="'DejaVu Sans Mono','JetBrains Mono','Cascadia Mono',Menlo,Consolas,monospace" \
                font-size="16.6">
                <rect x="0" y="0" width="20" height="20" fill="#0000ee" shape-rendering="crispEdges"/>
                <text x="0" y="15" textLength="20" fill="#ff0000" font-weight="bold">ab</text>
                <rect x="0" y="17" width="20" height="1" fill="#ff0000"/>
                <text x="30" y="15" textLength="20" fill="#ffffff">&lt;c</text>
                <path fill="#ffffff" shape-rendering="crispEdges" d="M10 29.5h10v1h-10zM20 28.5h10v3h-10zM30 20h10v20h-10z"/>
                <path stroke="#ffffff" fill="none" transform="translate(0 20)" d="M5 20Q5 10 10 10"/>
                <text x="20" y="55" text-anchor="middle" fill="#ffffff">日</text>
                <path stroke="#ffffff" stroke-width="4" stroke-linecap="round" d="M2.5 42.5h0M2.5 47.5h0"/>
                <rect x="40" y="40" width="10" height="20" fill="#ffffff" fill-opacity="0.5"/>
                </g>
                </svg>

                """)
    }

    @Test func reverseSwapsTheTerminalsOwnColoursToo() {
        #expect(
            elements(surface(["x"], width: 1, Style(attributes: .reverse))) == [
                ##"<rect x="0" y="0" width="10" height="20" fill="#ffffff" shape-rendering="crispEdges"/>"##,
                ##"<text x="0" y="15" fill="#000000">x</text>"##,
            ])
        let style = Style(foreground: .rgb(255, 0, 0), attributes: [.reverse, .dim, .italic, .strikethrough])
        #expect(
            elements(surface(["x"], width: 1, style)) == [
                ##"<rect x="0" y="0" width="10" height="20" fill="#ff0000" shape-rendering="crispEdges"/>"##,
                ##"<text x="0" y="15" fill="#000000" fill-opacity="0.6" font-style="italic">x</text>"##,
                ##"<rect x="0" y="10" width="10" height="1" fill="#000000"/>"##,
            ])
    }

    @Test func neighboursAreOneShapeWithoutSeams() {
        #expect(
            elements(surface(["──────"], width: 6)) == [
                ##"<path fill="#ffffff" shape-rendering="crispEdges" d="M0 9.5h60v1h-60z"/>"##
            ])
        var screen = surface(["ab"], width: 4)
        screen.fill(Rect(x: 0, y: 0, width: 2, height: 1), style: Style(foreground: .palette(1), background: .rgb(9, 9, 9)))
        screen.fill(Rect(x: 2, y: 0, width: 1, height: 1), style: Style(foreground: .palette(2), background: .rgb(9, 9, 9)))
        #expect(
            elements(screen) == [
                ##"<rect x="0" y="0" width="30" height="20" fill="#090909" shape-rendering="crispEdges"/>"##
            ])
    }

    @Test func linesMeetAtTheSidesOfTheirCells() {
        func path(_ glyph: String) -> String {
            let element = elements(surface([glyph], width: 1)).first ?? ""
            return element.split(separator: " d=\"").last.map { String($0.prefix { $0 != "\"" }) } ?? ""
        }
        #expect(path("┼") == "M0 9.5h10v1h-10zM4.5 0h1v10.5h-1zM4.5 9.5h1v10.5h-1z")
        #expect(path("┏") == "M3.5 8.5h6.5v3h-6.5zM3.5 8.5h3v11.5h-3z")
        #expect(path("╔") == "M3 8h7v1h-7zM6 11h4v1h-4zM3 8h1v12h-1zM6 11h1v9h-1z")
        #expect(path("╴") == "M0 9.5h5v1h-5z")
        #expect(path("┆").split(separator: "z").count == 3)
        #expect(path("╲") == "M0 0L10 20")
        #expect(path("▅") == "M0 7.5h10v12.5h-10z")
        #expect(path("▍") == "M0 0h3.75v20h-3.75z")
        #expect(path("▚") == "M0 0h5v10h-5zM5 10h5v10h-5z")
        #expect(elements(surface(["▒"], width: 1)).first?.contains("fill-opacity=\"0.5\"") == true)
        #expect(path("⣿").split(separator: "M").count == 8)
    }

    @Test func nothingHostileComesThrough() {
        var screen = Surface(Size(width: 3, height: 1))
        for (x, scalar) in ["\u{1B}", "\0", "\u{85}"].enumerated() {
            screen.put(Glyph(cluster: scalar), x: x, y: 0, style: .plain)
        }
        #expect(elements(screen).allSatisfy { $0.contains("\u{FFFD}") } && elements(screen).count == 3)
        #expect(elements(surface(["</text>&"], width: 8)).first?.contains(">&lt;/text&gt;&amp;<") == true)
    }
}
