/// How somebody looks at charts: by which axis, which part of it, how smooth, and where the crosshair stands. All that is
/// along the axis is in its own measure, so that it stays where it is while points come and panes change their size.
package struct ChartView: Sendable, Hashable {
    package private(set) var axis = ChartAxis.step
    package private(set) var isLogarithmic = false
    package private(set) var smoothing = 0.0
    package private(set) var crosshair: Double?
    /// How much of the axis is shown; nil is all.
    private var span: Double?
    /// Where what is shown ends; nil goes along with the newest.
    private var end: Double?

    package var isZoomed: Bool { span != nil }
    package var isFrozen: Bool { end != nil }

    // MARK: How it is drawn

    package mutating func toggleScale() { isLogarithmic.toggle() }

    package mutating func smoothMore() {
        let weights = [0, 0.3, 0.6, 0.9]
        smoothing = weights[((weights.firstIndex(of: smoothing) ?? 0) + 1) % weights.count]
    }

    /// To the next of the axes there are; a place on one means nothing on another.
    package mutating func turn(to axes: [ChartAxis]) {
        guard !axes.isEmpty else { return }
        axis = axes[((axes.firstIndex(of: axis) ?? axes.count - 1) + 1) % axes.count]
        showAll()
    }

    /// `live`, `zoomed`, `lin`, `smooth 0.6`, `step`; in short without what is as it mostly is.
    package func words(isLive: Bool, isShort: Bool) -> [String] {
        [
            isFrozen ? "frozen" : isLive ? "live" : nil, isZoomed && !isFrozen ? "zoomed" : nil,
            isLogarithmic ? "log" : isShort ? nil : "lin", smoothing > 0 ? "smooth \(smoothing)" : nil,
            axis == .step && isShort ? nil : axis.rawValue,
        ].compactMap(\.self)
    }

    // MARK: Which part

    /// What is shown of all there is.
    package func visible(of whole: ClosedRange<Double>) -> ClosedRange<Double> {
        guard let span = span.map({ min($0, whole.length) }) else { return whole }
        let end = min(max(end ?? whole.upperBound, whole.lowerBound + span), whole.upperBound)
        return max(whole.lowerBound, end - span)...end
    }

    /// By a factor, around the crosshair, else around the newest or the middle.
    package mutating func zoom(by factor: Double, of whole: ClosedRange<Double>) {
        let now = visible(of: whole)
        let length = now.length * factor
        guard length < whole.length else {
            span = nil
            end = nil
            return
        }
        guard length > whole.length / 10_000 else { return }
        span = length
        let isLive = end == nil && crosshair == nil
        let centre = crosshair ?? (now.lowerBound / 2 + now.upperBound / 2)
        let share = now.length > 0 ? (now.upperBound - centre) / now.length : 0
        end = isLive ? nil : centre + share * length
    }

    /// By a share of what is shown. At the newest end it goes along again.
    package mutating func pan(by share: Double, of whole: ClosedRange<Double>) {
        guard span != nil else { return }
        let now = visible(of: whole)
        scroll(to: now.upperBound + share * now.length, of: whole)
        if let crosshair, !visible(of: whole).contains(crosshair) { self.crosshair = nil }
    }

    private mutating func scroll(to wanted: Double, of whole: ClosedRange<Double>) {
        end = wanted >= whole.upperBound ? nil : max(wanted, whole.lowerBound + visible(of: whole).length)
    }

    package mutating func showNewest() {
        crosshair = nil
        end = nil
    }

    package mutating func showAll() {
        showNewest()
        span = nil
    }

    /// The crosshair first, then the zoom; false where there is neither.
    package mutating func stepBack() -> Bool {
        if crosshair != nil {
            crosshair = nil
        } else if isZoomed {
            showAll()
        } else {
            return false
        }
        return true
    }

    // MARK: The crosshair

    /// To the next place where something was measured, a column of the plot away at least; what is shown goes along.
    /// The first step brings it in from the side it comes from.
    ///
    /// - Parameters:
    ///   - places: where something was measured, ascending.
    ///   - columns: how wide the plot is.
    package mutating func moveCrosshair(isForward: Bool, among places: [Double], columns: Int) {
        guard let first = places.first, let last = places.last else { return }
        let whole = first...last
        let now = visible(of: whole)
        let step = now.length / Double(max(1, columns))
        let place: Double?
        if let crosshair {
            place = isForward
                ? places.first { $0 > crosshair && $0 >= crosshair + step }
                : places.last { $0 < crosshair && $0 <= crosshair - step }
        } else {
            place = isForward ? places.first { $0 >= now.lowerBound } : places.last { $0 <= now.upperBound }
        }
        setCrosshair(place ?? (isForward ? last : first), of: whole)
    }

    package mutating func setCrosshair(_ place: Double, of whole: ClosedRange<Double>) {
        let now = visible(of: whole)
        crosshair = place
        guard isZoomed else { return }
        // What is looked at closely does not run away.
        end = now.contains(place) ? now.upperBound : place > now.upperBound ? place : place + now.length
    }
}

extension ClosedRange<Double> {
    var length: Double { upperBound - lowerBound }
}
