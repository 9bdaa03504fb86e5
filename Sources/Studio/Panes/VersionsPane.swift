package import Domain
import FoundationEssentials
package import Terminal

/// The versions of one model beside each other: metrics, size, and where each answers.
package struct VersionsPane: TablePane {
    package let name = PaneName.versions
    package var scope: ActionScope { .pane(.versions) }
    package var list = ListState<ModelReference>()
    private let model: ModelName

    package init(of model: ModelName, at version: String?) {
        self.model = model
        list.wanted = version.map { ModelReference(model, $0).text }
    }

    private func versions(_ data: StudioData) -> [ModelVersion] { data.models.filter { $0.name == model } }

    package mutating func refresh(_ context: PaneContext) {
        let matching = versions(context.data).filter { version in
            list.filter.map { "\(version.version) \(version.stage ?? "")".contains($0) } ?? true
        }
        let rows = arrangement(context).arranged(matching) { Self.key(of: $0, $1, context) }.map(ModelReference.init)
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func subject(_ data: StudioData) -> Subject {
        let job = versions(data).first { ModelReference($0) == list.selected }?.lineage.job
        return Subject(job: job, model: list.selected)
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(
            "\(model.rawValue.neutralised) versions" + filterMark,
            trailing: "\(list.rows.count)", bottom: list.position)
    }

    package func columnNames(_ context: PaneContext) -> [String] {
        Self.columns(MetricText.commonest(versions(context.data).map(\.lineage.metrics.keys), room: .max)).map(\.name)
    }

    private static func key(of model: ModelVersion, _ column: String, _ context: PaneContext) -> TableArrangement.Key {
        switch column {
        case "VER": TableArrangement.Key(version: model.version)
        case "STAGE": .text(optional: model.stage)
        case "SIZE": .number(Double(model.size.bytes))
        case "BY": .text(model.creation.createdBy.lowercased())
        case "AGE": .number(context.now.timeIntervalSince(model.creation.createdAt))
        case "LIVE ON": .text(optional: ModelsPane.live(model, context).isEmpty ? nil : ModelsPane.live(model, context))
        default: .number(optional: model.lineage.metrics[column])
        }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note(
                list.filter == nil ? "no version is left" : "no version matches; \(context.keymap.way(to: "go.back")) shows all again", in: rect,
                context)
            return
        }
        let versions = versions(context.data)
        let keys = MetricText.commonest(versions.map(\.lineage.metrics.keys), room: max(1, (rect.width - 60) / 12))
        surface.table(Self.columns(keys), list, in: rect, context, arrangement: arrangement(context)) { reference in
            guard let version = versions.first(where: { ModelReference($0) == reference }) else { return [] }
            return [
                Field(version.version.neutralised, .textStrong),
                Field(version.isArchived ? "archived" : (version.stage ?? "-").neutralised, version.isArchived ? .stateIdle : .text),
            ] + keys.map { Field(version.lineage.metrics[$0].map(MetricText.short) ?? "-") } + [
                Field("\(version.size)", .textDim), Field(version.creation.createdBy.neutralised, .textDim),
                Field(TimeText.age(of: version.creation.createdAt, at: context.now), .textDim),
                Field(ModelsPane.live(version, context), .stateRunning),
            ]
        }
    }

    private static func columns(_ keys: [String]) -> [Column] {
        [Column("VER", 4, .right), Column("STAGE", 9)]
            + keys.map { Column($0.neutralised.fitted(to: 11), 11, .right, name: $0) }
            + [
                Column("SIZE", 9, .right, from: 50), Column("BY", 8, from: 66), Column("AGE", 4, .right, from: 56),
                Column("LIVE ON", 12, isElastic: true),
            ]
    }
}
