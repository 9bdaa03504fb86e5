import ControlAPI
import Domain
import FoundationEssentials
package import Terminal

/// What is known of the screen's job: what it was made of, where it runs, what came out.
package struct DetailsPane: Pane {
    package let name = PaneName.details
    package var scope: ActionScope { .pane(.details) }
    private var offset = 0

    package init() {}

    package func titles(_ context: PaneContext) -> BoxTitles {
        let status = context.subject.job.flatMap { context.data.jobs[$0]?.status.rawValue } ?? ""
        return BoxTitles(name.title, trailing: status)
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        context.subject.job.map { [.details($0, in: context.data)] } ?? []
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        switch movement {
        case .down: offset += 1
        case .up: offset = max(0, offset - 1)
        case .first: offset = 0
        default: break
        }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let name = context.subject.job, let details = context.data.details[name] else {
            surface.note("reading \(context.glyphs.ellipsis)", in: rect, context)
            return
        }
        let lines = Self.lines(of: details, context)
        for (row, line) in lines.dropFirst(min(offset, max(0, lines.count - rect.height))).prefix(rect.height).enumerated() {
            surface.put(
                line.label.padded(to: 12), x: rect.x + 1, y: rect.y + row, style: context.theme[.textDim], width: 12)
            surface.put(
                line.value.neutralised.fitted(to: rect.width - 15, glyphs: context.glyphs), x: rect.x + 14,
                y: rect.y + row, style: context.theme[line.role], width: rect.width - 15)
        }
    }

    private struct Line {
        let label: String
        let value: String
        var role = Role.text
    }

    private static func lines(of details: JobDetails, _ context: PaneContext) -> [Line] {
        let job = details.job
        var lines = [Line(label: "name", value: job.name.rawValue), Line(label: "experiment", value: job.experiment)]
        if let reason = job.reason {
            lines.append(Line(label: "reason", value: reason, role: job.status == .failed ? .stateFailed : .text))
        }
        lines.append(Line(label: "compute", value: [job.compute.rawValue, job.node?.rawValue].compactMap(\.self).joined(separator: " / ")))
        if let start = job.startedAt {
            lines.append(Line(label: "time", value: TimeText.duration((job.endedAt ?? context.now).timeIntervalSince(start))))
        }
        lines.append(Line(label: "by", value: "\(job.creation.createdBy), \(TimeText.age(of: job.creation.createdAt, at: context.now)) ago"))
        if let code = job.code { lines.append(Line(label: "code", value: String(code.rawValue.prefix(12)))) }
        if let environment = job.environment {
            lines.append(Line(label: "environment", value: String(environment.rawValue.prefix(12))))
        }
        if let parent = job.spec.parentJobName { lines.append(Line(label: "search", value: parent.rawValue)) }
        lines += WorkFacts(job.spec.work, properties: job.spec.properties).facts.map { Line(label: $0.label, value: $0.value) }
        lines += job.warnings.map { Line(label: "warning", value: $0, role: .logWarning) }
        lines += details.metrics.sorted { $0.key < $1.key }.map {
            Line(label: "metric", value: "\($0.key) \(MetricText.short($0.value))", role: .textStrong)
        }
        lines += details.outputs.sorted { $0.key < $1.key }.map { Line(label: "output", value: "\($0.key): \($0.value)") }
        lines += job.spec.tags.sorted { $0.key < $1.key }.map { Line(label: "tag", value: "\($0.key)=\($0.value)") }
        if let work = job.spec.work.command {
            lines.append(Line(label: "command", value: work.command.replacing("\n", with: " ")))
        }
        lines += details.parameters.sorted { $0.key < $1.key }.map {
            Line(label: "param", value: "\($0.key) \($0.value)")
        }
        return lines
    }
}
