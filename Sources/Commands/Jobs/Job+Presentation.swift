package import ControlAPI
import Documents
package import Domain
import FoundationEssentials

extension Job {
    /// What `az ml job show` prints, and what a person wants to know besides: `reason`, `exit_code`, `warnings`.
    /// - Parameters:
    ///   - trackingURI: where MLflow clients find the job's run; nil leaves the service out.
    ///   - details: what only `show` knows.
    package func presentation(
        in scope: Scope, trackingURI: String? = nil, details: JobDetails? = nil
    ) -> JSONValue {
        .members([
            "compute": .string("azureml:\(compute)"),
            "cost": costLine(at: Date())?.field,
            "creation_context": creation.presentation,
            "description": spec.description.map(JSONValue.string),
            "display_name": .string(displayName),
            "ended_at": endedAt.map { JSONValue($0) },
            "exit_code": exitCode.map { JSONValue($0) },
            "experiment_name": .string(experiment),
            "id": .string(scope.id("jobs", name.rawValue)),
            "is_archived": isArchived ? true : nil,
            "metrics": details.map { .object($0.metrics.mapValues(JSONValue.double)) },
            "name": .string(name.rawValue),
            "node": node.map { .string($0.rawValue) },
            "nodes": nodes.count > 1 ? .array(nodes.map { .string($0.rawValue) }) : JSONValue?.none,
            "outputs": outputs(details),
            "parent_job_name": spec.parentJobName.map { .string($0.rawValue) },
            "properties": JSONValue(spec.properties),
            "queue_settings": spec.queue?.written,
            "reason": reason.map(JSONValue.string),
            "resourceGroup": .string(scope.group.rawValue),
            "services": services(in: scope, trackingURI: trackingURI),
            "started_at": startedAt.map { JSONValue($0) },
            "status": .string(status.rawValue),
            "tags": JSONValue(spec.tags),
            "warnings": warnings.isEmpty ? nil : JSONValue(warnings),
        ]).merged(with: workPresentation)
    }

    private func services(in scope: Scope, trackingURI: String?) -> JSONValue {
        let own: JSONValue = .members([
            "Studio": [
                "endpoint": .string("atelier://workspaces/\(scope.workspace)/jobs/\(name)"), "type": "Studio",
            ],
            "Tracking": trackingURI.map { ["endpoint": .string($0), "type": "Tracking"] },
        ])
        guard case .object(let members) = own else { return own }
        return .object(members.merging(declaredServices()) { own, _ in own })
    }

    /// `default` is the whole run folder, which Azure ML lists with the declared outputs.
    private func outputs(_ details: JobDetails?) -> JSONValue {
        var outputs = spec.work.outputs.map { ($0, $1.presentation(localPath: details?.outputs[$0])) }
        let whole = DataLocation.jobOutput(name, output: "artifacts", path: "")
        outputs.append(
            (
                "default",
                .members([
                    "local_path": details.map { .string($0.artifacts) }, "mode": "rw_mount",
                    "path": .string(whole.description), "type": "uri_folder",
                ])
            ))
        return .object(Dictionary(outputs, uniquingKeysWith: { declared, _ in declared }))
    }

    package static let columns = [
        Column("Name", "name"), Column("Status", "status"), Column("Created", "creation_context.created_at", .time),
        Column("Experiment", "experiment_name"), Column("DisplayName", "display_name"), Column("Compute", "compute"),
        Column("Reason", "reason"),
    ]
}

extension JobOutput {
    func presentation(localPath: String?) -> JSONValue {
        .members([
            "local_path": localPath.map(JSONValue.string), "mode": .string(mode.rawValue),
            "name": assetName.map(JSONValue.string), "path": location.map { .string($0.description) },
            "type": .string(type.rawValue), "version": assetVersion.map(JSONValue.string),
        ])
    }
}

extension JobResources {
    var presentation: JSONValue {
        .members([
            "instance_count": JSONValue(instanceCount), "instance_type": instanceType.map(JSONValue.string),
            "shm_size": shmSize.map(JSONValue.string),
        ])
    }
}
