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

    /// A job of the experiment that is not over; nil when there is none.
    package func jobUnderWay(in experiment: Experiment) throws -> JobName? {
        let statement = try database.cachedStatement(sql: """
            SELECT run_id FROM run
            WHERE experiment = ? AND is_job AND stage = 'active' AND status IN ('RUNNING', 'SCHEDULED') LIMIT 1
            """)
        return try String.fetchOne(statement, arguments: [experiment.row]).map { JobName($0) }
    }

    /// The latest value of each metric of a job's run; empty when it logged none. What is not a number is left out: no
    /// document can say it, and a run that diverged must still be shown.
    package func latestMetrics(of job: JobName) throws -> [String: Double] {
        guard let (row, _) = try runRow(RunID(job.rawValue)) else { return [:] }
        let metrics = try latestMetrics("[\(row)]")[row] ?? []
        return Dictionary(
            metrics.filter { !$0.point.isNaN }.map { ($0.key, $0.point.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a job's run was told to run with; empty when it logged nothing of the kind.
    package func parameters(of job: JobName) throws -> [String: String] {
        guard let (row, _) = try runRow(RunID(job.rawValue)) else { return [:] }
        let pairs = try pairs("run_parameter", "[\(row)]")[row] ?? []
        return Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func runRow(_ id: RunID) throws -> (row: Int64, info: RunInfo)? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(RunInfo.columns) FROM run r JOIN experiment e ON e.id = r.experiment WHERE r.run_id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id.rawValue]) else { return nil }
        return (row[0], RunInfo(row: row))
    }

    /// Adds what was logged to a page of runs, in their order. Each table is read once for the whole page.
    func runs(_ heads: [(row: Int64, info: RunInfo)]) throws -> [Run] {
        let page = "[\(heads.map { "\($0.row)" }.joined(separator: ","))]"
        let metrics = try latestMetrics(page)
        let parameters = try pairs("run_parameter", page)
        let tags = try pairs("run_tag", page)
        let datasets = try datasets(page)
        let models = try models(page)
        return heads.map { row, info in
            let models = models[row] ?? []
            return Run(
                info: info, metrics: metrics[row] ?? [], parameters: parameters[row] ?? [], tags: tags[row] ?? [],
                datasets: datasets[row] ?? [],
                modelInputs: models.filter { !$0.isOutput }.map(\.model.model.rawValue),
                modelOutputs: models.filter(\.isOutput).map(\.model))
        }
    }

    private func latestMetrics(_ page: String) throws -> [Int64: [Metric]] {
        try grouped(page, "SELECT run, key, step, timestamp, value, is_nan FROM metric_series", by: "run, key") {
            Metric($0[1], MetricPoint(row: $0, from: 2))
        }
    }

    private func pairs(_ table: String, _ page: String) throws -> [Int64: [TrackingPair]] {
        try grouped(page, "SELECT run, key, value FROM \(table)", by: "run, key") { TrackingPair($0[1], $0[2]) }
    }

    private func datasets(_ page: String) throws -> [Int64: [DatasetInput]] {
        let sql = """
            SELECT run, d.name, d.digest, d.source_type, d.source, d.schema, d.profile, i.tags
            FROM run_dataset i JOIN dataset d ON d.id = i.dataset
            """
        return try grouped(page, sql, by: "d.id") { row in
            DatasetInput(
                name: row[1], digest: row[2], sourceType: row[3], source: row[4], schema: row[5], profile: row[6],
                tags: try Document.decode([TrackingPair].self, from: row[7], of: "the inputs of a run"))
        }
    }

    private func models(_ page: String) throws -> [Int64: [(isOutput: Bool, model: ModelOutput)]] {
        try grouped(page, "SELECT run, is_output, model_id, step FROM run_model", by: "step, model_id") { row in
            (row[1], ModelOutput(model: LoggedModelID(row[2] as String), step: row[3]))
        }
    }

    /// The rows of a query whose first column is the run, of the runs of a page (a JSON array of their numbers).
    private func grouped<Value>(
        _ page: String, _ select: String, by order: String, _ value: (Row) throws -> Value
    ) throws -> [Int64: [Value]] {
        let statement = try database.cachedStatement(
            sql: "\(select) WHERE run IN (SELECT value FROM json_each(?)) ORDER BY \(order)")
        let rows = try Row.fetchCursor(statement, arguments: [page])
        var groups: [Int64: [Value]] = [:]
        while let row = try rows.next() { groups[row[0], default: []].append(try value(row)) }
        return groups
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
