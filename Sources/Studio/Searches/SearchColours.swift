import Domain
import Terminal

/// How the charts of a search tell its trials apart: what is selected and what is best by signs and colours of their own.
enum SearchColours {
    private static let (line, plain, open, best, selected) = (0, 1, 2, 3, 4)

    static func styles(_ context: PaneContext) -> LineChart.Styles {
        LineChart.Styles(
            axis: context.theme[.chartAxis], label: context.theme[.chartLabel], crosshair: context.theme[.chartCrosshair],
            series: all(context))
    }

    /// Round numbers around the scores of a search.
    static func range(of progress: SearchProgress) -> ClosedRange<Double>? {
        guard let range = progress.scoreRange else { return nil }
        let ticks = ChartScale.ticks(around: range, count: 6)
        guard let low = ticks.first?.value, let high = ticks.last?.value, low <= range.lowerBound, high >= range.upperBound
        else { return range }
        return low...high
    }

    static func parallel(_ context: PaneContext) -> ParallelChart.Styles {
        ParallelChart.Styles(
            axis: context.theme[.chartAxis], label: context.theme[.chartLabel], title: context.theme[.textStrong],
            lines: all(context))
    }

    private static func all(_ context: PaneContext) -> [Style] {
        let theme = context.theme
        return [theme.series(0), theme[.textDim], theme[.stateRunning], theme[.rowMarked], theme[.textStrong]]
    }

    static func mark(x: Double, y: Double, isOver: Bool, isBest: Bool, isSelected: Bool) -> LineChart.Mark {
        LineChart.Mark(
            x: x, y: y, sign: isSelected ? .selected : isBest ? .best : isOver ? .dot : .open,
            style: isSelected ? selected : isBest ? best : isOver ? plain : open)
    }

    static func line(_ shares: [Double?], isOver: Bool, isBest: Bool, isSelected: Bool) -> ParallelChart.Line {
        ParallelChart.Line(
            shares: shares, style: isSelected ? selected : isBest ? best : isOver ? plain : open,
            sign: isSelected ? .selected : isBest ? .best : nil)
    }
}
