import ControlAPI
import Domain
package import FoundationEssentials

/// The dashboard as lines of text, for screen readers, scripts and pipes: words instead of signs, no colours, nothing
/// drawn. A section a noun, an entry a line, fields set off by two spaces or more.
package struct PlainDashboard {
    private let data: StudioData
    private let now: Date

    package init(data: StudioData, now: Date) {
        self.data = data
        self.now = now
    }

    /// A dashboard, not an archive: `atelier job list` has the rest.
    package static let mostJobs = 50

    package var text: String {
        let sections = [engine, section("Computes", computes), section(jobsTitle, jobs), section("Models", models), section("Endpoints", endpoints)]
        return sections.joined(separator: "\n")
    }

    private var engine: String {
        guard let status = data.status else { return "Workspace \(data.workspace.rawValue.neutralised)\n" }
        return """
            Workspace \(data.workspace.rawValue.neutralised)
            Engine up for \(TimeText.age(of: status.startedAt, at: now)), \(Self.count(status.jobsRunning, "job")) running, \
            \(status.jobsQueued) queued

            """
    }

    // MARK: Entries

    private var computes: [[String]] {
        data.computes.map { compute in
            let busy = compute.nodes.count { $0.job != nil }
            return [
                compute.name.rawValue, compute.instanceState.flatMap { $0 == .running ? nil : $0.rawValue }
                    ?? (compute.drain == nil ? compute.provisioningState.rawValue : "Draining"),
                "\(busy) of \(Self.count(compute.nodes.count, "node")) busy", "at most \(compute.spec.maxInstances)",
            ]
        }
    }

    /// Of a search's trials the search tells.
    private var shownJobs: [JobSummary] { data.jobs.all.filter { !$0.isArchived && data.jobs.search(of: $0.name) == nil } }

    private var jobsTitle: String {
        let left = data.jobs.count - data.jobs.names.count
        return left > 0 ? "Jobs, the newest \(data.jobs.names.count) of \(data.jobs.count)" : "Jobs"
    }

    private var jobs: [[String]] {
        shownJobs.map { job in
            [
                job.status.rawValue, job.name.rawValue, job.displayName == job.name.rawValue ? "" : job.displayName,
                time(of: job), job.search.map(Self.text) ?? job.lastMetric?.text ?? "", reason(of: job),
            ]
        }
    }

    /// `sweep 7/20, best auc 0.92`
    private static func text(of search: SearchStanding) -> String {
        "\(search.kind.rawValue) \(search.done)/\(search.limit)" + (search.best.map { ", best \($0.text)" } ?? "")
    }

    private func time(of job: JobSummary) -> String {
        if let position = job.queuePosition { return "number \(position) in the queue" }
        guard let start = job.startedAt else { return "" }
        return TimeText.duration((job.endedAt ?? now).timeIntervalSince(start))
    }

    /// Why it waits, failed or was canceled; how it goes otherwise needs no reason.
    private func reason(of job: JobSummary) -> String {
        let code = job.exitCode.flatMap { $0 == 0 ? nil : "exit \($0)" }
        return [code, job.status == .completed ? nil : job.reason].compactMap(\.self).joined(separator: ": ")
    }

    private var models: [[String]] {
        data.models.filter { !$0.isArchived }.map { model in
            let metric = model.lineage.metrics.min { $0.key < $1.key }
            return [
                "\(model.name):\(model.version)", metric.map { "\($0.key) \(MetricText.short($0.value))" } ?? "",
                "\(TimeText.age(of: model.creation.createdAt, at: now)) old",
            ]
        }
    }

    private var endpoints: [[String]] {
        data.endpoints.sorted { $0.endpoint.name < $1.endpoint.name }.flatMap { details -> [[String]] in
            let endpoint = details.endpoint
            return [[endpoint.name.rawValue, endpoint.provisioningState.rawValue, "", details.scoringURI, ""]]
                + data.deployments(of: endpoint.name).map { deployment in
                    [
                        "\(endpoint.name)/\(deployment.name)", deployment.provisioningState.rawValue,
                        "\(endpoint.traffic[deployment.name])% of the traffic", Self.text(of: deployment.model),
                        deployment.reason ?? "",
                    ]
                }
        }
    }

    private static func text(of model: AssetReference?) -> String {
        guard let model, case .version(let version) = model.selector else { return "" }
        return "\(model.name):\(version)"
    }

    // MARK: Lines

    private func section(_ title: String, _ rows: [[String]]) -> String {
        let lines = rows.isEmpty ? ["  none"] : Self.aligned(rows.map { $0.map(\.oneLine) })
        return ([title] + lines).map { $0 + "\n" }.joined()
    }

    /// Columns as wide as their widest field; one that is empty in every row is left out.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let columns = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let fields = zip(row, columns).filter { $1 > 0 }.map { $0 + String(repeating: " ", count: $1 - $0.count) }
            let line = "  " + fields.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension String {
    /// Harmless for a terminal, and no line of its own.
    fileprivate var oneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ").neutralised
    }
}
