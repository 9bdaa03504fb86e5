import Domain
package import Terminal

extension StudioModel {
    /// The whole screen.
    package func draw() -> Surface {
        var surface = Surface(size, style: theme[.text])
        guard size.width >= 40, size.height >= 10 else {
            surface.put("too small: needs 40x10", x: 0, y: 0, style: theme[.text])
            return surface
        }
        let (body, shown) = (body, shownPanes)
        let (message, hints) = Rect(size).split(bottom: 2).bottom.split(top: 1)
        if showsHeader { HeaderBar(model: self).draw(on: &surface, in: Rect(size).split(top: 1).top) }
        for one in shown { draw(one, context(of: one.pane, among: shown), on: &surface) }
        MessageLine(model: self).draw(on: &surface, in: message)
        overlay?.draw(on: &surface, body: body, message: message, self)
        HintBar(model: self).draw(on: &surface, in: hints)
        return surface
    }

    private func draw(_ shown: Screen.Shown, _ context: PaneContext, on surface: inout Surface) {
        let pane = screen.panes[shown.pane]
        let isFocused = shown.pane == screen.focus
        var titles = pane.titles(context)
        titles.titleStyle = theme[isFocused ? .titleFocus : .title]
        titles.trailingStyle = titles.trailingStyle ?? theme[.textDim]
        titles.bottomStyle = titles.bottomStyle ?? theme[.textDim]
        let inside = surface.box(
            shown.rect, border: .frame(focused: isFocused, calm: calmBorder, glyphs: glyphs),
            style: theme[isFocused ? .borderFocus : .border], titles: titles)
        surface.clipped(to: inside) { pane.draw(on: &$0, in: inside, context) }
    }
}
