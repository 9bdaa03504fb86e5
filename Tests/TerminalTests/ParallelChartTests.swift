import Terminal
import Testing

/// Lines across axes that stand side by side.
struct ParallelChartTests {
    private func drawn(_ width: Int, _ height: Int, _ glyphs: GlyphSet, _ lines: [ParallelChart.Line], axes count: Int = 3) -> [String] {
        var surface = Surface(Size(width: width, height: height))
        let axes = ["depth", "rate", "auc"].prefix(count).map { title in
            ParallelChart.Axis(title: title, labels: [.init(share: 0, text: "lo"), .init(share: 1, text: "hi")])
        }
        ParallelChart(axes: Array(axes), lines: lines, glyphs: glyphs).draw(on: &surface, in: Rect(surface.size), styles: .init())
        return surface.lines
    }

    @Test func aLineGoesFromAxisToAxis() {
        #expect(
            drawn(24, 6, .ascii, [.init(shares: [0, 1, 0], sign: .best)]) == [
                "depth     rate       auc", "|hi      .'hi      hi|  ", "|      .' | ''.      |  ", "|   ..'   |    '.    |  ",
                "| .'      |      '.. |  ", ".lo       |lo      lo.* ",
            ])
    }

    /// A long title of the last axis reaches to the left, and the one before it makes way.
    @Test func noTitleStandsOnAnother() {
        var surface = Surface(Size(width: 40, height: 5))
        let axes = ["first", "n_neighbors_of_it", "AUC_weighted"].map { ParallelChart.Axis(title: $0, labels: []) }
        ParallelChart(axes: axes, lines: []).draw(on: &surface, in: Rect(surface.size), styles: .init())
        #expect(surface.lines[0].hasPrefix("first "))
        #expect(surface.lines[0].contains("n_neighb… AUC_weighted"), "\(surface.lines[0])")
    }

    @Test func titlesAndSignsAreThere() {
        let lines = drawn(40, 8, .unicode, [.init(shares: [0, 0.5, 1], sign: .best), .init(shares: [1, nil, 0], sign: .selected)])
        #expect(lines[0].contains("depth") && lines[0].contains("rate") && lines[0].contains("auc"))
        #expect(lines[1].contains("★") && lines[7].contains("◉"))
        #expect(lines.allSatisfy { $0.contains("│") || $0.contains("depth") || $0.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) } })
    }

    /// One that has no place on an axis leaves the stretches beside it empty.
    @Test func aLineIsInterruptedWhereItHasNoPlace() {
        let lines = drawn(40, 8, .unicode, [.init(shares: [1, nil, 0])])
        let braille = lines.joined().unicodeScalars.count { (0x2801...0x28FF).contains($0.value) }
        #expect(braille == 2)
    }

    @Test func anySizeCanBeDrawn() {
        for width in [0, 1, 7, 8, 12, 30] {
            for height in [0, 1, 2, 3, 9] {
                for count in 0...3 { _ = drawn(width, height, .unicode, [.init(shares: [0, 2, -1, .nan])], axes: count) }
            }
        }
        #expect(ParallelChart.room(in: 3) == 2 && ParallelChart.room(in: 76) == 7)
    }
}
