import ControlAPI
package import Domain
import FoundationEssentials
package import Terminal

/// The deployments of one endpoint side by side: what each serves, how it answers, and the processes that do it.
package struct DeploymentsPane: Pane {
    package let name = PaneName.deployments
    package var scope: ActionScope { .pane(.deployments) }
    private let endpoint: EndpointName
    /// How far the columns are scrolled.
    private var offset = 0

    package init(of endpoint: EndpointName) {
        self.endpoint = endpoint
    }

    package func subject(_ data: StudioData) -> Subject { Subject(endpoint: endpoint) }
    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        var subscriptions: Set<Subscription> = [.endpointLoad]
        if let rollout = shown(context)?.rollout, rollout.isActive {
            subscriptions.insert(.rollout(endpoint, since: rollout.startedAt))
        }
        return subscriptions
    }

    private func shown(_ context: PaneContext) -> OnlineEndpoint? {
        context.data.endpoints.first { $0.endpoint.name == endpoint }?.endpoint
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let details = context.data.endpoints.first { $0.endpoint.name == endpoint }
        return BoxTitles(
            endpoint.rawValue.neutralised, trailing: details?.scoringURI.neutralised ?? "gone",
            bottom: details.map { "revision \($0.endpoint.revision), \($0.endpoint.authMode.rawValue) auth" } ?? "")
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let longest = context.data.deployments(of: endpoint).map { lines(of: $0, context).count }.max() ?? 0
        let end = max(0, longest - context.rows + 2)
        offset = movement.scrolled(from: offset, to: end)
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let deployments = context.data.deployments(of: endpoint)
        guard !deployments.isEmpty else {
            surface.note("no deployments yet: 'atelier online-deployment create --help'", in: rect, context)
            return
        }
        var rect = rect
        if let lines = shown(context).flatMap({ RolloutBand(of: $0, context) })?.lines {
            let (band, rest) = rect.split(top: min(lines.count, max(1, rect.height / 3)))
            draw(lines, on: &surface, in: band.inset(left: 1, right: 1), context)
            rect = rest
        }
        let places = LayoutStack(.columns, deployments.map { _ in .fraction(1, minimum: 1) }).divide(rect)
        for (index, deployment) in deployments.enumerated() {
            draw(deployment, isFirst: index == 0, on: &surface, in: places[index].inset(left: 1, right: 1), context)
        }
    }

    private func draw(
        _ deployment: OnlineDeployment, isFirst: Bool, on surface: inout Surface, in rect: Rect, _ context: PaneContext
    ) {
        let share = share(of: deployment, context)
        let style = context.theme[isFirst ? .trafficBlue : .trafficGreen]
        let sign = StatusSign.of(deployment.provisioningState, context.glyphs)
        var x = rect.x + surface.put(sign.text + " ", x: rect.x, y: rect.y, style: context.theme[sign.role])
        let model = deployment.model.map { "\($0)".replacing("azureml:", with: "") } ?? "no model"
        x += surface.put(
            "\(deployment.name.rawValue.uppercased()) ".neutralised, x: x, y: rect.y, style: style, width: rect.maxX - x)
        surface.put(
            "\(model) ".neutralised + state(of: deployment, share), x: x, y: rect.y, style: context.theme[.textStrong],
            width: rect.maxX - x)
        let text = "\(share)%".padded(to: 5, .right)
        Gauge(Double(share) / 100, glyphs: context.glyphs).draw(
            on: &surface, x: rect.x, y: rect.y + 1, width: max(0, rect.width - 5), style: style,
            rest: context.theme[.gaugeRest])
        surface.put(text, x: max(rect.x, rect.maxX - 5), y: rect.y + 1, style: context.theme[.text])
        let body = rect.split(top: 2).rest
        draw(Array(lines(of: deployment, context).dropFirst(offset)), on: &surface, in: body, context)
    }

    private func draw(_ lines: [Field], on surface: inout Surface, in body: Rect, _ context: PaneContext) {
        for (row, line) in lines.prefix(body.height).enumerated() {
            surface.put(
                line.text.neutralised.fitted(to: body.width, glyphs: context.glyphs), x: body.x, y: body.y + row,
                style: context.theme[line.role], width: body.width)
        }
    }

    private func share(of deployment: OnlineDeployment, _ context: PaneContext) -> Int {
        shown(context)?.traffic[deployment.name] ?? 0
    }

    private func state(of deployment: OnlineDeployment, _ share: Int) -> String {
        switch deployment.provisioningState {
        case .succeeded: share == 0 ? "idle" : share == 100 ? "serving" : "sharing"
        default: deployment.provisioningState.rawValue.lowercased()
        }
    }

    private func lines(of deployment: OnlineDeployment, _ context: PaneContext) -> [Field] {
        var lines: [Field] = []
        if deployment.provisioningState != .succeeded, let reason = deployment.reason {
            lines.append(Field(reason, deployment.provisioningState == .failed ? .stateFailed : .stateQueued))
        }
        lines += deployment.warnings.map { Field($0, .logWarning) }
        let load = context.data.endpointLoad[endpoint]?.last?.deployments.first { $0.deployment == deployment.name }
        guard let load else { return lines + [Field("nothing measured yet", .textDim)] }
        lines.append(
            Field(
                "rps \(EndpointsPane.rate(load.requestsPerSecond))   errors \(EndpointsPane.rate(load.errorsPerSecond))/s",
                load.errorsPerSecond > 0 ? .logError : .text))
        let times = [("p50", load.p50), ("p95", load.p95), ("p99", load.p99)].map { name, value in
            "\(name) \(value.map { MetricText.short(($0 * 10).rounded() / 10) } ?? "-")"
        }
        lines.append(Field(times.joined(separator: "  ") + " ms"))
        lines.append(Field("in flight \(load.inFlight)   queued \(load.queued)"))
        lines.append(Field(Self.row("PID", "STATE", "MEMORY", "CPU", "AGE", "RESTARTS"), .textDim))
        lines += load.workers.map { worker in
            let text = Self.row(
                "\(worker.pid)", worker.state.neutralised, "\(worker.memory)",
                MetricText.short((worker.processors * 100).rounded() / 100),
                TimeText.age(of: worker.startedAt, at: context.now), "\(worker.restarts)")
            return Field(text, worker.state == "starting" ? .stateQueued : .text)
        }
        return lines
    }

    /// A row of the workers' table, or its heading.
    private static func row(
        _ pid: String, _ state: String, _ memory: String, _ processors: String, _ age: String, _ restarts: String
    ) -> String {
        [
            pid.padded(to: 7, .right), state.padded(to: 8), memory.padded(to: 9, .right),
            processors.padded(to: 5, .right), age.padded(to: 5, .right), restarts.padded(to: 9, .right),
        ].joined(separator: " ")
    }
}
