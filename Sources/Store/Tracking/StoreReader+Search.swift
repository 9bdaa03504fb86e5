package import Domain
import GRDB

extension StoreReader {
    /// The runs of some experiments that a filter lets through. Ties fall to the newest start, then to the id.
    package func searchRuns(
        in experiments: [ExperimentID], workspace: WorkspaceName, view: LifecycleView, filter: SearchFilter,
        order: [SearchOrder], limit: Int, after: PageToken?
    ) throws -> Page<Run> {
        let rows = try experiments.compactMap { try experiment($0, in: workspace)?.row }
        guard !rows.isEmpty else { return Page(elements: [], nextToken: nil) }
        var search = SearchSQL(.runs)
        search.add("r.experiment IN (\(SearchSQL.marks(rows.count)))", rows)
        search.add(view, column: "r.stage")
        try search.add(filter)
        try search.add(order)
        let page = try rowPage(
            select: RunInfo.columns, from: "run r JOIN experiment e ON e.id = r.experiment", search,
            ties: "r.start_time IS NULL, r.start_time DESC, r.run_id", limit: limit, after: after)
        let heads = page.elements.map { (row: $0[0] as Int64, info: RunInfo(row: $0)) }
        return Page(elements: try runs(heads), nextToken: page.nextToken)
    }

    package func searchExperiments(
        in workspace: WorkspaceName, view: LifecycleView, filter: SearchFilter, order: [SearchOrder], limit: Int,
        after: PageToken?
    ) throws -> Page<Experiment> {
        var search = SearchSQL(.experiments)
        search.add("e.workspace = ?", [workspace.rawValue])
        search.add(view, column: "e.stage")
        try search.add(filter)
        try search.add(order)
        let columns = "e.id, e.workspace, e.name, e.artifact_location, e.stage, e.created_at, e.updated_at"
        let page = try rowPage(
            select: columns, from: "experiment e", search, ties: "e.created_at DESC, e.id DESC", limit: limit,
            after: after)
        return Page(elements: try page.elements.map(experiment), nextToken: page.nextToken)
    }

    package func searchLoggedModels(
        in experiments: [ExperimentID], workspace: WorkspaceName, filter: SearchFilter, order: [SearchOrder],
        limit: Int, after: PageToken?
    ) throws -> Page<LoggedModel> {
        let rows = try experiments.compactMap { try experiment($0, in: workspace)?.row }
        guard !rows.isEmpty else { return Page(elements: [], nextToken: nil) }
        var search = SearchSQL(.loggedModels)
        search.add("m.experiment IN (\(SearchSQL.marks(rows.count)))", rows)
        search.add(.active, column: "m.stage")
        try search.add(filter)
        try search.add(order)
        let page = try rowPage(
            select: LoggedModel.columns, from: "logged_model m JOIN experiment e ON e.id = m.experiment", search,
            ties: "m.created_at DESC, m.model_id", limit: limit, after: after)
        return Page(elements: try page.elements.map(loggedModel), nextToken: page.nextToken)
    }

    private func rowPage(
        select columns: String, from table: String, _ search: SearchSQL, ties: String, limit: Int, after: PageToken?
    ) throws -> Page<Row> {
        let offset = after?.numbers.first ?? 0
        guard offset >= 0 else { throw AtelierError(.invalidArgument, "Invalid page token") }
        let sql = """
            SELECT \(columns) FROM \(table) \(search.joins.joined(separator: " "))
            WHERE \(search.conditions.joined(separator: " AND "))
            ORDER BY \((search.orders + [ties]).joined(separator: ", ")) LIMIT ? OFFSET ?
            """
        let arguments = search.joinArguments + search.conditionArguments + [Int64(limit) + 1, offset]
        let rows = try Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments))
        guard rows.count > limit else { return Page(elements: rows, nextToken: nil) }
        return Page(elements: Array(rows.prefix(limit)), nextToken: PageToken([offset + Int64(limit)]).text)
    }
}

extension SearchSQL {
    fileprivate mutating func add(_ view: LifecycleView, column: String) {
        switch view {
        case .active: add("\(column) = 'active'", [])
        case .deleted: add("\(column) = 'deleted'", [])
        case .all: break
        }
    }
}

extension SearchSQL.Tables {
    fileprivate static let runs = SearchSQL.Tables(
        attributes: [
            "run_id": "r.run_id", "run_name": "r.name", "user_id": "r.user", "status": "r.status",
            "artifact_uri": "r.artifact_uri", "start_time": "r.start_time", "end_time": "r.end_time",
        ],
        tags: ("run_tag", "run"), parameters: ("run_parameter", "run"), metrics: ("metric_series", "run"), id: "r.id")

    fileprivate static let experiments = SearchSQL.Tables(
        attributes: [
            "name": "e.name", "experiment_id": "CAST(e.id AS TEXT)", "creation_time": "e.created_at",
            "last_update_time": "e.updated_at",
        ],
        tags: ("experiment_tag", "experiment"), parameters: nil, metrics: nil, id: "e.id")

    fileprivate static let loggedModels = SearchSQL.Tables(
        attributes: [
            "name": "m.name", "model_id": "m.model_id", "model_type": "m.type", "status": "m.status",
            "source_run_id": "m.source_run", "creation_timestamp": "m.created_at",
            "last_updated_timestamp": "m.updated_at", "experiment_id": "CAST(m.experiment AS TEXT)",
        ],
        tags: ("logged_model_tag", "model"), parameters: ("logged_model_parameter", "model"),
        metrics: ("logged_model_metric", "model"), id: "m.id")
}
