/// One thing a person can do: the one table of them feeds key dispatch, help, palette, hint bar and `:` commands.
package struct Action: Sendable {
    /// `job.cancel`; as a command `:job cancel`.
    package let id: String
    package let title: String
    package let scope: ActionScope
    /// As a keymap file writes them: `x`, `^P`, `y n`, `m A-Z`.
    package private(set) var keys: [String]
    /// The word in the hint bar; nil is not shown there. That of a sequence is shown once its beginning was pressed.
    package let hint: String?
    /// Has an effect beyond this studio: not there in read-only mode.
    package let changesThings: Bool
    /// Cannot be taken back: never first in the palette.
    package let isDangerous: Bool
    package let run: @Sendable (inout StudioModel) -> [StudioEffect]

    package init(
        _ id: String, _ title: String, in scope: ActionScope, keys: [String], hint: String? = nil,
        changesThings: Bool = false, isDangerous: Bool = false,
        run: @escaping @Sendable (inout StudioModel) -> [StudioEffect]
    ) {
        self.id = id
        self.title = title
        self.scope = scope
        self.keys = keys
        self.hint = hint
        self.changesThings = changesThings
        self.isDangerous = isDangerous
        self.run = run
    }

    /// The same with other keys.
    func bound(to keys: [String]) -> Action {
        var action = self
        action.keys = keys
        return action
    }

    /// What is typed after `:`.
    package var command: String { id.replacing(".", with: " ") }
}

/// Where an action applies.
package enum ActionScope: Sendable, Hashable {
    case global
    case pane(PaneName)
    case screen(String)

    /// As keymap files write it.
    package var name: String {
        switch self {
        case .global: "global"
        case .pane(let pane): "pane.\(pane.title.lowercased().replacing(" ", with: "-"))"
        case .screen(let name): "screen.\(name)"
        }
    }

    package var title: String {
        switch self {
        case .global: "Everywhere"
        case .pane(let pane): pane.title
        case .screen(let name): name.prefix(1).uppercased() + name.dropFirst()
        }
    }
}
