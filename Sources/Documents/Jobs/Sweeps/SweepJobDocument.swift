package import Domain

/// A sweep job (`sweepJob.schema.json`).
package enum SweepJobDocument: Document {
    package struct Draft: JobDraft {
        package var spec: JobSpec
        package var queue = QueueSettings()
        var trial: CommandWork
        var trialQueue = QueueSettings()
        /// Of all trials; what the trial itself says goes before it.
        var resources = JobResources()
        var sampling: SweepSampling?
        var searchSpace: [String: SearchDistribution] = [:]
        var objective = SweepObjective(goal: .minimize, metric: "")
        var earlyTermination: EarlyTermination?
        var limits = SweepLimits()
    }

    package static let noun = "sweep job"
    package static let schemas: Set<String> = ["sweepjob"]

    package static func blank() -> Draft {
        let trial = CommandWork(command: "", environment: .inline(EnvironmentSpec()))
        return Draft(spec: JobSpec(work: .command(trial)), trial: trial)
    }

    package static var fields: [Field<Draft>] {
        [Field<Draft>.readOnly("$schema"), .type(.sweep)] + Field<Draft>.heads + own + Field<Draft>.shown
    }

    /// What no other job has, and what it has of its own way.
    private static var own: [Field<Draft>] {
        [
            .custom("trial", required: true, children: trial.map(\.outline)) { draft, entry, reading in
                reading.trial(entry.value, into: &draft)
            },
            .custom("inputs", children: JobInputFields.outline) { draft, entry, reading in
                draft.trial.inputs = reading.jobInputs(entry.value)
            },
            .custom("outputs", children: JobOutputFields.outline) { draft, entry, reading in
                draft.trial.outputs = reading.jobOutputs(entry.value)
            },
            .value("sampling_algorithm", \.sampling, children: SamplingFields.outline) { $0.sampling($1) },
            .custom("search_space", required: true, children: SearchSpaceFields.outline) { draft, entry, reading in
                draft.searchSpace = reading.searchSpace(entry.value)
            },
            .group(
                "objective",
                [
                    .choice("goal", \.objective.goal, required: true),
                    .text("primary_metric", \.objective.metric, required: true),
                ]
            ).asRequired,
            .value("early_termination", \.earlyTermination, children: TerminationFields.outline) { $0.earlyTermination($1) },
            .group(
                "limits",
                [
                    .integer("max_total_trials", \.limits.maxTotalTrials, in: 1...mostTrials, required: true),
                    .integer("max_concurrent_trials", \.limits.maxConcurrentTrials, in: 1...mostTrials),
                    .integer("timeout", \.limits.timeout, in: 1...longestTime),
                    .integer("trial_timeout", \.limits.trialTimeout, in: 1...longestTime),
                ]
            ).asRequired,
            .resources(\.resources),
            .queueSettings,
            .ignored("identity"), .ignored("services"),
        ]
    }

    /// What every trial runs.
    static var trial: [Field<Draft>] {
        [
            .text("command", \.trial.command, required: true),
            .value("code", \.trial.code) { $0.code($1, "code") },
            .custom("environment", required: true, children: EnvironmentFields.outline) { draft, entry, reading in
                if let found = reading.environment(entry.value) { draft.trial.environment = found }
            },
            .textMap("environment_variables", \.trial.environmentVariables),
            .value("distribution", \.trial.distribution, children: DistributionFields.outline) { $0.distribution($1) },
            .resources(\.trial.resources),
            .group(
                "queue_settings", [.choice("job_tier", \.trialQueue.tier), .choice("priority", \.trialQueue.priority)]),
        ]
    }

    /// As many as Azure ML takes.
    private static let mostTrials = 1000

    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> JobSpec {
        var draft = draft
        let trial = root["trial"]
        if trial?["queue_settings"] != nil, root["queue_settings"] == nil { draft.queue = draft.trialQueue }
        draft.trial.resources = draft.trial.resources.completed(by: draft.resources, where: trial?["resources"])
        if let trial {
            let places = trial["resources"]?["instance_count"] == nil ? root : trial
            reading.checkInstances(of: &draft.trial, places, isDistributed: trial["distribution"] != nil)
        }
        reading.checkConcurrency(draft.limits, root)
        reading.checkExpressions(ofSweep: root)
        let sampling = draft.sampling ?? .random(rule: .random, seed: nil, logBase: nil)
        for entry in root["search_space"]?.entries ?? [] {
            guard let problem = draft.searchSpace[entry.key].flatMap(sampling.problem) else { continue }
            reading.diagnostics.error(
                "\"\(entry.key)\" \(problem.message)", at: (entry.value["type"] ?? entry.value).position, hint: problem.hint)
        }
        let work = SweepWork(
            trial: draft.trial, searchSpace: draft.searchSpace, sampling: sampling, objective: draft.objective,
            earlyTermination: draft.earlyTermination, limits: draft.limits)
        return reading.finish(draft, with: .sweep(work))
    }
}

extension Reading {
    fileprivate func trial(_ node: DocumentNode, into draft: inout SweepJobDocument.Draft) {
        if let text = node.scalar?.text, !node.isNull {
            diagnostics.error(
                "the trial \"\(text)\" is a file or a component, which a sweep does not run", at: node.position,
                hint: "write its command and its environment under \"trial\"", code: .unsupported)
            return
        }
        fill(&draft, from: node, with: SweepJobDocument.trial, noun: "\"trial\"")
    }

    fileprivate func checkConcurrency(_ limits: SweepLimits, _ root: DocumentNode) {
        guard let together = limits.maxConcurrentTrials, together > limits.maxTotalTrials,
            let node = root["limits"]?["max_concurrent_trials"], root["limits"]?["max_total_trials"] != nil
        else { return }
        diagnostics.warning(
            "\"max_concurrent_trials\" is \(together), more than the \(limits.maxTotalTrials) of \"max_total_trials\"",
            at: node.position)
    }

    /// The command and the variables of a trial may name inputs, outputs and what is swept; what is swept and named
    /// nowhere is tried for nothing.
    fileprivate func checkExpressions(ofSweep root: DocumentNode) {
        let space = root["search_space"]?.entries ?? []
        var scope = ExpressionScope(
            inputs: root["inputs"]?.entries?.map(\.key) ?? [], outputs: root["outputs"]?.entries?.map(\.key) ?? [],
            noun: SweepJobDocument.noun)
        scope.searchSpace = space.flatMap(SearchSpaceFields.names)
        guard let command = root["trial"]?["command"] else { return }
        let variables = root["trial"]?["environment_variables"]?.entries?.map(\.value) ?? []
        var named: Set<String> = []
        for node in [command] + variables {
            scope.check(node, reading: self)
            let bodies = ExpressionScope.expressions(in: node, reading: silenced()).map(\.body)
            named.formUnion(bodies.compactMap { $0.removing(prefix: "search_space.") })
        }
        // A name that was meant is told as an error where it stands.
        guard named.isSubset(of: scope.searchSpace ?? []) else { return }
        for entry in space where named.isDisjoint(with: SearchSpaceFields.names(of: entry)) {
            diagnostics.warning(
                "\"\(entry.key)\" is swept and named nowhere in the trial's command or variables", at: entry.position,
                hint: "write ${{search_space.\(entry.key)}} where it is wanted")
        }
    }
}

extension JobResources {
    /// With what others say where this one, written as `node`, says nothing.
    fileprivate func completed(by other: JobResources, where node: DocumentNode?) -> JobResources {
        JobResources(
            instanceCount: node?["instance_count"] == nil ? other.instanceCount : instanceCount,
            instanceType: instanceType ?? other.instanceType, shmSize: shmSize ?? other.shmSize)
    }
}
