import FoundationEssentials
import Terminal

extension StudioModel {
    private static let doubleClick: TimeInterval = 0.4
    private static let wheelRows = 3

    mutating func receive(_ mouse: MouseEvent) -> [StudioEffect] {
        switch mouse.kind {
        case .press: click(mouse.position)
        case .wheelUp: turn(.up, key: .up, at: mouse.position)
        case .wheelDown: turn(.down, key: .down, at: mouse.position)
        case .drag, .release: []
        }
    }

    /// Runs a hint, or focuses a pane and selects in it; the second of two on one row opens it.
    private mutating func click(_ place: Point) -> [StudioEffect] {
        let before = lastClick
        lastClick = nil
        if place.y == size.height - 1 { return run(HintBar(model: self).hint(at: place.x)) }
        guard overlay == nil, let shown = pane(at: place) else { return [] }
        screen.focus = shown.pane
        let context = context(of: shown.pane)
        screen.focused.select(row: place.y - shown.rect.y - 1, context)
        if let before, before.y == place.y, before.pane == screen.focused.name, now.timeIntervalSince(before.at) <= Self.doubleClick {
            return open()
        }
        lastClick = (screen.focused.name, place.y, now)
        return []
    }

    /// What Enter does, by whichever key it is done.
    private mutating func open() -> [StudioEffect] {
        let scopes = screen.scopes.filter { $0 != .global }
        let usual = ActionTable.all.first { scopes.contains($0.scope) && $0.keys.contains("Enter") }
        return usual.map { perform($0) } ?? []
    }

    private mutating func run(_ hint: Hint?) -> [StudioEffect] {
        // What stands for several keys, or for typing, is no key to press.
        guard let hint, let sequence = KeySequence(parsing: hint.key), !sequence.takesLetter,
            overlay == nil || sequence.keys.count == 1
        else { return [] }
        return sequence.keys.flatMap { receive(.key($0)) }
    }

    /// What is under the wheel moves; the focus stays where it is.
    private mutating func turn(_ movement: Movement, key: Key, at place: Point) -> [StudioEffect] {
        guard overlay == nil else { return receive(.key(KeyPress(key))) }
        guard let shown = pane(at: place) else { return [] }
        let context = context(of: shown.pane)
        for _ in 0..<Self.wheelRows { screen.panes[shown.pane].move(movement, context) }
        return []
    }

    private func pane(at place: Point) -> Screen.Shown? {
        guard size.width >= 40, size.height >= 10 else { return nil }
        return shownPanes.first { $0.rect.contains(place) }
    }
}
