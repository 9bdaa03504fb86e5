import Domain
import Terminal

/// Row 0: where one is, whether the engine is there, who else looks, what may be done, and the time.
struct HeaderBar {
    let model: StudioModel

    func draw(on surface: inout Surface, in rect: Rect) {
        let style = model.theme[.header]
        surface.fill(rect, style: style)
        let arrow = model.glyphs == .ascii ? ">" : "▸"
        let way = ["ATELIER", model.data.workspace.rawValue] + model.screen.kind.breadcrumb
        let (engineState, role) = engine
        let right: [String?] = [
            engineState, model.data.studios.count > 1 ? "\(model.data.studios.count) attached" : nil,
            model.isFrozen ? "FROZEN" : nil, model.isReadOnly ? "ro" : "rw", model.showsClock ? TimeText.clock(model.now, zone: model.zone) : nil,
        ]
        let state = right.compactMap(\.self).joined(separator: "  ")
        let room = max(0, rect.width - state.cellWidth - 3)
        surface.put(
            " " + way.map(\.neutralised).joined(separator: " \(arrow) ").fitted(to: room, glyphs: model.glyphs),
            x: rect.x, y: rect.y, style: style)
        surface.put(state, x: rect.maxX - state.cellWidth - 1, y: rect.y, style: model.theme[role])
    }

    private var engine: (String, Role) {
        let sign = model.glyphs == .ascii ? "*" : "●"
        let age = model.data.status.map { TimeText.age(of: $0.startedAt, at: model.now) } ?? ""
        return switch model.connection {
        case .connecting: ("engine \(model.glyphs.ellipsis)", .header)
        case .connected: ("engine \(sign) \(age)", .header)
        case .lost(_, let attempts): ("ENGINE GONE, try \(attempts)", .headerAlert)
        }
    }
}
