extension ActionTable {
    static let windows: [Action] = [
        focus("left", .left, "h", "Left"), focus("below", .down, "j", "Down"), focus("above", .up, "k", "Up"),
        focus("right", .right, "l", "Right"),
        Action("window.wider", "Wider", in: .global, keys: ["^W >"]) { $0.resize(width: StudioModel.step) },
        Action("window.narrower", "Narrower", in: .global, keys: ["^W <"]) { $0.resize(width: -StudioModel.step) },
        Action("window.higher", "Higher", in: .global, keys: ["^W +"]) { $0.resize(height: StudioModel.step) },
        Action("window.lower", "Lower", in: .global, keys: ["^W -"]) { $0.resize(height: -StudioModel.step) },
        Action("window.equal", "Borders as they come", in: .global, keys: ["^W ="]) {
            $0.set(nil)
            return []
        },
        Action("window.only", "Only this pane", in: .global, keys: ["^W o"]) {
            $0.screen.isZoomed = true
            return []
        },
    ]

    private static func focus(_ place: String, _ direction: Direction, _ letter: String, _ arrow: String) -> Action {
        Action("window.\(place)", "The pane \(place == "left" || place == "right" ? "on the " : "")\(place)", in: .global, keys: ["^W \(letter)", "^W \(arrow)"]) {
            $0.moveFocus(direction)
            return []
        }
    }
}
