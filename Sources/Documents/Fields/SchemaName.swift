import Domain

/// What `$schema` says a document is. Only its last part counts: `…/latest/commandJob.schema.json` and
/// `http://azureml/sdk-2-0/CommandJob.json` are the same.
enum SchemaName {
    /// The kinds of Azure ML's schemas by name, in the words a person uses.
    private static let kinds: [String: String] = [
        "commandjob": "command job", "sweepjob": "sweep job", "pipelinejob": "pipeline job", "automljob": "AutoML job",
        "sparkjob": "Spark job", "paralleljob": "parallel job", "importjob": "import job",
        "finetuningjob": "fine-tuning job", "distillationjob": "distillation job",
        "commandcomponent": "command component", "pipelinecomponent": "pipeline component",
        "environment": "environment", "data": "data asset", "model": "model", "amlcompute": "compute",
        "computeinstance": "compute instance", "managedonlineendpoint": "online endpoint",
        "kubernetesonlineendpoint": "online endpoint", "manageddeployment": "online deployment",
        "managedonlinedeployment": "online deployment", "kubernetesonlinedeployment": "online deployment",
        "batchendpoint": "batch endpoint", "batchdeployment": "batch deployment", "schedule": "schedule",
        "workspace": "workspace", "registry": "registry", "azureblob": "datastore",
        "azurefile": "datastore", "azuredatalakegen1": "datastore", "azuredatalakegen2": "datastore",
        "onelake": "datastore",
    ]

    static func accepts(_ root: DocumentNode, for own: Set<String>, noun: String, reading: Reading) -> Bool {
        guard let node = root["$schema"], let text = node.scalar?.text else { return true }
        let tail = text.split(separator: "/").last.map { String($0).lowercased() } ?? ""
        let name = String(tail.prefix { $0 != "." })
        guard !own.contains(name), let kind = kinds[name], kind != noun else { return true }
        reading.diagnostics.error(
            "this describes \(kind.withArticle), not \(noun.withArticle)", at: node.position,
            hint: "give the file to the command for its kind, or correct \"$schema\"")
        return false
    }
}
