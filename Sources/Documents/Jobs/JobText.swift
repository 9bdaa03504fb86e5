package import Domain

/// A job as a file that somebody could have written: what it was asked to do, for another to be made of it.
package enum JobText {
    private static let keys = [
        "$schema", "type", "task", "name", "display_name", "experiment_name", "description", "code", "command", "environment",
        "environment_variables", "trial", "primary_metric", "target_column_name", "training_data", "validation_data",
        "test_data", "compute", "inputs", "outputs", "sampling_algorithm", "search_space", "objective", "early_termination",
        "limits", "resources", "distribution", "queue_settings", "services", "parent_job_name", "tags", "properties",
    ]

    /// `JobDocument` reads it back as the same work. Its code is left out, since what is kept of it is a snapshot and no
    /// folder: who says nothing of code means that one. Throws `invalidState` for a trial of an AutoML job, which nobody
    /// can ask for.
    package static func text(of job: Job) throws -> String { try text(of: job, isWhole: false) }

    /// With the job's name and the folder its code came from: all of what was submitted.
    package static func wholeText(of job: Job) throws -> String { try text(of: job, isWhole: true) }

    private static func text(of job: Job, isWhole: Bool) throws -> String {
        let spec = job.spec
        let (schema, work) = try members(of: spec.work, job, isWhole: isWhole)
        let document = JSONValue.members([
            "$schema": .string("https://azuremlschemas.azureedge.net/latest/\(schema).schema.json"),
            "name": isWhole ? .string(job.name.rawValue) : JSONValue?.none,
            "display_name": job.displayName == job.name.rawValue ? nil : .string(job.displayName),
            "experiment_name": .string(job.experiment),
            "description": spec.description.map(JSONValue.string),
            "compute": .string("azureml:\(job.compute)"),
            "queue_settings": spec.queue?.written,
            "parent_job_name": spec.parentJobName.map { .string($0.rawValue) },
            "tags": spec.tags.written,
            "properties": spec.properties.filter { !JobProperty.isNoted($0.key) }.written,
        ])
        return YAMLText.text(of: document.merged(with: work), keysFirst: keys)
    }

    private static func members(of work: JobWork, _ job: Job, isWhole: Bool) throws -> (schema: String, JSONValue) {
        switch work {
        case .command(let work):
            let own = JSONValue.members([
                "type": "command", "services": (work.services ?? [:]).mapValues(\.written).written,
                "limits": work.timeout.map { ["timeout": JSONValue($0)] }, "inputs": work.inputs.mapValues(\.written).written,
                "outputs": work.outputs.mapValues(\.written).written,
            ])
            return ("commandJob", own.merged(with: work.writtenStep(withCode: isWhole)))
        case .sweep(let work): return ("sweepJob", work.written(withCode: isWhole))
        case .automl(let work): return ("autoMLJob", work.writtenShort)
        case .trial:
            throw AtelierError(
                .invalidState, "\(job.name) is a trial of an AutoML job, and nothing that could be asked for alone",
                hint: job.spec.parentJobName.map { "run its job again: atelier job rerun --name \($0)" })
        }
    }
}

extension CommandWork {
    /// What its processes run.
    func writtenStep(withCode: Bool) -> JSONValue {
        .members([
            "code": withCode ? code.map(JSONValue.string) : nil,
            "command": .string(command), "environment": environment.written,
            "environment_variables": environmentVariables.written, "resources": resources.written,
            "distribution": distribution?.written,
        ])
    }
}

extension [String: String] {
    /// Nil for none.
    var written: JSONValue? { mapValues(JSONValue.string).written }
}

extension [String: JSONValue] {
    /// Nil for none.
    var written: JSONValue? { isEmpty ? nil : .object(self) }
}

extension JSONValue {
    /// Without what says the same as another map.
    func without(_ usual: JSONValue) -> JSONValue? {
        guard case .object(let own) = self else { return self }
        return own.filter { $0.value != usual[$0.key] }.written
    }
}
