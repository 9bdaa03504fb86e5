import Domain
import Terminal

/// How busy the box is, a bar a thing: its accelerators, processors, memory, disk.
struct LoadBars: Sendable {
    struct Bar: Sendable {
        let label: String
        let share: Double
        let note: String
    }

    private let bars: [Bar]

    var count: Int { bars.count }

    func first(_ count: Int) -> LoadBars { LoadBars(bars: Array(bars.prefix(count))) }

    static func of(_ load: BoxLoad?) -> LoadBars {
        guard let load else { return LoadBars(bars: []) }
        let busy = load.cores.reduce(0, +)
        return LoadBars(
            bars: load.gpus.map {
                Bar(label: "gpu\($0.index)", share: $0.utilisation, note: note($0))
            } + [
                Bar(
                    label: "cpu", share: load.cores.isEmpty ? 0 : busy / Double(load.cores.count),
                    note: "load \(MetricText.short(load.loadAverage))"),
                Bar(label: "mem", share: load.memory.share, note: sizes(load.memory)),
                Bar(label: "disk", share: load.disk.share, note: sizes(load.disk)),
            ])
    }

    /// One a processor: where two cores do all the work, the mean hides it.
    static func cores(of load: BoxLoad?) -> LoadBars {
        LoadBars(bars: (load?.cores ?? []).enumerated().map { Bar(label: "cpu\($0.offset)", share: $0.element, note: "") })
    }

    /// `22.1/24G 71 C 318W`
    private static func note(_ gpu: GPULoad) -> String {
        [
            sizes(gpu.memory), gpu.temperature.map { "\(Int($0.rounded())) C" }, gpu.power.map { "\(Int($0.rounded()))W" },
        ].compactMap(\.self).joined(separator: " ")
    }

    /// `22.1/24G`
    private static func sizes(_ usage: Usage) -> String {
        let (used, total) = (Double(usage.used.bytes) / 1_073_741_824, Double(usage.total.bytes) / 1_073_741_824)
        return "\(MetricText.short((used * 10).rounded() / 10))/\(Int(total.rounded()))G"
    }

    func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let note = bars.map(\.note.cellWidth).max() ?? 0
        let width = max(4, min(30, rect.width - 14 - max(10, note)))
        for (row, bar) in bars.enumerated() where row < rect.height {
            let y = rect.y + row
            surface.put(bar.label, x: rect.x + 1, y: y, style: context.theme[.text], width: 5)
            Gauge(bar.share, glyphs: context.glyphs).draw(
                on: &surface, x: rect.x + 7, y: y, width: width,
                style: context.theme[bar.share > 0.9 ? .gaugeHigh : .gauge], rest: context.theme[.gaugeRest])
            let text = "\(Int((bar.share * 100).rounded()))%".padded(to: 5, .right) + " " + bar.note
            surface.put(text, x: rect.x + 7 + width, y: y, style: context.theme[.text], width: max(0, rect.width - 7 - width))
        }
    }
}
