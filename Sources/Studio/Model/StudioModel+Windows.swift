import Terminal

extension StudioModel {
    /// The pane beside the focused one; the nearest where there are several.
    mutating func moveFocus(_ direction: Direction) {
        screen.isZoomed = false
        let shown = shownPanes
        guard let here = shown.first(where: { $0.pane == screen.focus })?.rect else { return }
        let beside = shown.filter { Self.lies($0.rect, direction, of: here) }
        let nearest = beside.min { Self.distance($0.rect, here) < Self.distance($1.rect, here) }
        if let nearest { screen.focus = nearest.pane }
    }

    private static func lies(_ rect: Rect, _ direction: Direction, of here: Rect) -> Bool {
        let (sharesRows, sharesColumns) = (rect.y < here.maxY && rect.maxY > here.y, rect.x < here.maxX && rect.maxX > here.x)
        return switch direction {
        case .left: sharesRows && rect.maxX <= here.x
        case .right: sharesRows && rect.x >= here.maxX
        case .up: sharesColumns && rect.maxY <= here.y
        case .down: sharesColumns && rect.y >= here.maxY
        }
    }

    /// Between the middles, whose cells are twice as high as they are wide.
    private static func distance(_ one: Rect, _ other: Rect) -> Int {
        abs(one.x * 2 + one.width - other.x * 2 - other.width) + 2 * abs(one.y * 2 + one.height - other.y * 2 - other.height)
    }

    // MARK: Borders

    static let step = 0.05

    /// Moves a border of the focused pane; kept for screens of this kind in windows of this size class.
    mutating func resize(width: Double = 0, height: Double = 0) -> [StudioEffect] {
        let grid = ScreenLayout.grid(of: screen, in: body, sizeClass).divided(by: screen.splits[sizeClass])
        guard !screen.isZoomed, let split = grid.split(giving: screen.focused.name, width: width, height: height) else {
            return told(.info, "no border moves further that way")
        }
        set(split)
        return []
    }

    mutating func set(_ split: UserSplit?) {
        screen.splits[sizeClass] = split
        splits[screen.kind.name, default: [:]][sizeClass.rawValue] = split
    }

    /// The borders as they were left on a screen of this kind.
    mutating func restoreSplits() {
        for (name, split) in splits[screen.kind.name] ?? [:] {
            if let sizeClass = SizeClass(rawValue: name) { screen.splits[sizeClass] = split }
        }
    }
}
