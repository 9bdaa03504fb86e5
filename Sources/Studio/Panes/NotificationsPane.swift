import Domain
package import Terminal

/// What the studio said in its last but one row, newest first.
package struct NotificationsPane: FilteredPane {
    package let name = PaneName.notifications
    package var scope: ActionScope { .pane(.notifications) }
    /// By how many came after it.
    package var list = ListState<Int>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let said = Array(context.toasts.reversed())
        let rows = said.indices.filter { index in list.filter.map { said[index].text.contains($0) } ?? true }
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(
            name.title + filterMark, trailing: "\(list.rows.count)",
            bottom: list.position)
    }

    private static let columns = [Column("TIME", 8), Column("", 7), Column("WHAT", 20, isElastic: true)]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note("nothing was said yet", in: rect, context)
            return
        }
        let said = Array(context.toasts.reversed())
        surface.table(Self.columns, list, in: rect, context) { index in
            guard said.indices.contains(index) else { return [] }
            let toast = said[index]
            let (word, role) = Self.kind(toast.kind)
            return [Field(TimeText.clock(toast.at, zone: context.zone), .logTime), Field(word, role), Field(toast.text.neutralised)]
        }
    }

    private static func kind(_ kind: Toast.Kind) -> (String, Role) {
        switch kind {
        case .info: ("", .toastInfo)
        case .success: ("done", .toastSuccess)
        case .warning: ("warning", .toastWarning)
        case .failure: ("failed", .toastError)
        }
    }
}
