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

    /// What may follow the keys pressed so far. Else what only works here stands before what works everywhere, and of
    /// the sequences that begin alike only the beginning.
    private var hints: [Hint] {
        if let overlay = model.overlay { return overlay.hints }
        let next = model.keys.continuations(scopes: model.screen.scopes).filter { isAllowed($0.action) }
        if !next.isEmpty {
            return next.map { Hint($0.keys, $0.action.hint ?? $0.action.title) } + [Hint("Esc", "call off")]
        }
        var seen: Set<String> = []
        return model.actions.filter(isAllowed).compactMap { action -> Hint? in
            guard let word = action.hint, let keys = action.keys.first else { return nil }
            guard let first = KeySequence(parsing: keys)?.beginning else { return Hint(keys, word) }
            return seen.insert(first).inserted ? Hint(first, KeyGroup.words[first] ?? model.glyphs.ellipsis) : nil
        } + numbers
    }

    /// For as long as the numbers are the panes'.
    private var numbers: [Hint] {
        let panes = PaneName.allCases.filter { $0.rawValue <= 6 }
        return panes.allSatisfy { model.keymap.keys(of: $0.actionID).contains("\($0.rawValue)") } ? [Hint("1-6", "pane")] : []
    }

    private func isAllowed(_ action: Action) -> Bool { !(model.isReadOnly && action.changesThings) }
}
