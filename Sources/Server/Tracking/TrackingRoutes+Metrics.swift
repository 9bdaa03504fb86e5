import Domain
import Engine

extension TrackingRoutes {
    mutating func addMetrics() {
        let ledger = ledger
        add("GET", "/metrics/get-history") { request in
            let fields = request.fields
            let key = try fields.filledText("metric_key")
            // MLflow without max_results answers everything; with a token or a maximum, a page.
            let limit = try fields.maximum(default: Int(Int32.max), limit: Int(Int32.max))
            let page = try await ledger.history(
                of: key, run: try fields.run(), limit: limit, pageToken: try fields.pageToken(), for: request.caller)
            return .json {
                $0.reserve(page.elements.count * (key.utf8.count + 72))
                $0.field("metrics", page.elements) { $0.metric(key, $1) }
                $0.field("next_page_token", page.nextToken)
            }
        }
        add("GET", "/metrics/get-history-bulk") { request in
            let fields = request.fields
            let key = try fields.filledText("metric_key"), runs = try fields.texts("run_id")
            guard !runs.isEmpty, runs.count <= TrackingLimits.bulkRuns else {
                throw AtelierError(
                    .invalidArgument,
                    "GetMetricHistoryBulk request must specify 1 to \(TrackingLimits.bulkRuns) run_id values. "
                        + "Got \(runs.count).")
            }
            var room = try fields.maximum(default: TrackingLimits.historyPage, limit: TrackingLimits.historyPage)
            var series: [(run: RunID, points: [MetricPoint])] = []
            for run in runs.sorted().map({ RunID($0) }) where room > 0 {
                let page = try await ledger.history(
                    of: key, run: run, limit: room, pageToken: nil, for: request.caller)
                room -= page.elements.count
                series.append((run, page.elements))
            }
            let all = series.flatMap { run, points in points.map { (run: run, point: $0) } }
            return .json {
                $0.field("metrics", all) { $0.metric(key, $1.point, run: $1.run) }
            }
        }
    }
}
