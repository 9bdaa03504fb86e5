/// A view as a file keeps it: the way to a screen, and on each screen the focus, the filters and the selected rows.
package struct KeptView: Codable, Sendable, Equatable {
    private struct Stop: Codable, Equatable {
        let kind: Screen.Kind
        /// The title of a pane.
        let focus: String
        let isZoomed: Bool
        /// By the pane's title.
        let lists: [String: Place]
    }

    private struct Place: Codable, Equatable {
        let filter: String?
        let selected: String?
    }

    private let stops: [Stop]

    init(_ screens: [Screen]) {
        stops = screens.map { screen in
            let lists = screen.panes.compactMap { pane in (pane as? any ListPane).map { (pane.name.title, Self.place(in: $0)) } }
            return Stop(
                kind: screen.kind, focus: screen.focused.name.title, isZoomed: screen.isZoomed,
                lists: Dictionary(lists, uniquingKeysWith: { $1 }))
        }
    }

    /// A row that is called by a number is another one the next time.
    private static func place(in pane: some ListPane) -> Place {
        let named = pane.list.selected.flatMap { $0 is any BinaryInteger ? nil : "\($0)" }
        return Place(filter: pane.list.filter, selected: named ?? pane.list.wanted)
    }

    /// With every row to be selected once the engine has told of it; the first is the dashboard.
    var screens: [Screen] {
        let screens = stops.map { stop in
            var screen = Screen.showing(stop.kind)
            if let focus = screen.panes.firstIndex(where: { $0.name.title == stop.focus }) { screen.focus = focus }
            screen.isZoomed = stop.isZoomed
            for index in screen.panes.indices {
                guard let place = stop.lists[screen.panes[index].name.title], let list = screen.panes[index] as? any ListPane
                else { continue }
                screen.panes[index] = Self.restored(list, to: place)
            }
            return screen
        }
        return screens.first?.kind == .dashboard ? screens : [.dashboard()] + screens
    }

    private static func restored(_ pane: some ListPane, to place: Place) -> any Pane {
        var pane = pane
        pane.list.filter = place.filter
        pane.list.wanted = place.selected
        return pane
    }
}
