package import Domain

/// A command job (`commandJob.schema.json`; `type: command` may be left out, as Azure ML allows).
package enum CommandJobDocument: Document {
    package struct Draft: JobDraft {
        package var spec: JobSpec
        var work: CommandWork
        package var queue = QueueSettings()
    }

    package static let noun = "command job"
    package static let schemas: Set<String> = ["commandjob"]

    package static func blank() -> Draft {
        let work = CommandWork(command: "", environment: .inline(EnvironmentSpec()))
        return Draft(spec: JobSpec(work: .command(work)), work: work)
    }

    package static var fields: [Field<Draft>] {
        [
            .readOnly("$schema"),
            .custom("type") { _, entry, reading in JobKind.check(entry.value, is: .command, reading: reading) },
            .name("name", \.spec.name, rule: .asset("job")),
            .text("display_name", \.spec.displayName),
            .text("experiment_name", \.spec.experimentName),
            .text("description", \.spec.description),
            .textMap("tags", \.spec.tags),
            .textMap("properties", \.spec.properties),
            .text("command", \.work.command, required: true),
            .value("code", \.work.code) { $0.code($1, "code") },
            .custom("environment", required: true, children: EnvironmentFields.outline) { draft, entry, reading in
                if let found = reading.environment(entry.value) { draft.work.environment = found }
            },
            .textMap("environment_variables", \.work.environmentVariables),
            .value("compute", \.spec.compute) { $0.compute($1) },
            .custom("inputs", children: JobInputFields.outline) { draft, entry, reading in
                draft.work.inputs = reading.jobInputs(entry.value)
            },
            .custom("outputs", children: JobOutputFields.outline) { draft, entry, reading in
                draft.work.outputs = reading.jobOutputs(entry.value)
            },
            .group("limits", [.integer("timeout", \.work.timeout, in: 1...longestTime)]),
            .resources(\.work.resources),
            .value("distribution", \.work.distribution, children: DistributionFields.outline) { $0.distribution($1) },
            .ignored("identity"),
            .name("parent_job_name", \.spec.parentJobName, rule: .asset("job")).kept,
            .queueSettings,
            .custom("services", children: JobServiceFields.outline) { draft, entry, reading in
                draft.work.services = reading.jobServices(entry.value)
            },
            .readOnly("id"), .readOnly("status"), .readOnly("log_files"), .readOnly("parameters"),
            .readOnly("creation_context"),
        ]
    }

    package static func recognises(_ root: DocumentNode, reading: Reading) -> Bool {
        JobKind.isCommand(root, reading: reading)
            && SchemaName.accepts(root, for: schemas, noun: noun, reading: reading)
    }

    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> JobSpec {
        var work = draft.work
        reading.checkInstances(of: &work, root, isDistributed: root["distribution"] != nil)
        let scope = ExpressionScope(
            inputs: root["inputs"]?.entries?.map(\.key) ?? [], outputs: root["outputs"]?.entries?.map(\.key) ?? [])
        if let command = root["command"] { scope.check(command, reading: reading) }
        for variable in root["environment_variables"]?.entries ?? [] {
            scope.check(variable.value, reading: reading)
        }
        return reading.finish(draft, with: .command(work))
    }
}

extension Reading {
    /// A folder or a file on this box.
    func code(_ node: DocumentNode, _ field: String) -> String? {
        guard let text = text(node, field) else { return nil }
        guard Self.isLocal(text), !text.hasPrefix("git+") else {
            diagnostics.error(
                "code from \"\(text)\" is not supported yet", at: node.position, hint: "give a local folder",
                code: .unsupported)
            return nil
        }
        return existingPath(node, field)
    }

    /// `azureml:cpu-cluster`, `cpu-cluster`, `local` or an ARM id; Azure's `serverless` is no compute at all.
    func compute(_ node: DocumentNode) -> ComputeName? {
        guard let text = text(node, "compute") else { return nil }
        let short = Self.shortened(text)
        let name = short.removing(prefix: "azureml:") ?? short
        guard name != "serverless" else { return nil }
        return checked(at: node.position) {
            try NameRule.asset("compute").check(name)
            return ComputeName(name)
        }
    }

    /// Without a distribution nobody would tell the processes of several nodes apart.
    func checkInstances(of work: inout CommandWork, _ root: DocumentNode, isDistributed: Bool) {
        let count = work.resources.instanceCount
        guard count > 1, work.distribution == nil, !isDistributed else { return }
        work.resources.instanceCount = 1
        diagnostics.warning(
            "\"instance_count\" is \(count) without a \"distribution\": one node is used",
            at: (root["resources"]?["instance_count"] ?? root).position)
    }
}
