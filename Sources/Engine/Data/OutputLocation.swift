package import Domain

/// Where a declared output of a job is kept.
package enum OutputLocation {
    /// The location with `${{name}}`, `${{output_name}}` and `${{default_datastore}}` filled in; without one
    /// Azure's default place, `azureml/JOB/OUTPUT/` in the default datastore. Throws `notFound` for an unknown output.
    package static func of(_ output: String, job: Job) throws -> DataLocation {
        guard let declared = job.spec.work.outputs[output] else {
            throw AtelierError(
                .notFound, "job \(job.name) has no output '\(output.neutralised)'",
                hint: Suggestion.text(for: output, among: job.spec.work.outputs.keys + ["artifacts"]),
                subject: "job \(job.name)")
        }
        return try of(output, declared, job: job.name)
    }

    package static func of(_ output: String, _ declared: JobOutput, job: JobName) throws -> DataLocation {
        guard let location = declared.location else {
            return .datastore(Datastore.blobStore, path: "azureml/\(job)/\(output)")
        }
        let text = location.description
        guard text.contains("${{") else { return location }
        let values = [
            "name": job.rawValue, "output_name": output, "default_datastore": Datastore.blobStore.rawValue,
        ]
        return try DataLocation(parsing: Expression.filling(text, with: values))
    }
}
