package import Domain
import FoundationEssentials
import Store

extension TrackingLedger {
    /// Logs metrics, parameters and tags, all or none. On disk when this returns.
    package func log(_ batch: RunBatch, to run: RunID, by caller: TrackingCaller) async throws {
        try check(batch)
        try await write(run, by: caller) { transaction, row in
            try transaction.log(batch.parameters, toRun: row)
            try transaction.setTags(batch.tags, ofRun: row)
            try transaction.log(batch.metrics, toRun: row)
            try transaction.noteModelMetrics(batch.metrics, ofRun: row)
            try Self.follow(batch.tags, toRun: row, by: caller, in: transaction)
        }
    }

    /// Logs one metric, parameter or tag; the paths in errors are those of the single requests.
    package func log(one batch: RunBatch, to run: RunID, by caller: TrackingCaller) async throws {
        for metric in batch.metrics { try check(metric, path: "") }
        for parameter in batch.parameters { try check(parameter: parameter, path: "") }
        for tag in batch.tags { try check(tag, path: "") }
        try await write(run, by: caller) { transaction, row in
            try transaction.log(batch.parameters, toRun: row)
            try transaction.setTags(batch.tags, ofRun: row)
            try transaction.log(batch.metrics, toRun: row)
            try transaction.noteModelMetrics(batch.metrics, ofRun: row)
        }
    }

    package func removeTag(_ key: String, of run: RunID, by caller: TrackingCaller) async throws {
        try await write(run, by: caller) { transaction, row in
            guard try transaction.removeTag(key, ofRun: row) else {
                throw AtelierError(.notFound, "No tag with name: \(key.neutralised) in run with id \(run)")
            }
        }
    }

    package func log(
        _ datasets: [DatasetInput], models: [ModelOutput], to run: RunID, by caller: TrackingCaller
    ) async throws {
        guard datasets.count <= TrackingLimits.datasetsPerRequest else {
            throw AtelierError(
                .invalidArgument, "A request may log at most \(TrackingLimits.datasetsPerRequest) datasets.")
        }
        for (index, dataset) in datasets.enumerated() { try check(dataset, path: "datasets[\(index)]") }
        try await write(run, by: caller) { transaction, row in
            try transaction.log(datasets, toRun: row)
            try transaction.log(models, areOutputs: false, toRun: row)
        }
    }

    package func log(outputs: [ModelOutput], to run: RunID, by caller: TrackingCaller) async throws {
        try await write(run, by: caller) { transaction, row in
            try transaction.log(outputs, areOutputs: true, toRun: row)
        }
    }

    /// Appends to the run's list of logged models (MLflow 2): `entry` is one JSON object.
    package func log(modelEntry entry: String, to run: RunID, by caller: TrackingCaller) async throws {
        try await write(run, by: caller) { transaction, row in
            let old = try transaction.tag(RunTag.loggedModels, ofRun: row) ?? "[]"
            // A user may have set the tag to anything.
            let isList = (try? JSONDecoder().decode([JSONValue].self, from: Data(old.utf8))) != nil
            let inner = isList ? old.dropFirst().dropLast() : ""
            let list = inner.isEmpty ? "[\(entry)]" : "[\(inner), \(entry)]"
            try transaction.setTags([TrackingPair(RunTag.loggedModels, list)], ofRun: row)
        }
    }

    package func history(
        of key: String, run: RunID, limit: Int, pageToken: String?, for caller: TrackingCaller
    ) async throws -> Page<MetricPoint> {
        try await requireRead(run, caller)
        let after = try pageToken.map { try PageToken(parsing: $0, count: 3) }
        return try await context.store.read { try $0.history(of: key, run: run, after: after, limit: limit) }
    }

    func check(_ tag: TrackingPair, path: String) throws {
        try TrackingRules.checkKey(tag.key, path: join(path, "key"))
        try TrackingRules.checkLength(tag.value, atMost: TrackingLimits.tagValueLength, path: join(path, "value"))
    }

    private func check(_ batch: RunBatch) throws {
        let (metrics, parameters, tags) = (batch.metrics.count, batch.parameters.count, batch.tags.count)
        try check(metrics, atMost: TrackingLimits.metricsPerBatch, of: "metrics")
        try check(parameters, atMost: TrackingLimits.parametersPerBatch, of: "params")
        try check(tags, atMost: TrackingLimits.tagsPerBatch, of: "tags")
        try check(metrics + parameters + tags, atMost: TrackingLimits.entitiesPerBatch, of: "metrics, params, and tags")
        for (index, metric) in batch.metrics.enumerated() { try check(metric, path: "metrics[\(index)]") }
        try check(batch.parameters)
        for (index, tag) in batch.tags.enumerated() { try check(tag, path: "tags[\(index)]") }
    }

    private func check(_ count: Int, atMost limit: Int, of what: String) throws {
        guard count <= limit else {
            throw AtelierError(
                .invalidArgument,
                "A batch logging request can contain at most \(limit) \(what). Got \(count) \(what). Please split up "
                    + "\(what) across multiple requests and try again.")
        }
    }

    private func check(_ metric: LoggedMetric, path: @autoclosure () -> String) throws {
        if !metric.metric.key.isPlainKey {
            try TrackingRules.checkKey(metric.metric.key, path: join(path(), "name"))
        }
        guard metric.metric.point.timestamp >= 0 else {
            throw AtelierError(
                .invalidArgument,
                "Invalid value \(metric.metric.point.timestamp) for parameter '\(join(path(), "timestamp"))' supplied: "
                    + "Timestamp must be a non-negative long (64-bit integer).")
        }
    }

    func check(_ parameters: [TrackingPair]) throws {
        for (index, parameter) in parameters.enumerated() { try check(parameter: parameter, path: "params[\(index)]") }
    }

    private func check(parameter: TrackingPair, path: String) throws {
        try TrackingRules.checkKey(parameter.key, path: join(path, "key"))
        try TrackingRules.checkLength(
            parameter.value, atMost: TrackingLimits.parameterValueLength, path: join(path, "value"))
    }

    private func check(_ dataset: DatasetInput, path: String) throws {
        let limits = [
            ("name", dataset.name, TrackingLimits.datasetNameLength),
            ("digest", dataset.digest, TrackingLimits.datasetDigestLength),
            ("source", dataset.source, TrackingLimits.datasetSourceLength),
            ("schema", dataset.schema ?? "", TrackingLimits.datasetSchemaLength),
            ("profile", dataset.profile ?? "", TrackingLimits.datasetProfileLength),
        ]
        for (field, value, limit) in limits {
            try TrackingRules.checkLength(value, atMost: limit, path: "\(path).dataset.\(field)")
        }
        for (index, tag) in dataset.tags.enumerated() {
            let place = "\(path).tags[\(index)]"
            try TrackingRules.checkLength(tag.key, atMost: TrackingLimits.inputTagKeyLength, path: place + ".key")
            try TrackingRules.checkLength(tag.value, atMost: TrackingLimits.inputTagValueLength, path: place + ".value")
        }
    }

    private func join(_ path: String, _ field: String) -> String {
        path.isEmpty ? field : "\(path).\(field)"
    }
}

extension String {
    /// Whether a look at the bytes is enough to accept it as a key: ASCII letters, digits, `_` and `-`.
    fileprivate var isPlainKey: Bool {
        utf8.count <= TrackingLimits.keyLength && !utf8.isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
