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
        guard let work = job.spec.work.command else {
            throw AtelierError(.internal, "job '\(job.name)' has no command", subject: "job \(job.name)")
        }
        var values = Self.baseValues(of: job.name)
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
        for (name, output) in job.spec.work.outputs {
            paths[name] = output.mode == .upload
                ? Self.uploadPath(name, output, layout) : findings.outputs[name]
        }
        return paths
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
