import Terminal

/// The last row: the keys that matter here, the most useful first, cut where the row ends.
struct HintBar {
    let model: StudioModel

    func draw(on surface: inout Surface, in rect: Rect) {
        let (all, shown) = (hints, placed)
        for (hint, x) in shown {
            surface.put(hint.key, x: x, y: rect.y, style: model.theme[.key])
            surface.put(hint.word, x: x + hint.key.cellWidth + 1, y: rect.y, style: model.theme[.hint])
        }
        guard shown.count < all.count else { return }
        let end = shown.last.map { $0.x + $0.hint.width + 2 } ?? rect.x + 1
        surface.put(model.glyphs.ellipsis, x: end, y: rect.y, style: model.theme[.hint])
    }

    /// The hint that is drawn there.
    func hint(at x: Int) -> Hint? {
        placed.first { $0.x <= x && x < $0.x + $0.hint.width }?.hint
    }

    /// Those that fit, each with its column.
    private var placed: [(hint: Hint, x: Int)] {
        var (placed, x): ([(hint: Hint, x: Int)], Int) = ([], 1)
        for hint in hints {
            guard x + hint.width + 3 <= model.size.width else { break }
            placed.append((hint, x))
            x += hint.width + 2
        }
        return placed
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
