package import ControlAPI
package import Domain

extension OnlineDeployment {
    /// What `az ml online-deployment show` prints, and `reason`, `served_by` and `warnings`.
    package func presentation(in scope: Scope) -> JSONValue {
        .members([
            "accelerate": spec.accelerate.map { .string($0.rawValue) },
            "app_insights_enabled": .bool(spec.appInsightsEnabled),
            "code_configuration": spec.code.map {
                ["code": .string($0.code), "scoring_script": .string($0.scoringScript)]
            },
            "code_hash": code.map { .string($0.rawValue) },
            "creation_context": creation.presentation,
            "data_collector": spec.dataCollection?.presentation,
            "description": spec.description.map(JSONValue.string),
            "endpoint_name": .string(endpoint.rawValue),
            "environment": spec.environment?.presentation(hash: environment),
            "environment_variables": JSONValue(spec.environmentVariables),
            "id": .string(scope.id("onlineEndpoints", endpoint.rawValue, "deployments", name.rawValue)),
            "instance_count": JSONValue(spec.instanceCount),
            "instance_type": .string(spec.instanceType),
            "liveness_probe": spec.livenessProbe.presentation,
            "model": modelPresentation,
            "name": .string(name.rawValue),
            "properties": JSONValue(spec.properties),
            "provisioning_state": .string(provisioningState.rawValue),
            "readiness_probe": spec.readinessProbe.presentation,
            "reason": reason.map(JSONValue.string),
            "request_settings": spec.requestSettings.presentation,
            "resourceGroup": .string(scope.group.rawValue),
            "runtime": spec.runtime.map { .string($0.rawValue) },
            "scale_settings": spec.scale?.presentation ?? ["type": "default"],
            "served_by": servedBy.map(JSONValue.string),
            "tags": JSONValue(spec.tags),
            "type": "managed",
            "warnings": warnings.isEmpty ? nil : JSONValue(warnings),
        ])
    }

    /// The version that serves; until that is known, what was asked for.
    private var modelPresentation: JSONValue? {
        if let model { return .string(model.description) }
        switch spec.model {
        case .registered(let reference): return .string(reference.description)
        case .inline(let model): return .string(model.location.description)
        case nil: return nil
        }
    }

    package static let columns = [
        Column("Name", "name"), Column("Endpoint", "endpoint_name"), Column("State", "provisioning_state"),
        Column("Model", "model"), Column("Served by", "served_by"), Column("Instances", "instance_count"), Column("Size", "instance_type"),
        Column("Reason", "reason"),
    ]
}

extension DeploymentDetails {
    /// The deployment, the steps it took, and what is wrong with it when it failed.
    package func presentation(in scope: Scope) -> JSONValue {
        guard case .object(var members) = deployment.presentation(in: scope) else { return .null }
        members["phases"] = .array(phases.map(\.presentation))
        members["diagnosis"] = diagnosis?.presentation
        members["workers"] = workers?.presentation
        return .object(members)
    }
}

extension DeploymentWorkers {
    var presentation: JSONValue {
        .members([
            "condition": .string(condition), "reason": reason.map(JSONValue.string), "restarts": JSONValue(restarts),
            "up": JSONValue(up), "wanted": JSONValue(wanted),
        ])
    }
}

extension DeploymentPhase {
    var presentation: JSONValue {
        .members([
            "ended_at": endedAt.map { JSONValue($0) }, "name": .string(name), "started_at": JSONValue(startedAt),
        ])
    }
}

extension DeploymentDiagnosis {
    var presentation: JSONValue {
        .members([
            "hint": hint.map(JSONValue.string), "log_tail": JSONValue(logTail), "model_tree": JSONValue(modelTree),
            "summary": .string(summary), "traceback": traceback.map(JSONValue.string),
        ])
    }
}

extension RequestSettings {
    var presentation: JSONValue {
        [
            "max_concurrent_requests_per_instance": JSONValue(maxConcurrentRequestsPerInstance),
            "max_queue_wait_ms": JSONValue(maxQueueWaitMilliseconds),
            "request_timeout_ms": JSONValue(requestTimeoutMilliseconds),
        ]
    }
}

extension ScaleSettings {
    var presentation: JSONValue {
        var members: [String: JSONValue] = [
            "max_instances": JSONValue(maxInstances), "min_instances": JSONValue(minInstances),
        ]
        if minInstances == 0 { members["idle_after"] = JSONValue(idleAfter) }
        switch rule {
        case .targetUtilization(let percentage, let interval):
            members["type"] = "target_utilization"
            members["target_utilization_percentage"] = JSONValue(percentage)
            members["polling_interval"] = JSONValue(interval)
        case .queueTime(let target):
            members["type"] = "queue_time"
            members["target_queue_ms"] = JSONValue(target)
        }
        return .object(members)
    }
}

extension ProbeSettings {
    var presentation: JSONValue {
        [
            "failure_threshold": JSONValue(failureThreshold), "initial_delay": JSONValue(initialDelay),
            "period": JSONValue(period), "success_threshold": JSONValue(successThreshold),
            "timeout": JSONValue(timeout),
        ]
    }
}

extension DataCollection {
    fileprivate var presentation: JSONValue {
        .members([
            "collections": .object(Dictionary(uniqueKeysWithValues: collections.map { ($0, ["enabled": true]) })),
            "request_logging": headers.isEmpty ? nil : ["capture_headers": .array(headers.map { .string($0) })],
            "rolling_rate": .string(rollingRate.rawValue), "sampling_rate": .double(samplingRate),
        ])
    }
}
