import Terminal

extension ActionTable {
    static let saving: [Action] = [
        Action("view.save", "Save what the pane shows as text", in: .global, keys: ["S"]) { model in
            let name = model.screen.focused.name.title.lowercased().replacing(" ", with: "-")
            return [.save([ScreenText(name: name, suffix: "txt", text: model.paneText)])]
        },
        Action("screenshot", "Save the screen as a picture and as text", in: .global, keys: ["^S"]) { model in
            let name = model.screen.kind.name
            return [.save([
                ScreenText(name: name, suffix: "svg", text: model.picture), ScreenText(name: name, suffix: "txt", text: model.draw().text),
            ])]
        },
    ]
}

extension StudioModel {
    /// Every row of the focused pane; of a log, what is in sight.
    var paneText: String {
        var pane = screen.focused
        let context = context(of: screen.focus)
        var height = context.rows
        if let list = pane as? any ListPane {
            height = max(height, list.rowCount + list.rowsAbove(context))
            pane.move(.first, context)
        }
        var surface = Surface(Size(width: context.columns, height: height), style: theme[.text])
        pane.draw(on: &surface, in: Rect(surface.size), context)
        return surface.text
    }

    /// The screen as an SVG, the terminal's own colours being those of a usual one.
    package var picture: String {
        let (text, isLight) = (theme[.text], theme.appearance == .light)
        return SVGPicture(
            foreground: text.foreground == .terminal ? (isLight ? .rgb(30, 32, 38) : .rgb(215, 218, 224)) : text.foreground,
            background: text.background == .terminal ? (isLight ? .rgb(250, 248, 243) : .rgb(21, 23, 28)) : text.background
        ).text(of: draw())
    }
}

extension Surface {
    /// The rows without the blanks at their ends.
    fileprivate var text: String {
        lines.map { String($0.reversed().drop { $0 == " " }.reversed()) + "\n" }.joined()
    }
}
