import Domain

/// MLflow's messages, field names as its protocol has them.
extension WireWriter {
    mutating func field(pairs name: StaticString, _ pairs: [TrackingPair]) {
        field(name, pairs) { writer, pair in
            writer.object {
                $0.field("key", pair.key)
                $0.field("value", pair.value)
            }
        }
    }

    mutating func fields(of experiment: Experiment) {
        field("experiment_id", experiment.id.rawValue)
        field("name", experiment.name)
        field("artifact_location", experiment.artifactLocation)
        field("lifecycle_stage", experiment.stage.rawValue)
        field("last_update_time", experiment.updatedAt)
        field("creation_time", experiment.createdAt)
        field(pairs: "tags", experiment.tags)
    }

    mutating func fields(of info: RunInfo) {
        field("run_uuid", info.id.rawValue)
        field("experiment_id", info.experiment.rawValue)
        field("run_name", info.name)
        field("user_id", info.user)
        field("status", info.status.rawValue)
        field("start_time", info.startTime)
        field("end_time", info.endTime)
        field("artifact_uri", info.artifactURI)
        field("lifecycle_stage", info.stage.rawValue)
        field("run_id", info.id.rawValue)
    }

    mutating func fields(of run: Run) {
        field("info") { $0.fields(of: run.info) }
        field("data") {
            $0.field("metrics", run.metrics) { $0.metric($1.key, $1.point) }
            $0.field(pairs: "params", run.parameters)
            $0.field(pairs: "tags", run.tags)
        }
        field("inputs") {
            $0.field("dataset_inputs", run.datasets) { $0.dataset($1) }
            $0.field("model_inputs", run.modelInputs) { writer, model in
                writer.object { $0.field("model_id", model) }
            }
        }
        field("outputs") {
            $0.field("model_outputs", run.modelOutputs) { writer, output in
                writer.object {
                    $0.field("model_id", output.model.rawValue)
                    $0.field("step", output.step)
                }
            }
        }
    }

    mutating func metric(_ key: String, _ point: MetricPoint, run: RunID? = nil) {
        object {
            $0.field("key", key)
            $0.field("value", point.value)
            $0.field("timestamp", point.timestamp)
            $0.field("step", point.step)
            $0.field("run_id", run?.rawValue)
        }
    }

    mutating func fields(of model: LoggedModel) {
        field("info") {
            $0.field("model_id", model.id.rawValue)
            $0.field("experiment_id", model.experiment.rawValue)
            $0.field("name", model.name)
            $0.field("creation_timestamp_ms", model.createdAt)
            $0.field("last_updated_timestamp_ms", model.updatedAt)
            $0.field("artifact_uri", model.artifactURI)
            $0.field("status", model.status.rawValue)
            $0.field("model_type", model.type)
            $0.field("source_run_id", model.sourceRun?.rawValue)
            $0.field("status_message", model.statusMessage)
            $0.field(pairs: "tags", model.tags)
        }
        field("data") {
            $0.field(pairs: "params", model.parameters)
            $0.field("metrics", model.metrics) { $0.modelMetric($1, of: model.id) }
        }
    }

    private mutating func modelMetric(_ metric: LoggedModelMetric, of model: LoggedModelID) {
        object {
            $0.field("key", metric.metric.key)
            $0.field("value", metric.metric.point.value)
            $0.field("timestamp", metric.metric.point.timestamp)
            $0.field("step", metric.metric.point.step)
            $0.field("dataset_name", metric.datasetName)
            $0.field("dataset_digest", metric.datasetDigest)
            $0.field("model_id", model.rawValue)
            $0.field("run_id", metric.run.rawValue)
        }
    }

    private mutating func dataset(_ input: DatasetInput) {
        object {
            $0.field(pairs: "tags", input.tags)
            $0.field("dataset") {
                $0.field("name", input.name)
                $0.field("digest", input.digest)
                $0.field("source_type", input.sourceType)
                $0.field("source", input.source)
                $0.field("schema", input.schema)
                $0.field("profile", input.profile)
            }
        }
    }
}
