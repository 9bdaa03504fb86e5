package import Domain
import FoundationEssentials
package import Terminal

/// Requests a second and the 95th percentile of one endpoint over the last five minutes, a line a deployment.
package struct RequestsPane: Pane {
    package let name = PaneName.traffic
    package var scope: ActionScope { .pane(.traffic) }
    private let endpoint: EndpointName

    package init(of endpoint: EndpointName) {
        self.endpoint = endpoint
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.endpointLoad] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let names = deployments(context).enumerated().map { "\(Self.letter($0.offset)) \($0.element.rawValue.neutralised)" }
        return BoxTitles(name.title, trailing: names.joined(separator: "  "), bottom: "5 minutes")
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let history = context.data.endpointLoad[endpoint] ?? []
        guard !history.isEmpty else {
            surface.note("nothing measured yet", in: rect, context)
            return
        }
        let isWide = rect.width >= 56
        let places = LayoutStack(isWide ? .columns : .rows, [.fraction(1), .fraction(1)]).divide(rect)
        draw("requests a second", { $0.requestsPerSecond }, history, on: &surface, in: places[0], context)
        draw("p95 ms", { $0.p95 }, history, on: &surface, in: places[1], context)
    }

    private func draw(
        _ title: String, _ value: (DeploymentLoad) -> Double?, _ history: [EndpointLoad], on surface: inout Surface,
        in rect: Rect, _ context: PaneContext
    ) {
        let (head, body) = rect.split(top: 1)
        surface.put(
            title.fitted(to: head.width - 2, glyphs: context.glyphs), x: head.x + 1, y: head.y,
            style: context.theme[.textStrong])
        let names = deployments(context)
        let series = names.enumerated().map { index, name in
            LineChart.Series(
                letter: Self.letter(index),
                samples: history.map { load in
                    LineChart.Sample(
                        x: load.at.timeIntervalSince(context.now),
                        y: load.deployments.first { $0.deployment == name }.flatMap(value))
                })
        }
        let options = LineChart.Options(xRange: -300...0, xLabels: .secondsAgo, glyphs: context.glyphs)
        LineChart(series: series, options: options).draw(
            on: &surface, in: body,
            styles: LineChart.Styles(
                axis: context.theme[.chartAxis], label: context.theme[.chartLabel],
                crosshair: context.theme[.chartCrosshair],
                series: names.indices.map { context.theme[$0 == 0 ? .trafficBlue : .trafficGreen] }))
    }

    private func deployments(_ context: PaneContext) -> [DeploymentName] {
        context.data.deployments(of: endpoint).map(\.name)
    }

    private static func letter(_ index: Int) -> Character { Array("abcdefghijklmnopqrstuvwxyz")[index % 26] }
}
