import Domain
import LinuxSystem
import Runtimes

/// Turns a job, and what its references turned out to be, into a plan. Pure: reads no file and no clock.
struct JobPlanner: Sendable {
    /// What was found out before planning.
    struct Findings: Sendable {
        var resourceGroup: ResourceGroupName
        var environment: PreparedEnvironment
        /// The path of each data input and whether it is a file.
        var inputs: [String: FoundInput] = [:]
        /// The path of each output.
        var outputs: [String: String] = [:]
        /// One, or the nodes of a distributed job.
        var nodes: [ComputeNode]
        /// For a distributed job's processes to meet at.
        var ports: [Int] = []
        var access: RunAccess
        /// What commands inherit from the box: HOME, USER, LANG, PATH, TZ, proxies.
        var inherited: [String: String]
    }

    struct FoundInput: Sendable, Hashable {
        var path: String
        var isFile: Bool
    }

    let job: Job
    let layout: JobLayout
    /// Between asking a distributed job's processes to end and ending them.
    var grace = Duration.seconds(10)

    func plan(_ findings: Findings) throws -> JobPlan {
        let work = job.spec.command
        var values = baseValues
        var staging: [StagingStep] = []
        var inputPaths: [String: String] = [:]
        for (name, input) in work.inputs {
            switch input {
            case .literal(let literal):
                values["inputs.\(name)"] = literal.argumentText
            case .data(let data):
                guard let found = findings.inputs[name] else { continue }
                let (path, steps) = stage(name, data, found)
                staging += steps
                inputPaths[name] = path
                values["inputs.\(name)"] = path
            }
        }
        let outputs = outputPaths(findings)
        for (name, output) in work.outputs {
            guard let path = outputs[name] else { continue }
            values["outputs.\(name)"] = path
            staging.append(.makeFolder(output.type == .uriFile ? path.splitAtLastComponent.folder : path))
        }
        let expression = Expression(values: values)
        var environment = EnvironmentVariables(job: job, layout: layout, findings: findings)
            .all(inputs: inputPaths, outputs: outputs)
        for (name, value) in work.environmentVariables {
            environment[name] = try expression.expand(value, in: "environment variable \(name)")
        }
        guard let node = findings.nodes.first else {
            throw AtelierError(.internal, "job '\(job.name)' has no node", subject: "job \(job.name)")
        }
        var ranks: [RunnerRank] = []
        if let distribution = work.distribution {
            ranks = DistributionPlanner(
                distribution: distribution, nodes: findings.nodes, layout: layout, ports: findings.ports
            ).ranks
            // What the user wrote wins here too.
            for index in ranks.indices {
                for name in work.environmentVariables.keys { ranks[index].environment[name] = nil }
            }
            staging.append(.sameFile(layout.userLog, as: ranks[0].log))
        }
        return JobPlan(
            runner: RunnerPlan(
                attempt: job.attemptID, layout: layout,
                command: try expression.expand(work.command, in: "the command"), environment: environment,
                limits: NodeLimits.of(node), cores: node.cores, ranks: ranks, grace: grace),
            staging: staging)
    }

    /// The job's specification with what is known at submission put in: where each output goes. Throws
    /// `invalidArgument` for anything no plan could be made of.
    static func checked(_ spec: JobSpec, name: JobName) throws -> JobSpec {
        var spec = spec
        var work = spec.command
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
        for (output, description) in work.outputs {
            try NameRule.parameter("output").check(output)
            if let asset = description.assetName { try NameRule.asset("asset").check(asset) }
            if let version = description.assetVersion { try NameRule.asset("version").check(version) }
        }
        var values = ["name": name.rawValue, "default_datastore": Datastore.blobStore.rawValue]
        for input in work.inputs.keys { values["inputs.\(input)"] = "x" }
        for (output, description) in work.outputs {
            var description = description
            values["output_name"] = output
            let location = description.location?.description
                ?? "azureml://datastores/${{default_datastore}}/paths/azureml/${{name}}/${{output_name}}/"
            if location.contains("${{") { description.template = location }
            description.location = try DataLocation(
                parsing: Expression(values: values).expand(location, in: "the path of output '\(output)'"))
            work.outputs[output] = description
        }
        values["output_name"] = nil
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
        spec.work = .command(work)
        return spec
    }

    private static let mostProcesses = 256

    /// Where an output's folder or file is, once its location's path is known: a file output whose location names a
    /// folder lies in it under its own name.
    static func outputPath(_ name: String, _ output: JobOutput, at path: String) -> String {
        guard output.type == .uriFile, output.location?.description.hasSuffix("/") ?? true else {
            return path.droppingTrailingSlashes
        }
        return "\(path.droppingTrailingSlashes)/\(name)"
    }

    /// Where a command writes an output of mode `upload`, until it has ended.
    static func uploadPath(_ name: String, _ output: JobOutput, _ layout: JobLayout) -> String {
        let folder = "\(layout.root)/uploads/\(name)"
        return output.type == .uriFile ? "\(folder)/\(name)" : folder
    }

    /// Where the command writes each declared output.
    private func outputPaths(_ findings: Findings) -> [String: String] {
        var paths: [String: String] = [:]
        for (name, output) in job.spec.command.outputs {
            paths[name] = output.mode == .upload
                ? Self.uploadPath(name, output, layout) : findings.outputs[name]
        }
        return paths
    }

    private var baseValues: [String: String] {
        ["name": job.name.rawValue, "default_datastore": Datastore.blobStore.rawValue]
    }

    private func stage(_ name: String, _ data: DataInput, _ found: FoundInput) -> (String, [StagingStep]) {
        let source = found.path.droppingTrailingSlashes
        let place = "\(layout.inputs)/\(name)"
        // A file keeps its own name: scripts look at extensions.
        let target = found.isFile ? "\(place)/\(source.splitAtLastComponent.name)" : place
        return switch data.mode {
        case .direct: (data.location.description, [])
        // A folder goes by its own path: MLflow refuses to load a model that it reaches by a link.
        case .readOnlyMount, .evalMount: (found.isFile ? target : source, [.link(at: target, to: source)])
        case .download, .evalDownload: (target, [.copy(from: source, to: target)])
        }
    }
}

extension JSONValue {
    /// A literal as a command line has it: `0.1`, `10`, `True`.
    var argumentText: String {
        switch self {
        case .null: ""
        // Azure's service is Python: booleans reach scripts as it prints them.
        case .bool(let value): value ? "True" : "False"
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .string(let value): value
        case .array, .object: "\(self)"
        }
    }
}

extension Job {
    /// Names this start of the job among all starts on the box: `brave_fox_x1.1`.
    var attemptID: String { "\(name).\(attempt)" }
}
