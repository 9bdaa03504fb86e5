import ControlAPI
import Domain
import FoundationEssentials
package import Terminal

/// The registered models: each by its versions, newest first.
package struct ModelsPane: TablePane {
    package let name = PaneName.models
    package var scope: ActionScope { .pane(.models) }
    package var list = ListState<ModelReference>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let models = context.data.models.filter { model in
            !model.isArchived && (list.filter.map { "\(model.name):\(model.version)".contains($0) } ?? true)
        }
        let rows = arrangement(context).arranged(models) { Self.key(of: $0, $1, context) }
        list.replace(rows: rows.map(ModelReference.init), height: context.rows - 1)
    }

    package func subject(_ data: StudioData) -> Subject {
        let model = list.selected.flatMap { wanted in data.models.first { ModelReference($0) == wanted } }
        return Subject(model: list.selected).filled(from: Subject(job: nil, model: model.map(ModelReference.init)))
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let label = context.sizeClass == .small ? "5 Models (6 Endpoints)" : name.label
        return BoxTitles(label + filterMark, trailing: "\(list.rows.count)",
            bottom: list.marks.isEmpty ? "" : list.position)
    }

    private static let columns = [
        Column("NAME", 14, isElastic: true), Column("VER", 4, .right), Column("METRIC", 15, from: 30),
        Column("LIVE ON", 14, from: 46), Column("AGE", 4, .right, from: 56),
    ]

    package func columnNames(_ context: PaneContext) -> [String] { Self.columns.map(\.name) }

    private static func key(of model: ModelVersion, _ column: String, _ context: PaneContext) -> TableArrangement.Key {
        switch column {
        case "NAME": .text(model.name.rawValue.lowercased())
        case "VER": TableArrangement.Key(version: model.version)
        case "METRIC": .number(optional: model.lineage.metrics.min { $0.key < $1.key }?.value)
        case "LIVE ON": .text(optional: live(model, context).isEmpty ? nil : live(model, context))
        case "AGE": .number(context.now.timeIntervalSince(model.creation.createdAt))
        default: .nothing
        }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note("no models yet: '\(context.keymap.way(to: "model.register"))' on a finished job registers one", in: rect, context)
            return
        }
        surface.table(Self.columns, list, in: rect, context, arrangement: arrangement(context)) { reference in
            guard let model = context.data.models.first(where: { ModelReference($0) == reference }) else { return [] }
            let metric = model.lineage.metrics.min { $0.key < $1.key }
            return [
                Field(model.name.rawValue.neutralised), Field(model.version),
                Field(metric.map { "\($0.key.neutralised) \(MetricText.short($0.value))" } ?? "-", .textDim),
                Field(Self.live(model, context), .stateRunning),
                Field(TimeText.age(of: model.creation.createdAt, at: context.now), .textDim),
            ]
        }
    }

    /// Where the version answers requests: `churn-api 90%`.
    static func live(_ model: ModelVersion, _ context: PaneContext) -> String {
        context.data.deployments.compactMap { deployment -> String? in
            guard deployment.model.map({ $0.name == model.name.rawValue && $0.selector == .version(model.version) }) == true,
                let endpoint = context.data.endpoints.first(where: { $0.endpoint.name == deployment.endpoint })
            else { return nil }
            let share = endpoint.endpoint.traffic[deployment.name]
            return "\(deployment.endpoint.rawValue.neutralised) \(share)%"
        }.joined(separator: " ")
    }
}
