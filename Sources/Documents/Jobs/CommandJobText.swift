package import Domain

/// A job as a file that somebody could have written: what it was asked to do, for another to be made of it.
package enum CommandJobText {
    private static let keys = [
        "$schema", "type", "name", "display_name", "experiment_name", "description", "code", "command", "environment",
        "environment_variables", "compute", "inputs", "outputs", "limits", "resources", "distribution",
        "queue_settings", "services", "parent_job_name", "tags", "properties",
    ]

    /// `CommandJobDocument` reads it back as the same work. Its code is left out, since what is kept of it is a snapshot
    /// and no folder: who says nothing of code means that one.
    package static func text(of job: Job) -> String { text(of: job, isWhole: false) }

    /// With the job's name and the folder its code came from: all of what was submitted.
    package static func wholeText(of job: Job) -> String { text(of: job, isWhole: true) }

    private static func text(of job: Job, isWhole: Bool) -> String {
        let spec = job.spec
        guard let work = spec.work.command else { return "" }
        let document = JSONValue.members([
            "$schema": "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
            "type": "command",
            "name": isWhole ? .string(job.name.rawValue) : JSONValue?.none,
            "code": isWhole ? work.code.map(JSONValue.string) : nil,
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
            "distribution": work.distribution?.written,
            "queue_settings": spec.queue?.written,
            "services": map((work.services ?? [:]).mapValues(\.written)),
            "parent_job_name": spec.parentJobName.map { .string($0.rawValue) },
            "tags": map(spec.tags),
            "properties": map(spec.properties.filter { !JobProperty.isNoted($0.key) }),
        ])
        return YAMLText.text(of: document, keysFirst: keys)
    }

    private static func map(_ texts: [String: String]) -> JSONValue? { map(texts.mapValues(JSONValue.string)) }

    private static func map(_ values: [String: JSONValue]) -> JSONValue? { values.isEmpty ? nil : .object(values) }
}
