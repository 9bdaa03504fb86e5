import Terminal

/// The last row: the keys that matter here, the most useful first, cut where the row ends.
struct HintBar {
    let model: StudioModel

    func draw(on surface: inout Surface, in rect: Rect) {
        var x = rect.x + 1
        for hint in hints {
            let width = hint.key.cellWidth + 1 + hint.word.cellWidth
            guard x + width + 3 <= rect.maxX else {
                surface.put(model.glyphs.ellipsis, x: x, y: rect.y, style: model.theme[.hint])
                return
            }
            surface.put(hint.key, x: x, y: rect.y, style: model.theme[.key])
            surface.put(hint.word, x: x + hint.key.cellWidth + 1, y: rect.y, style: model.theme[.hint])
            x += width + 2
        }
    }

    /// What only works here stands before what works everywhere.
    private var hints: [Hint] {
        if let overlay = model.overlay { return overlay.hints }
        let actions = ActionTable.applying(to: model.screen.scopes).filter { !(model.isReadOnly && $0.changesThings) }
        return actions.compactMap { action in
            guard let word = action.hint, let key = action.keys.first else { return nil }
            return Hint(key, word)
        } + [Hint("1-6", "pane")]
    }
}
