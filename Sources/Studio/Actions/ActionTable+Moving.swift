import Terminal

extension ActionTable {
    static let moving: [Action] = [
        move("move.down", "Down", ["j", "Down"], .down),
        move("move.up", "Up", ["k", "Up"], .up),
        move("move.left", "Left", ["h", "Left"], .left),
        move("move.right", "Right", ["l", "Right"], .right),
        move("move.first", "First", ["g", "Home"], .first),
        move("move.last", "Last", ["G", "End"], .last),
        move("move.pagedown", "Page down", ["^F", "PgDn"], .pageDown),
        move("move.pageup", "Page up", ["^B", "PgUp"], .pageUp),
        move("move.halfdown", "Half a page down", ["^D"], .halfDown),
        move("move.halfup", "Half a page up", ["^U"], .halfUp),
    ]

    private static func move(_ id: String, _ title: String, _ keys: [String], _ movement: Movement) -> Action {
        Action(id, title, in: .global, keys: keys) { model in
            let context = model.context(of: model.screen.focus)
            model.screen.focused.move(movement, context)
            return []
        }
    }
}
