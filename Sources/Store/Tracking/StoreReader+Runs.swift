package import Domain
import GRDB

extension StoreReader {
    /// What a run is; nil when there is none.
    package func runInfo(_ id: RunID) throws -> RunInfo? {
        try runRow(id)?.info
    }

    /// A run with everything that was logged to it.
    package func run(_ id: RunID) throws -> Run? {
        guard let (row, info) = try runRow(id) else { return nil }
        return try runs([(row, info)]).first
    }

    /// The latest value of each metric of a job's run; empty when it logged none.
    package func latestMetrics(of job: JobName) throws -> [String: Double] {
        guard let (row, _) = try runRow(RunID(job.rawValue)) else { return [:] }
        let metrics = try latestMetrics(row)
        return Dictionary(metrics.map { ($0.key, $0.point.value) }, uniquingKeysWith: { first, _ in first })
    }

    func runRow(_ id: RunID) throws -> (row: Int64, info: RunInfo)? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(RunInfo.columns) FROM run r JOIN experiment e ON e.id = r.experiment WHERE r.run_id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.rawValue]) else { return nil }
        return (row[0], RunInfo(row: row))
    }

    /// Adds what was logged to a page of runs, in their order.
    func runs(_ heads: [(row: Int64, info: RunInfo)]) throws -> [Run] {
        try heads.map { head in
            Run(
                info: head.info, metrics: try latestMetrics(head.row),
                parameters: try pairs(sql: "SELECT key, value FROM run_parameter WHERE run = ?", [head.row]),
                tags: try pairs(sql: "SELECT key, value FROM run_tag WHERE run = ?", [head.row]),
                datasets: try datasets(head.row), modelInputs: try models(head.row, areOutputs: false).map(\.model.rawValue),
                modelOutputs: try models(head.row, areOutputs: true))
        }
    }

    private func latestMetrics(_ run: Int64) throws -> [Metric] {
        let statement = try database.cachedStatement(
            sql: "SELECT key, step, timestamp, value, is_nan FROM metric_series WHERE run = ? ORDER BY key")
        let rows = try Row.fetchCursor(statement, arguments: [run])
        var metrics: [Metric] = []
        while let row = try rows.next() {
            metrics.append(Metric(row[0], MetricPoint(row: row, from: 1)))
        }
        return metrics
    }

    private func datasets(_ run: Int64) throws -> [DatasetInput] {
        let statement = try database.cachedStatement(sql: """
            SELECT d.name, d.digest, d.source_type, d.source, d.schema, d.profile, i.tags
            FROM run_dataset i JOIN dataset d ON d.id = i.dataset WHERE i.run = ? ORDER BY d.id
            """)
        return try Row.fetchAll(statement, arguments: [run]).map { row in
            DatasetInput(
                name: row[0], digest: row[1], sourceType: row[2], source: row[3], schema: row[4], profile: row[5],
                tags: try Document.decode([TrackingPair].self, from: row[6], of: "the inputs of a run"))
        }
    }

    private func models(_ run: Int64, areOutputs: Bool) throws -> [ModelOutput] {
        let statement = try database.cachedStatement(
            sql: "SELECT model_id, step FROM run_model WHERE run = ? AND is_output = ? ORDER BY step, model_id")
        return try Row.fetchAll(statement, arguments: [run, areOutputs]).map { row in
            ModelOutput(model: LoggedModelID(row[0] as String), step: row[1])
        }
    }
}

extension RunInfo {
    static let columns = """
        r.id, r.run_id, r.experiment, e.workspace, r.name, r.user, r.status, r.start_time, r.end_time, r.artifact_uri, \
        r.stage, r.is_job, r.job
        """

    init(row: Row) {
        self.init(
            id: RunID(row[1] as String), experiment: ExperimentID(String(row[2] as Int64)),
            workspace: WorkspaceName(row[3] as String), name: row[4], user: row[5],
            status: RunStatus(rawValue: row[6]) ?? .running, startTime: row[7], endTime: row[8],
            artifactURI: row[9], stage: LifecycleStage(rawValue: row[10]) ?? .active, isJob: row[11],
            job: (row[12] as String?).map { JobName($0) })
    }
}

extension MetricPoint {
    /// Reads step, timestamp, value and is_nan from four columns in a row.
    init(row: Row, from index: Int) {
        self.init(
            step: row[index], timestamp: row[index + 1], value: row[index + 3] as Bool ? .nan : row[index + 2])
    }
}
