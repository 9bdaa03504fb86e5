@testable import Studio
import Testing

/// Zoom, pan and crosshair by number.
struct ChartViewTests {
    private let whole = 0.0...100
    private let places = (0...100).map(Double.init)

    @Test func zoomGoesAlongWithTheNewest() {
        var view = ChartView()
        view.zoom(by: 0.5, of: whole)
        #expect(view.visible(of: whole) == 50...100)
        #expect(view.visible(of: 0...140) == 90...140)
        view.zoom(by: 2, of: whole)
        #expect(!view.isZoomed)
    }

    @Test func zoomKeepsTheCrosshairWhereItIs() {
        var view = ChartView()
        view.setCrosshair(20, of: whole)
        view.zoom(by: 0.5, of: whole)
        #expect(view.visible(of: whole) == 10...60)
        #expect(view.visible(of: 0...140) == 10...60)
        #expect(view.isFrozen)
    }

    @Test func zoomEndsBeforeNothingIsLeft() {
        var view = ChartView()
        for _ in 0..<100 { view.zoom(by: 0.5, of: whole) }
        let left = view.visible(of: whole)
        #expect(left.upperBound - left.lowerBound > 0.009)
        view.zoom(by: 0.5, of: 5...5)
        #expect(view.visible(of: 5...5) == 5...5)
    }

    @Test func panStaysInsideAndFollowsAgainAtTheEnd() {
        var view = ChartView()
        view.pan(by: -1, of: whole)
        #expect(view.visible(of: whole) == whole)
        view.zoom(by: 0.5, of: whole)
        view.pan(by: -0.5, of: whole)
        #expect(view.visible(of: whole) == 25...75)
        #expect(view.visible(of: 0...140) == 25...75)
        for _ in 0..<9 { view.pan(by: -0.5, of: whole) }
        #expect(view.visible(of: whole) == 0...50)
        for _ in 0..<9 { view.pan(by: 0.5, of: whole) }
        #expect(!view.isFrozen)
        #expect(view.visible(of: 0...140) == 90...140)
    }

    @Test func theCrosshairComesInFromItsSide() {
        var view = ChartView()
        view.moveCrosshair(isForward: false, among: places, columns: 50)
        #expect(view.crosshair == 100)
        view.showNewest()
        view.moveCrosshair(isForward: true, among: places, columns: 50)
        #expect(view.crosshair == 0)
    }

    @Test func theCrosshairMovesAColumnOrToTheNextMeasurement() {
        var view = ChartView()
        view.setCrosshair(50, of: whole)
        view.moveCrosshair(isForward: true, among: places, columns: 10)
        #expect(view.crosshair == 60)
        view.moveCrosshair(isForward: false, among: places, columns: 1000)
        #expect(view.crosshair == 59)
        view.moveCrosshair(isForward: true, among: [0, 59, 98, 100], columns: 10)
        #expect(view.crosshair == 98)
        view.moveCrosshair(isForward: true, among: [0, 59, 98, 100], columns: 10)
        view.moveCrosshair(isForward: true, among: [0, 59, 98, 100], columns: 10)
        #expect(view.crosshair == 100)
        view.moveCrosshair(isForward: true, among: [], columns: 10)
        #expect(view.crosshair == 100)
    }

    @Test func whatIsShownGoesAlongWithTheCrosshair() {
        var view = ChartView()
        view.zoom(by: 0.1, of: whole)
        for _ in 0..<30 { view.moveCrosshair(isForward: false, among: places, columns: 10) }
        #expect(view.crosshair == 71)
        #expect(view.visible(of: whole) == 71...81)
        for _ in 0..<20 { view.moveCrosshair(isForward: true, among: places, columns: 10) }
        #expect(view.visible(of: whole) == 81...91)
    }

    @Test func stepsBackOutOfCrosshairAndZoom() {
        var view = ChartView()
        view.zoom(by: 0.5, of: whole)
        view.setCrosshair(70, of: whole)
        view.toggleScale()
        #expect(view.stepBack() && view.crosshair == nil && view.isZoomed)
        #expect(view.stepBack() && !view.isZoomed)
        #expect(!view.stepBack() && view.isLogarithmic)
    }

    @Test func anotherAxisShowsAll() {
        var view = ChartView()
        view.zoom(by: 0.5, of: whole)
        view.turn(to: [.step, .time])
        #expect(view.axis == .time && !view.isZoomed)
        view.turn(to: [.step, .time])
        #expect(view.axis == .step)
    }

    @Test func saysHowItLooks() {
        var view = ChartView()
        #expect(view.words(isLive: true, isShort: false) == ["live", "lin", "step"])
        #expect(view.words(isLive: false, isShort: true) == [])
        view.toggleScale()
        for _ in 0..<2 { view.smoothMore() }
        view.turn(to: [.step, .time])
        view.zoom(by: 0.5, of: whole)
        #expect(view.words(isLive: true, isShort: false) == ["live", "zoomed", "log", "smooth 0.6", "time"])
        view.pan(by: -0.25, of: whole)
        #expect(view.words(isLive: true, isShort: true) == ["frozen", "log", "smooth 0.6", "time"])
        for _ in 0..<2 { view.smoothMore() }
        #expect(view.smoothing == 0)
    }
}
