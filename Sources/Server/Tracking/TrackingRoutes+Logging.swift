import Domain
import Engine

extension TrackingRoutes {
    mutating func addLogging() {
        let ledger = ledger
        add("POST", "/runs/log-metric") { request in
            let metric = try request.fields.metric(keyedBy: "key")
            try await ledger.log(one: RunBatch(metrics: [metric]), to: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/log-parameter") { request in
            let parameter = try request.fields.pair()
            try await ledger.log(
                one: RunBatch(parameters: [parameter]), to: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/set-tag") { request in
            let tag = try request.fields.pair()
            try await ledger.log(one: RunBatch(tags: [tag]), to: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/delete-tag") { request in
            try await ledger.removeTag(
                try request.fields.filledText("key"), of: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/log-batch", .fields(limit: TrackingLimits.batchBytes)) { request in
            let fields = request.fields
            let batch = RunBatch(
                metrics: try fields.objects("metrics").map { try $0.metric(keyedBy: "key") },
                parameters: try fields.pairs("params"), tags: try fields.pairs("tags"))
            try await ledger.log(batch, to: try fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/log-inputs", .fields(limit: TrackingRoute.roomyLimit)) { request in
            let fields = request.fields
            try await ledger.log(
                try fields.objects("datasets").map { try $0.dataset() },
                models: try fields.objects("models").map { try $0.modelOutput() }, to: try fields.run(),
                by: request.caller)
            return .empty
        }
        add("POST", "/runs/outputs") { request in
            let outputs = try request.fields.objects("models").map { try $0.modelOutput() }
            try await ledger.log(outputs: outputs, to: try request.fields.run(), by: request.caller)
            return .empty
        }
        add("POST", "/runs/log-model", .fields(limit: TrackingRoute.roomyLimit)) { request in
            let text = try request.fields.filledText("model_json")
            guard case .object? = try? WireReader.read(text) else {
                throw AtelierError(.invalidArgument, "Malformed model info. \n \(text.prefix(500)) \n is not valid JSON.")
            }
            try await ledger.log(modelEntry: text, to: try request.fields.run(), by: request.caller)
            return .empty
        }
    }
}

extension WireFields {
    fileprivate func metric(keyedBy name: String) throws -> LoggedMetric {
        let point = MetricPoint(
            step: try optionalInteger("step") ?? 0, timestamp: try integer("timestamp"), value: try number("value"))
        return LoggedMetric(
            Metric(try filledText(name), point), model: try optionalText("model_id").map { LoggedModelID($0) },
            datasetName: try optionalText("dataset_name"), datasetDigest: try optionalText("dataset_digest"))
    }

    fileprivate func dataset() throws -> DatasetInput {
        let dataset = try object("dataset")
        return DatasetInput(
            name: try dataset.filledText("name"), digest: try dataset.filledText("digest"),
            sourceType: try dataset.text("source_type"), source: try dataset.text("source"),
            schema: try dataset.optionalText("schema"), profile: try dataset.optionalText("profile"),
            tags: try pairs("tags"))
    }

    fileprivate func modelOutput() throws -> ModelOutput {
        ModelOutput(model: LoggedModelID(try filledText("model_id")), step: try optionalInteger("step") ?? 0)
    }
}
