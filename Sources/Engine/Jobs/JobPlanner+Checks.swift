import Domain

extension JobPlanner {
    /// The job's specification with what is known at submission put in: where each output goes. Throws
    /// `invalidArgument` for anything no plan could be made of.
    static func checked(_ spec: JobSpec, name: JobName) throws -> JobSpec {
        var spec = spec
        switch spec.work {
        case .command(let work):
            spec.work = .command(try checked(work, name: name))
        case .sweep(var sweep):
            try SweepPlanner.check(sweep)
            sweep.trial = try checked(sweep.trial, name: name, searched: sweep.parameterNames)
            spec.work = .sweep(sweep)
        case .automl(var search):
            try AutoMLPlanner.check(search)
            if search.outputs[AutoMLPlanner.bestModel] == nil {
                search.outputs[AutoMLPlanner.bestModel] = JobOutput(type: .mlflowModel)
            }
            search.outputs = try located(search.outputs, values: baseValues(of: name))
            spec.work = .automl(search)
        case .trial: break
        }
        return spec
    }

    /// - Parameter searched: the parameters that a sweep puts into the command.
    private static func checked(_ asked: CommandWork, name: JobName, searched: [String] = []) throws -> CommandWork {
        var work = asked
        guard work.command.contains(where: { !$0.isWhitespace }) else {
            throw AtelierError(.invalidArgument, "the job has no command", hint: "write what to run after 'command:'")
        }
        if let timeout = work.timeout, timeout <= 0 {
            throw AtelierError(
                .invalidArgument, "limits.timeout is \(timeout)", hint: "give it in seconds, 1 or more")
        }
        guard work.resources.instanceCount >= 1, work.distribution != nil || work.resources.instanceCount == 1 else {
            throw AtelierError(
                .invalidArgument, "the job asks for \(work.resources.instanceCount) instances without a distribution",
                hint: "set resources.instance_count to 1, or say with 'distribution' how its processes find each other")
        }
        guard (1...mostProcesses).contains(work.processCount) else {
            throw AtelierError(
                .invalidArgument, "the job asks for \(work.processCount) processes",
                hint: "one box runs 1 to \(mostProcesses) of a job")
        }
        for input in work.inputs.keys { try NameRule.parameter("input").check(input) }
        var values = baseValues(of: name)
        for input in work.inputs.keys { values["inputs.\(input)"] = "x" }
        for parameter in searched { values["search_space.\(parameter)"] = "x" }
        work.outputs = try located(work.outputs, values: values)
        for output in work.outputs.keys { values["outputs.\(output)"] = "x" }
        let expression = Expression(values: values)
        _ = try expression.expand(work.command, in: "the command")
        for (variable, value) in work.environmentVariables {
            guard !variable.isEmpty, !variable.contains("="), !variable.contains("\0"), !value.contains("\0") else {
                throw AtelierError(
                    .invalidArgument, "'\(variable.neutralised)' cannot be an environment variable",
                    hint: "leave '=' and NUL out of it")
            }
            _ = try expression.expand(value, in: "environment variable \(variable)")
        }
        return work
    }

    /// Outputs with the places they go to.
    private static func located(_ asked: [String: JobOutput], values: [String: String]) throws -> [String: JobOutput] {
        var outputs = asked
        for (output, asked) in outputs {
            try NameRule.parameter("output").check(output)
            if let asset = asked.assetName { try NameRule.asset("asset").check(asset) }
            if let version = asked.assetVersion { try NameRule.asset("version").check(version) }
            var description = asked
            let location = description.location?.description
                ?? "azureml://datastores/${{default_datastore}}/paths/azureml/${{name}}/${{output_name}}/"
            if location.contains("${{") { description.template = location }
            let expression = Expression(values: values.merging(["output_name": output]) { $1 })
            description.location = try DataLocation(
                parsing: expression.expand(location, in: "the path of output '\(output)'"))
            outputs[output] = description
        }
        return outputs
    }

    static func baseValues(of name: JobName) -> [String: String] {
        ["name": name.rawValue, "default_datastore": Datastore.blobStore.rawValue]
    }

    private static let mostProcesses = 256
}
