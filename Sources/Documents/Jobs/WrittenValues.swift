package import Domain

// Parts of a job as its file has them.

extension EnvironmentReference {
    var written: JSONValue {
        switch self {
        case .registered(let reference): .string(reference.description)
        case .inline(let spec):
            .members([
                "name": spec.name.map { .string($0.rawValue) }, "version": spec.version.map(JSONValue.string),
                "image": spec.image.map(JSONValue.string), "conda_file": spec.conda?.written,
                "description": spec.description.map(JSONValue.string),
                "tags": spec.tags.isEmpty ? nil : JSONValue(spec.tags),
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
    var written: JSONValue {
        .members([
            "mode": .string(mode.rawValue), "name": assetName.map(JSONValue.string),
            "path": (template ?? location?.description).map(JSONValue.string), "type": .string(type.rawValue),
        ])
    }
}

extension JobResources {
    var written: JSONValue? {
        let members = JSONValue.members([
            "instance_count": instanceCount == 1 ? nil : JSONValue(instanceCount),
            "instance_type": instanceType.map(JSONValue.string), "shm_size": shmSize.map(JSONValue.string),
        ])
        return members == [:] ? nil : members
    }
}

extension Distribution {
    /// As a job's file has it.
    package var written: JSONValue {
        switch self {
        case .pytorch(let count): ["type": "pytorch", "process_count_per_instance": JSONValue(count)]
        case .mpi(let count): ["type": "mpi", "process_count_per_instance": JSONValue(count)]
        case .tensorflow(let workers, let servers):
            .members([
                "type": "tensorflow", "worker_count": workers.map { JSONValue($0) },
                "parameter_server_count": JSONValue(servers),
            ])
        }
    }
}

extension QueueSettings {
    /// As a job's file has it.
    package var written: JSONValue {
        .members([
            "job_tier": tier.map { .string($0.rawValue) }, "priority": priority.map { .string($0.rawValue) },
        ])
    }
}

extension JobService {
    /// As a job's file has it.
    var written: JSONValue {
        .members([
            "type": .string(type), "port": port.map { JSONValue($0) }, "nodes": nodes.map(JSONValue.string),
            "log_dir": logFolder.map(JSONValue.string), "ssh_public_keys": sshPublicKeys.map(JSONValue.string),
            "properties": properties.isEmpty ? nil : JSONValue(properties),
        ])
    }
}
