import Domain
import Engine

extension TrackingRoutes {
    mutating func addRuns() {
        let ledger = ledger
        add("POST", "/runs/create") { request in
            let fields = request.fields
            let run = try await ledger.createRun(
                NewRun(
                    experiment: ExperimentID(try fields.optionalText("experiment_id") ?? "0"),
                    name: try fields.optionalText("run_name"), user: try fields.optionalText("user_id") ?? "",
                    startTime: try fields.optionalInteger("start_time"), tags: try fields.pairs("tags"),
                    idempotencyKey: request.idempotencyKey),
                by: request.caller)
            return .run(run)
        }
        add("GET", "/runs/get") { request in
            .run(try await ledger.run(try request.fields.run(), for: request.caller))
        }
        add("POST", "/runs/update") { request in
            let fields = request.fields
            let change = RunChange(
                status: try fields.status("status"), endTime: try fields.optionalInteger("end_time"),
                name: try fields.optionalText("run_name"))
            let info = try await ledger.updateRun(try fields.run(), change, by: request.caller)
            return .json { $0.field("run_info") { $0.fields(of: info) } }
        }
        add("POST", "/runs/delete") { request in
            try await ledger.setStage(.deleted, of: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/restore") { request in
            try await ledger.setStage(.active, of: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/search") { request in
            let fields = request.fields
            let page = try await ledger.searchRuns(
                in: try fields.texts("experiment_ids").map { ExperimentID($0) },
                view: try fields.view("run_view_type"), filter: try fields.optionalText("filter"),
                order: try fields.texts("order_by"),
                limit: try fields.maximum(
                    default: TrackingLimits.defaultSearchResults, limit: TrackingLimits.searchResults),
                pageToken: try fields.pageToken(), for: request.caller)
            return .json {
                $0.field("runs", page.elements) { writer, run in writer.object { $0.fields(of: run) } }
                $0.field("next_page_token", page.nextToken)
            }
        }
    }
}

extension TrackingAnswer {
    fileprivate static func run(_ run: Run) -> TrackingAnswer {
        .json { $0.field("run") { $0.fields(of: run) } }
    }
}

extension WireFields {
    fileprivate func status(_ name: String) throws -> RunStatus? {
        guard let text = try optionalText(name), !text.isEmpty else { return nil }
        guard let status = RunStatus(rawValue: text) else { throw Self.invalid(.string(text), name) }
        return status
    }
}
