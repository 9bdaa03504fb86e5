package import Domain

/// A job as a file that somebody could have written: what it was asked to do, for another to be made of it.
package enum CommandJobText {
    private static let keys = [
        "$schema", "type", "display_name", "experiment_name", "description", "command", "environment",
        "environment_variables", "compute", "inputs", "outputs", "limits", "resources", "tags", "properties",
    ]

    /// `CommandJobDocument` reads it back as the same work. Its code is left out, since what is kept of it is a snapshot
    /// and no folder: who says nothing of code means that one.
    package static func text(of job: Job) -> String {
        let spec = job.spec
        let work = spec.command
        let document = JSONValue.members([
            "$schema": "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "type": "command",
            "display_name": job.displayName == job.name.rawValue ? nil : .string(job.displayName),
            "experiment_name": .string(job.experiment),
            "description": spec.description.map(JSONValue.string),
            "command": .string(work.command),
            "environment": work.environment.written,
            "environment_variables": map(work.environmentVariables),
            "compute": .string("azureml:\(job.compute)"),
            "inputs": map(work.inputs.mapValues(\.written)),
            "outputs": map(work.outputs.mapValues(\.written)),
            "limits": work.timeout.map { ["timeout": JSONValue($0)] },
            "resources": work.resources.written,
            "tags": map(spec.tags),
            "properties": map(spec.properties.filter { !isOurs($0.key) }),
        ])
        return YAMLText.text(of: document, keysFirst: keys)
    }

    /// What the engine notes of a job by itself, and of the next one anew.
    private static func isOurs(_ property: String) -> Bool {
        ["atelier.", "azureml.git.", "mlflow.source.git."].contains { property.hasPrefix($0) }
    }

    fileprivate static func map(_ texts: [String: String]) -> JSONValue? { map(texts.mapValues(JSONValue.string)) }

    private static func map(_ values: [String: JSONValue]) -> JSONValue? { values.isEmpty ? nil : .object(values) }
}

extension EnvironmentReference {
    fileprivate var written: JSONValue {
        switch self {
        case .registered(let reference): .string(reference.description)
        case .inline(let spec):
            .members([
                "name": spec.name.map { .string($0.rawValue) }, "version": spec.version.map(JSONValue.string),
                "image": spec.image.map(JSONValue.string), "conda_file": spec.conda?.written,
                "description": spec.description.map(JSONValue.string),
                "tags": CommandJobText.map(spec.tags),
            ])
        }
    }
}

extension CondaFile {
    /// As its file has it.
    package var written: JSONValue {
        var entries = dependencies.map(JSONValue.string)
        if !pip.isEmpty { entries.append(["pip": JSONValue(pip)]) }
        return .members([
            "channels": JSONValue(channels), "dependencies": .array(entries), "name": name.map(JSONValue.string),
        ])
    }
}

extension JobInput {
    /// As a job's file has it.
    package var written: JSONValue {
        switch self {
        case .literal(let value): value
        case .data(let data):
            [
                "mode": .string(data.mode.rawValue), "path": .string(data.location.description),
                "type": .string(data.type.rawValue),
            ]
        }
    }
}

extension JobOutput {
    /// Another job's output has a place and a version of its own.
    fileprivate var written: JSONValue {
        .members([
            "mode": .string(mode.rawValue), "name": assetName.map(JSONValue.string),
            "path": (template ?? location?.description).map(JSONValue.string), "type": .string(type.rawValue),
        ])
    }
}

extension JobResources {
    fileprivate var written: JSONValue? {
        let members = JSONValue.members([
            "instance_count": instanceCount == 1 ? nil : JSONValue(instanceCount),
            "instance_type": instanceType.map(JSONValue.string), "shm_size": shmSize.map(JSONValue.string),
        ])
        return members == [:] ? nil : members
    }
}
