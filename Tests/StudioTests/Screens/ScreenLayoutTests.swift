import Domain
@testable import Studio
import Terminal
import Testing

/// Whatever the size, the panes shown fill the body and none stands on another.
struct ScreenLayoutTests {
    private static var screens: [Screen] {
        var focused = Screen.dashboard()
        _ = focused.focus(.models)
        var zoomed = Screen.dashboard()
        zoomed.isZoomed = true
        return [
            .dashboard(), focused, zoomed, .job("j"), .endpoint("e"), .model("m", version: nil), .compute(nil), .events(),
            .notifications(), .access("e"), .compare(["a", "b"]), .search("s"),
        ]
    }

    private static let sizes: [Size] = {
        var random = SplitMix(seed: 11)
        let edges = [1, 2, 3, 4, 5, 9, 10, 11, 39, 40, 41, 59, 60, 79, 80, 99, 100, 119, 120, 159, 160, 199, 200, 499, 500]
        let heights = [1, 2, 3, 4, 5, 9, 10, 11, 15, 16, 23, 24, 29, 30, 36, 49, 50, 60, 199, 200]
        let some = (0..<300).map { _ in
            Size(width: Int.random(in: 1...500, using: &random), height: Int.random(in: 1...200, using: &random))
        }
        return edges.flatMap { width in heights.map { Size(width: width, height: $0) } } + some
    }()

    private static func faults(_ screen: Screen, _ size: Size) -> String? {
        let body = Rect(size).split(top: 1).rest.split(bottom: 2).rest
        let shown = screen.shownPanes(in: body, SizeClass(size))
        if Set(shown.map(\.pane)).count != shown.count { return "a pane is shown twice" }
        for (index, one) in shown.enumerated() where !one.rect.isEmpty {
            if one.rect.intersection(body) != one.rect { return "\(one) leaves \(body)" }
            for other in shown[(index + 1)...] where !one.rect.intersection(other.rect).isEmpty {
                return "\(one) stands on \(other)"
            }
        }
        let covered = shown.reduce(0) { $0 + $1.rect.width * $1.rect.height }
        return covered == body.width * body.height ? nil : "\(covered) cells of \(body.width * body.height) are covered"
    }

    @Test(arguments: screens.indices) func panesFillTheBodyAndShareNothing(index: Int) {
        let screen = Self.screens[index]
        for size in Self.sizes {
            if let fault = Self.faults(screen, size) {
                Issue.record("\(screen.kind) at \(size.width)×\(size.height): \(fault)")
                return
            }
        }
    }

    /// What has the focus is never hidden, whatever the terminal shrinks to.
    @Test(arguments: PaneName.allCases.filter { $0.rawValue <= 6 }) func theFocusedPaneIsShown(name: PaneName) {
        var screen = Screen.dashboard()
        let isThere = screen.focus(name)
        #expect(isThere)
        for size in Self.sizes {
            let body = Rect(size).split(top: 1).rest.split(bottom: 2).rest
            #expect(screen.shownPanes(in: body, SizeClass(size)).contains { $0.pane == screen.focus }, "\(size)")
        }
    }

    @Test(arguments: [
        (80, 24, SizeClass.small), (99, 60, .small), (200, 29, .small), (100, 30, .medium), (159, 60, .medium),
        (200, 49, .medium), (160, 50, .large), (500, 200, .large),
    ])
    func aSizeHasItsClass(width: Int, height: Int, expected: SizeClass) {
        #expect(SizeClass(Size(width: width, height: height)) == expected)
    }
}
