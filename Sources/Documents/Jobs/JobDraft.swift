package import Domain

/// What every kind of job's draft has.
package protocol JobDraft {
    var spec: JobSpec { get set }
    var queue: QueueSettings { get set }
}

extension Field where Target: JobDraft {
    /// What a job is called, and where it belongs.
    static var heads: [Field] {
        [
            .name("name", \.spec.name, rule: .asset("job")),
            .text("display_name", \.spec.displayName),
            .text("experiment_name", \.spec.experimentName),
            .text("description", \.spec.description),
            .textMap("tags", \.spec.tags),
            .textMap("properties", \.spec.properties),
            .value("compute", \.spec.compute) { $0.compute($1) },
        ]
    }

    static func type(_ kind: JobKind) -> Field {
        .custom("type", required: true) { _, entry, reading in JobKind.check(entry.value, is: kind, reading: reading) }
    }

    static var queueSettings: Field {
        .group("queue_settings", [.choice("job_tier", \.queue.tier), .choice("priority", \.queue.priority)])
    }

    /// What Azure ML writes in what it shows.
    static var shown: [Field] {
        ["id", "status", "log_files", "creation_context"].map { .readOnly($0) }
    }
}

extension Field {
    static func resources(_ path: WritableKeyPath<Target, JobResources>) -> Field {
        .group(
            "resources",
            [
                .integer("instance_count", path.appending(path: \.instanceCount), in: 1...(.max)),
                .size("instance_type", path.appending(path: \.instanceType)).kept,
                .text("shm_size", path.appending(path: \.shmSize)).kept,
                .ignored("docker_args"), .ignored("locations"), .ignored("max_instance_count"), .ignored("properties"),
            ])
    }
}

extension Reading {
    /// What every kind of job has in the end: the same rules for its experiment and its queue.
    func finish(_ draft: some JobDraft, with work: JobWork) -> JobSpec {
        var spec = draft.spec
        spec.work = work
        spec.queue = draft.queue.isEmpty ? nil : draft.queue
        if spec.experimentName == nil {
            spec.experimentName = folder.split(separator: "/").last.map(String.init) ?? "Default"
        }
        return spec
    }
}
