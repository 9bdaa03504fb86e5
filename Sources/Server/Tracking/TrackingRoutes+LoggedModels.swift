import Domain
import Engine

extension TrackingRoutes {
    mutating func addLoggedModels() {
        let ledger = ledger
        add("POST", "/logged-models") { request in
            let fields = request.fields
            let model = try await ledger.createLoggedModel(
                NewLoggedModel(
                    experiment: try request.experiment(), name: try fields.optionalText("name"),
                    type: try fields.optionalText("model_type") ?? "",
                    sourceRun: try fields.optionalText("source_run_id").flatMap { $0.isEmpty ? nil : RunID($0) },
                    parameters: try fields.pairs("params"), tags: try fields.pairs("tags")),
                by: request.caller)
            return .model(model)
        }
        add("POST", "/logged-models/search") { request in
            let fields = request.fields
            guard try fields.objects("datasets").isEmpty else {
                throw AtelierError(.unsupported, "searching logged models by dataset is not supported")
            }
            let order = try fields.objects("order_by").map { key in
                let direction = try key.truth("ascending", default: true) ? "ASC" : "DESC"
                return "\(try key.filledText("field_name")) \(direction)"
            }
            let page = try await ledger.searchLoggedModels(
                in: try fields.texts("experiment_ids").map { ExperimentID($0) },
                filter: try fields.optionalText("filter"), order: try SearchParser(.loggedModels).orders(order),
                limit: try fields.maximum(default: 100, limit: TrackingLimits.searchResults),
                pageToken: try fields.pageToken(), for: request.caller)
            return .json {
                $0.field("models", page.elements) { writer, model in writer.object { $0.fields(of: model) } }
                $0.field("next_page_token", page.nextToken)
            }
        }
        add("GET", "/logged-models/*") { request in
            .model(try await ledger.loggedModel(try request.model(), for: request.caller))
        }
        add("PATCH", "/logged-models/*") { request in
            let text = try request.fields.filledText("status")
            guard let status = LoggedModelStatus(rawValue: text) else {
                throw WireFields.invalid(.string(text), "status")
            }
            return .model(try await ledger.finalise(try request.model(), status: status, by: request.caller))
        }
        add("DELETE", "/logged-models/*") { request in
            try await ledger.delete(try request.model(), by: request.caller)
            return .empty
        }
        add("PATCH", "/logged-models/*/tags") { request in
            .model(
                try await ledger.setTags(
                    try request.fields.pairs("tags"), of: try request.model(), by: request.caller))
        }
        add("DELETE", "/logged-models/*/tags/*") { request in
            let parts = request.tail.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, let key = parts[1].percentDecoded else { throw WireFields.missingModel }
            try await ledger.removeTag(key, of: LoggedModelID(parts[0]), by: request.caller)
            return .empty
        }
        add("POST", "/logged-models/*/params") { request in
            try await ledger.log(try request.fields.pairs("params"), to: try request.model(), by: request.caller)
            return .empty
        }
        let files = files
        add("GET", "/logged-models/*/artifacts/directories") { request in
            let path = try ArtifactPath(try request.fields.optionalText("artifact_directory_path") ?? "")
            let (place, model) = try await ledger.place(of: path, in: try request.model(), for: request.caller)
            let entries = try await files.list(place)
            return .json {
                $0.field("root_uri", model.artifactURI)
                $0.field(entries: entries, below: path)
            }
        }
    }
}

extension TrackingRequest {
    fileprivate func model() throws -> LoggedModelID {
        guard let id = tail.percentDecoded, !id.isEmpty, !id.contains("/") else { throw WireFields.missingModel }
        return LoggedModelID(id)
    }
}

extension WireFields {
    fileprivate static let missingModel = AtelierError(
        .invalidArgument, "Missing value for required parameter 'model_id'.")
}

extension TrackingAnswer {
    fileprivate static func model(_ model: LoggedModel) -> TrackingAnswer {
        .json { $0.field("model") { $0.fields(of: model) } }
    }
}
