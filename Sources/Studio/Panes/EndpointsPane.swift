import ControlAPI
package import Domain
package import Terminal

/// The endpoints: their traffic, requests a second and how long an answer takes.
package struct EndpointsPane: TablePane {
    package let name = PaneName.endpoints
    package var scope: ActionScope { .pane(.endpoints) }
    package var list = ListState<EndpointName>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let names = context.data.endpoints.map(\.endpoint.name).filter { name in
            list.filter.map { name.rawValue.contains($0) } ?? true
        }
        let rows = arrangement(context).arranged(names.sorted()) { Self.key(of: $0, $1, context) }
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func subject(_ data: StudioData) -> Subject { Subject(endpoint: list.selected) }
    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.endpointLoad] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let label = context.sizeClass == .small ? "6 Endpoints (5 Models)" : name.label
        return BoxTitles(label + filterMark, trailing: "\(list.rows.count)")
    }

    /// Below this, traffic is told in initials.
    private static let wide = 56

    private static func columns(_ width: Int) -> [Column] {
        [
            Column("", 1, name: "STATE"), Column("NAME", 12, isElastic: true), Column("TRAFFIC", width < wide ? 7 : 20),
            Column("RPS", 4, .right), Column("P95", 6, .right),
        ]
    }

    package func columnNames(_ context: PaneContext) -> [String] { Self.columns(0).map(\.name) }

    private static func key(of name: EndpointName, _ column: String, _ context: PaneContext) -> TableArrangement.Key {
        let load = context.data.endpointLoad[name]?.last
        switch column {
        case "STATE": return .text(optional: context.data.deployments(of: name).map(\.provisioningState.rawValue).max())
        case "NAME": return .text(name.rawValue)
        case "TRAFFIC":
            return .text(optional: context.data.endpoints.first { $0.endpoint.name == name }.map { traffic($0.endpoint) })
        case "RPS": return .number(optional: load?.deployments.reduce(0) { $0 + $1.requestsPerSecond })
        case "P95": return .number(optional: load?.deployments.compactMap(\.p95).max())
        default: return .nothing
        }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note("no endpoints yet: 'atelier online-endpoint create --help'", in: rect, context)
            return
        }
        surface.table(Self.columns(rect.width), list, in: rect, context, arrangement: arrangement(context)) { name in
            guard let details = context.data.endpoints.first(where: { $0.endpoint.name == name }) else { return [] }
            let deployments = context.data.deployments(of: name)
            let states = deployments.map(\.provisioningState)
            let state = states.contains(.failed) ? ProvisioningState.failed : states.first { $0 != .succeeded } ?? .succeeded
            let sign = deployments.isEmpty
                ? Field(context.glyphs == .ascii ? "o" : "○", .stateIdle) : StatusSign.of(state, context.glyphs)
            let load = context.data.endpointLoad[name]?.last
            return [
                sign, Field(name.rawValue.neutralised), Field(Self.traffic(details.endpoint, isShort: rect.width < Self.wide), .textDim),
                Field(Self.rate(load)), Field(Self.slowest(load)),
            ]
        }
    }

    /// `blue 90 green 10`, or in short `b90 g10`
    static func traffic(_ endpoint: OnlineEndpoint, isShort: Bool = false) -> String {
        let live = endpoint.traffic.weights.filter { $0.value > 0 }.sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }
        guard !live.isEmpty else { return isShort ? "none" : "no traffic" }
        return live.map { deployment, share in
            let name = deployment.rawValue.neutralised
            return isShort ? "\(name.prefix(1))\(share)" : "\(name) \(share)"
        }.joined(separator: " ")
    }

    private static func rate(_ load: EndpointLoad?) -> String {
        load.map { rate($0.deployments.reduce(0) { $0 + $1.requestsPerSecond }) } ?? "-"
    }

    /// `2.5`, `412`
    static func rate(_ sum: Double) -> String {
        sum < 10 ? MetricText.short((sum * 10).rounded() / 10) : "\(Int(sum.rounded()))"
    }

    private static func slowest(_ load: EndpointLoad?) -> String {
        load?.deployments.compactMap(\.p95).max().map { "\(rate($0))ms" } ?? "-"
    }
}
