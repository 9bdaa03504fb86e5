import Domain
import Engine

extension TrackingRoutes {
    mutating func addExperiments() {
        let ledger = ledger
        add("POST", "/experiments/create") { request in
            let id = try await ledger.createExperiment(
                named: try request.fields.filledText("name"),
                artifactLocation: try request.fields.optionalText("artifact_location"),
                tags: try request.fields.pairs("tags"), by: request.caller)
            return .json { $0.field("experiment_id", id.rawValue) }
        }
        add("GET", "/experiments/get") { request in
            .experiment(try await ledger.experiment(try request.experiment(), for: request.caller))
        }
        add("GET", "/experiments/get-by-name") { request in
            let name = try request.fields.filledText("experiment_name")
            return .experiment(try await ledger.experiment(named: name, for: request.caller))
        }
        for method in ["GET", "POST"] {
            add(method, "/experiments/search") { request in
                let fields = request.fields
                let page = try await ledger.searchExperiments(
                    view: try fields.view("view_type"), filter: try fields.optionalText("filter"),
                    order: try fields.texts("order_by"),
                    limit: try fields.maximum(
                        default: TrackingLimits.defaultSearchResults, limit: TrackingLimits.searchResults),
                    pageToken: try fields.pageToken(), for: request.caller)
                return .json {
                    $0.field("experiments", page.elements) { writer, experiment in
                        writer.object { $0.fields(of: experiment) }
                    }
                    $0.field("next_page_token", page.nextToken)
                }
            }
        }
        add("POST", "/experiments/update") { request in
            try await ledger.renameExperiment(
                try request.experiment(), to: try request.fields.filledText("new_name"), by: request.caller)
            return .empty
        }
        add("POST", "/experiments/delete") { request in
            try await ledger.setStage(.deleted, of: try request.experiment(), by: request.caller)
            return .empty
        }
        add("POST", "/experiments/restore") { request in
            try await ledger.setStage(.active, of: try request.experiment(), by: request.caller)
            return .empty
        }
        add("POST", "/experiments/set-experiment-tag") { request in
            try await ledger.setTag(try request.fields.pair(), of: try request.experiment(), by: request.caller)
            return .empty
        }
        add("POST", "/experiments/delete-experiment-tag") { request in
            try await ledger.removeTag(
                try request.fields.filledText("key"), of: try request.experiment(), by: request.caller)
            return .empty
        }
    }
}

extension TrackingRequest {
    func experiment() throws -> ExperimentID {
        ExperimentID(try fields.filledText("experiment_id"))
    }
}

extension TrackingAnswer {
    fileprivate static func experiment(_ experiment: Experiment) -> TrackingAnswer {
        .json { writer in
            writer.field("experiment") { $0.fields(of: experiment) }
        }
    }
}
