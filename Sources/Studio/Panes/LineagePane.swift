import Domain
package import Terminal

/// Where the selected version came from and where it went: data, job, version, endpoints.
package struct LineagePane: Pane {
    package let name = PaneName.lineage
    package var scope: ActionScope { .pane(.lineage) }
    private var offset = 0
    private var shown: ModelReference?

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        guard shown != context.subject.model else { return }
        shown = context.subject.model
        offset = 0
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(shown?.text.neutralised ?? name.title, trailing: version(context)?.type.rawValue ?? "")
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let end = max(0, (version(context).map { Self.lines(of: $0, context).count } ?? 0) - context.rows)
        offset = movement.scrolled(from: offset, to: end)
    }

    private func version(_ context: PaneContext) -> ModelVersion? {
        context.data.models.first { ModelReference($0) == shown }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let version = version(context) else {
            surface.note("select a version", in: rect, context)
            return
        }
        for (row, line) in Self.lines(of: version, context).dropFirst(offset).prefix(rect.height).enumerated() {
            surface.put(
                line.label.padded(to: 12), x: rect.x + 1, y: rect.y + row, style: context.theme[.textDim], width: 12)
            surface.put(
                line.value.text.neutralised.fitted(to: rect.width - 15, glyphs: context.glyphs), x: rect.x + 14,
                y: rect.y + row, style: context.theme[line.value.role], width: rect.width - 15)
        }
    }

    private static func lines(of version: ModelVersion, _ context: PaneContext) -> [(label: String, value: Field)] {
        let arrow = context.glyphs == .ascii ? " > " : " ─▸ "
        let lineage = version.lineage
        let live = ModelsPane.live(version, context)
        let job = lineage.job.map { name in context.data.jobs[name]?.displayName ?? name.rawValue }
        let way = [
            lineage.data.isEmpty ? nil : lineage.data.keys.sorted().joined(separator: "+"), job ?? "registered by hand",
            ModelReference(version).text, live.isEmpty ? "nowhere live" : live,
        ].compactMap(\.self)
        var lines: [(label: String, value: Field)] = [("lineage", Field(way.joined(separator: arrow), .textStrong))]
        if let job = lineage.job { lines.append(("job", Field(job.rawValue))) }
        lines += lineage.data.sorted { $0.key < $1.key }.map { ("data", Field("\($0.key): \($0.value)")) }
        if let code = lineage.code { lines.append(("code", Field(String(code.rawValue.prefix(12))))) }
        if let environment = lineage.environment { lines.append(("environment", Field(String(environment.rawValue.prefix(12))))) }
        lines += lineage.metrics.sorted { $0.key < $1.key }.map {
            ("metric", Field("\($0.key) \(MetricText.short($0.value))", .textStrong))
        }
        if let description = version.description { lines.append(("about", Field(description.replacing("\n", with: " ")))) }
        lines += version.tags.sorted { $0.key < $1.key }.map { ("tag", Field("\($0.key)=\($0.value)")) }
        lines += version.properties.sorted { $0.key < $1.key }.map { ("property", Field("\($0.key)=\($0.value)", .textDim)) }
        lines.append(("files", Field("\(version.baseName), \(version.size), \(version.contentHash.rawValue.prefix(12))")))
        lines.append(("source", Field("\(version.source)", .textDim)))
        lines.append(("by", Field("\(version.creation.createdBy), \(TimeText.age(of: version.creation.createdAt, at: context.now)) ago")))
        return lines
    }
}
