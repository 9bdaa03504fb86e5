extension ActionTable {
    static let lists: [Action] = [
        mark("list.mark", "Mark, or unmark", ["Space"]) { $0.toggleMark($1) },
        mark("list.range", "Mark from here to where one moves; again ends that", ["v"]) { pane, context in
            pane.toggleRange(ending: context.keymap.way(to: "list.range"))
        },
        mark("list.markall", "Mark all that are shown", ["*"]) { pane, _ in pane.markAll() },
        mark("list.unmark", "Unmark all", ["\\"]) { pane, _ in pane.unmark() },
    ] + [PaneName.jobs, .trials, .models, .endpoints, .versions].flatMap { arranging(in: .pane($0)) }

    private static func arranging(in scope: ActionScope) -> [Action] {
        [
            Action("list.sort", "Order by a column", in: scope, keys: ["s"], hint: "sort") { $0.chooseOrder() },
            Action("list.invert", "Turn the order round", in: scope, keys: ["I"]) { model in
                model.changeTable { $0.isInverted.toggle() }
            },
            Action("list.columns", "Choose the columns", in: scope, keys: ["C"]) { model in
                guard let pane = model.screen.focused as? any TablePane else { return [] }
                model.overlay = ColumnPicker(pane.columnNames(model.context(of: model.screen.focus)))
                return []
            },
        ]
    }

    private static func mark(
        _ id: String, _ title: String, _ keys: [String],
        _ change: @escaping @Sendable (inout any ListPane, PaneContext) -> Void
    ) -> Action {
        Action(id, title, in: .global, keys: keys) { model in
            guard var pane = model.screen.focused as? any ListPane else { return model.told(.info, "nothing to mark here") }
            change(&pane, model.context(of: model.screen.focus))
            model.screen.focused = pane
            return []
        }
    }
}

extension StudioModel {
    private static let ownOrder = "as it comes"

    fileprivate mutating func chooseOrder() -> [StudioEffect] {
        guard let pane = screen.focused as? any TablePane else { return [] }
        let names = pane.columnNames(context(of: screen.focus))
        overlay = Picker(title: "Order by", choices: [Self.ownOrder] + names) { model, choice in
            model.changeTable { $0.column = choice == Self.ownOrder ? nil : choice }
        }
        return []
    }

    /// Changes how the focused table is arranged.
    mutating func changeTable(_ change: (inout TableArrangement) -> Void) -> [StudioEffect] {
        guard let pane = screen.focused as? any TablePane else { return [] }
        var arrangement = pane.arrangement(context(of: screen.focus))
        change(&arrangement)
        tables[pane.name.title] = arrangement
        return []
    }
}
