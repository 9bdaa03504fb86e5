import Domain
package import Terminal

/// What can be chosen in this studio, and what it is now.
package struct SettingsPane: FilteredPane {
    package let name = PaneName.settings
    package var scope: ActionScope { .pane(.settings) }
    package var list = ListState<Setting>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let rows = Setting.allCases.filter { setting in
            list.filter.map { "\(setting.title) \(setting.about)".lowercased().contains($0.lowercased()) } ?? true
        }
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(name.title + filterMark, bottom: list.position)
    }

    package func remark(_ context: PaneContext) -> String? { list.selected?.about }

    private static let columns = [
        Column("WHAT", 15), Column("VALUE", 26), Column("", 30, isElastic: true, from: 100),
    ]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        surface.table(Self.columns, list, in: rect, context) { setting in
            let value = context.settings?.rows.first { $0.setting == setting }?.value ?? ""
            return [Field(setting.title), Field(value.neutralised, .textStrong), Field(setting.about, .textDim)]
        }
    }
}
