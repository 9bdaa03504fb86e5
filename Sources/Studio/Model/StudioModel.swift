package import Domain
package import FoundationEssentials
package import Terminal

/// The studio as a value: what it shows follows from this and nothing else. Messages change it, and what it wants of the
/// world comes back as effects.
package struct StudioModel: Sendable {
    package var data: StudioData
    /// The way here; the last is shown, the first is the dashboard.
    package var screens: [Screen]
    package var overlay: (any Overlay)? {
        didSet { if oldValue == nil, overlay != nil { overlayCount += 1 } }
    }
    /// Which one is open: a reply must know its own.
    var overlayCount = 0
    /// What replies wanted to open while somebody was at another.
    var waitingOverlays: [any Overlay] = []
    package var size: Size
    package var theme: Theme
    package let terminal: TerminalAbilities
    package var settings = StudioSettings()
    package var themes: ThemeCatalog
    /// What `~` means in a path.
    package var homeFolder = ""
    /// Where the studio was opened: files are saved there.
    package var workingFolder = "/"
    /// How the person wants the tables, by the pane's title.
    package var tables: [String: TableArrangement] = [:]
    /// Where the last job's file was looked for.
    var jobFolder: String?
    /// What each endpoint was asked last by hand.
    var samples: [EndpointName: String] = [:]
    package var now: Date
    /// Whose time the clock shows.
    package let zone: TimeZone
    package var connection = Connection.connecting
    package var isReadOnly = false
    package var ownKeymap = UserKeymap(path: nil) {
        didSet { keys = KeyDispatcher(actions: keymap.actions) }
    }
    package var keys = KeyDispatcher(actions: Keymap.standard.actions)
    /// What is shown while all stands still.
    package var frozen: StudioData?
    /// The pane, row and time of a click that a second one may follow.
    var lastClick: (pane: PaneName, y: Int, at: Date)?
    package var toasts: [Toast] = []
    package var undoSteps: [UndoStep] = []
    package var redoSteps: [UndoStep] = []
    /// While the reply to an undo or a redo is taken.
    var takingBack: UndoStep.Way?
    var history = ViewHistory()
    var bookmarks = Bookmarks()
    /// By kind of screen and size class.
    var splits: [String: [String: UserSplit]] = [:]
    /// Titles of what the engine is doing for this studio.
    package var underway: [String] = []

    package init(
        workspace: WorkspaceName, size: Size, theme: Theme, themes: ThemeCatalog, depth: ColourDepth? = nil,
        glyphs: GlyphSet, now: Date, zone: TimeZone = .current, isReadOnly: Bool = false
    ) {
        data = StudioData(workspace: workspace)
        screens = [Screen.dashboard()]
        self.size = size
        self.theme = theme
        terminal = TerminalAbilities(depth: depth ?? theme.depth, glyphs: glyphs)
        self.themes = themes
        self.now = now
        self.zone = zone
        self.isReadOnly = isReadOnly
    }

    package var screen: Screen {
        get { screens[screens.count - 1] }
        set { screens[screens.count - 1] = newValue }
    }

    package var sizeClass: SizeClass { SizeClass(size) }

    package var keymap: Keymap { ownKeymap.keymap }

    /// What can be done on the shown screen, the nearest first.
    package var actions: [Action] { keymap.applying(to: screen.scopes) }

    package var isFrozen: Bool { frozen != nil }
    /// What the panes show of what is known.
    package var shownData: StudioData { frozen ?? data }

    /// The toast to show now.
    package var toast: Toast? {
        guard let last = toasts.last, now.timeIntervalSince(last.at) < last.seconds else { return nil }
        return last
    }

    package mutating func tell(_ kind: Toast.Kind, _ text: String) {
        toasts.append(Toast(kind, text, at: now))
        if toasts.count > 200 { toasts.removeFirst(toasts.count - 200) }
    }

    /// What the shown screen wants to hear of.
    package var subscriptions: Set<Subscription> {
        let shown = shownPanes
        return shown.reduce(into: [.studios]) { wanted, one in
            wanted.formUnion(screen.panes[one.pane].subscriptions(context(of: one.pane, among: shown)))
        }
    }

    // MARK: Layout

    /// The part of the screen between header and message line.
    package var body: Rect {
        Rect(size).split(top: showsHeader ? 1 : 0).rest.split(bottom: 2).rest
    }

    var shownPanes: [Screen.Shown] { screen.shownPanes(in: body, sizeClass) }

    package func context(of pane: Int) -> PaneContext { context(of: pane, among: shownPanes) }

    /// For more than one pane after the other: where they stand is then worked out once.
    func context(of pane: Int, among shown: [Screen.Shown]) -> PaneContext {
        let size = (shown.first { $0.pane == pane }?.rect ?? Rect(width: 0, height: 0)).inset().size
        return PaneContext(
            data: shownData, theme: theme, glyphs: glyphs, now: now, sizeClass: sizeClass,
            isFocused: pane == screen.focus && overlay == nil, subject: screen.subject(data: shownData),
            rows: size.height, columns: size.width, toasts: toasts, zone: zone, tables: tables,
            settings: screen.kind == .settings ? SettingsSheet(self) : nil, keymap: keymap)
    }
}
