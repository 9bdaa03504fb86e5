package import Terminal

extension Theme {
    /// The theme that needs no file: the terminal's own sixteen colours on its own background, or attributes alone.
    package static func builtIn(depth: ColourDepth) -> Theme {
        let styles = depth == .mono ? plain : coloured
        return Theme(
            name: depth == .mono ? "mono" : "sixteen", appearance: .dark, depth: depth, styles: styles,
            series: depth == .mono
                ? [.plain, Style(attributes: .bold)] : [6, 3, 5, 2, 4, 1].map { Style(foreground: .palette($0)) })
    }

    private static let plain: [Role: Style] = {
        let bold = Style(attributes: .bold)
        let dim = Style(attributes: .dim)
        let reverse = Style(attributes: .reverse)
        let underline = Style(attributes: .underline)
        let alert = Style(attributes: [.bold, .reverse])
        return [
            .textDim: dim, .textStrong: bold, .titleFocus: bold, .border: dim, .borderFocus: bold, .header: bold,
            .headerAlert: alert, .prompt: bold,
            .key: bold, .hint: dim, .columns: dim, .rowSelected: reverse, .rowSelectedUnfocused: underline,
            .rowMarked: bold, .match: underline, .matchCurrent: alert, .dialogBorder: bold,
            .danger: alert, .toastWarning: bold,
            .toastError: alert, .stateRunning: bold, .stateQueued: dim,
            .stateFailed: Style(attributes: [.bold, .underline]), .stateCanceled: dim, .stateIdle: dim, .logDebug: dim,
            .logWarning: bold, .logError: Style(attributes: [.bold, .underline]), .logTime: dim, .gaugeHigh: bold,
            .gaugeRest: dim, .trafficGreen: bold, .chartAxis: dim, .chartLabel: dim, .chartCrosshair: reverse,
            .scrollTrack: dim, .scrollThumb: bold,
        ]
    }()

    private static let coloured: [Role: Style] = {
        func colour(_ index: UInt8, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: .palette(index), attributes: attributes)
        }
        func ground(_ index: UInt8, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: .palette(0), background: .palette(index), attributes: attributes)
        }
        let dim = Style(attributes: .dim)
        let bold = Style(attributes: .bold)
        let (red, green, yellow, magenta, cyan): (UInt8, UInt8, UInt8, UInt8, UInt8) = (1, 2, 3, 5, 6)
        return [
            .textDim: dim, .textStrong: bold, .titleFocus: colour(cyan, .bold), .border: dim, .borderFocus: colour(cyan),
            .header: bold, .headerAlert: ground(yellow, .bold), .key: colour(cyan, .bold), .hint: dim,
            .prompt: bold, .scrollTrack: dim, .scrollThumb: colour(cyan), .columns: dim, .rowSelected: ground(cyan),
            .rowSelectedUnfocused: Style(attributes: .reverse), .rowMarked: colour(yellow, .bold), .match: ground(yellow),
            .matchCurrent: ground(magenta, .bold), .dialogBorder: colour(cyan), .danger: colour(red, .bold),
            .toastInfo: colour(cyan), .toastSuccess: colour(green), .toastWarning: colour(yellow),
            .toastError: colour(red, .bold), .stateRunning: colour(green), .stateQueued: colour(yellow),
            .stateDone: colour(cyan), .stateFailed: colour(red, .bold), .stateCanceled: colour(magenta), .stateIdle: dim,
            .stateDraining: colour(yellow), .logDebug: dim, .logInfo: colour(cyan), .logWarning: colour(yellow), .logError: colour(red, .bold),
            .logTime: dim, .logNumber: colour(cyan), .gauge: colour(green), .gaugeHigh: colour(red, .bold),
            .gaugeRest: dim, .trafficBlue: colour(cyan), .trafficGreen: colour(green), .chartAxis: dim, .chartLabel: dim,
            .chartCrosshair: colour(yellow), .heat0: dim, .heat1: colour(green), .heat2: colour(cyan),
            .heat3: colour(yellow), .heat4: colour(red),
        ]
    }()
}
