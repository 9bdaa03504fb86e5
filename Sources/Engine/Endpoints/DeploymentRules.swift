package import Domain

/// What a deployment may ask for: Azure's limits, and what this box makes of an instance type.
package enum DeploymentRules {
    /// Throws `invalidArgument` or `unsupported` naming the field.
    package static func check(_ spec: OnlineDeploymentSpec) throws {
        try NameRule.endpoint("deployment").check(spec.name.rawValue)
        if let code = spec.code { try check(code, spec) } else { try checkModelAlone(spec) }
        try check("instance_count", spec.instanceCount, 1...50)
        let settings = spec.requestSettings
        try check("request_settings.request_timeout_ms", settings.requestTimeoutMilliseconds, 1...180_000)
        try check(
            "request_settings.max_concurrent_requests_per_instance", settings.maxConcurrentRequestsPerInstance,
            1...10_000)
        try check("request_settings.max_queue_wait_ms", settings.maxQueueWaitMilliseconds, 0...180_000)
        if let scale = spec.scale { try check(scale) }
        if let rate = spec.dataCollection?.samplingRate, !(0...1).contains(rate) {
            throw AtelierError(.invalidArgument, "data_collector.sampling_rate is \(rate)", hint: "give it 0 to 1")
        }
    }

    /// Without a script the model itself is served, in the environment that was saved with it, unless one is named.
    private static func checkModelAlone(_ spec: OnlineDeploymentSpec) throws {
        guard spec.model != nil else {
            throw AtelierError(
                .invalidArgument, "deployment \(spec.name) has neither a model nor a code_configuration",
                hint: "name a model, or give it the folder and the scoring script with init() and run()")
        }
    }

    private static func check(_ code: CodeConfiguration, _ spec: OnlineDeploymentSpec) throws {
        if let runtime = spec.runtime, runtime != .auto, runtime != .python {
            throw AtelierError(
                .invalidArgument, "deployment \(spec.name) has a scoring script, which runtime \(runtime.rawValue) cannot run",
                hint: "leave out code_configuration, or the runtime")
        }
        guard !code.scoringScript.isAbsolutePath, !code.scoringScript.pathParts.contains("..") else {
            throw AtelierError(
                .invalidArgument, "the scoring_script '\(code.scoringScript.neutralised)' is not inside the code folder",
                hint: "write its path from the code folder, e.g. score.py")
        }
        guard spec.environment != nil else {
            throw AtelierError(
                .invalidArgument, "deployment \(spec.name) has no environment",
                hint: "name one, e.g. environment: {conda_file: conda.yml, image: …}")
        }
    }

    private static func check(_ scale: ScaleSettings) throws {
        try check("scale_settings.min_instances", scale.minInstances, 0...50)
        try check("scale_settings.max_instances", scale.maxInstances, max(1, scale.minInstances)...50)
        try check("scale_settings.idle_after", scale.idleAfter, 1...604_800)
        switch scale.rule {
        case .targetUtilization(let percentage, let interval):
            try check("scale_settings.target_utilization_percentage", percentage, 1...100)
            try check("scale_settings.polling_interval", interval, 1...3600)
        case .queueTime(let target):
            try check("scale_settings.target_queue_ms", target, 1...180_000)
        }
    }

    private static func check(_ field: String, _ value: Int, _ allowed: ClosedRange<Int>) throws {
        guard allowed.contains(value) else {
            throw AtelierError(
                .invalidArgument, "\(field) is \(value)", hint: "give it \(allowed.lowerBound) to \(allowed.upperBound)")
        }
    }

    /// The threads each worker's numerical libraries may use: the instance type's cores, or the worker's share of the
    /// box when that is less.
    package static func threadsPerWorker(of spec: OnlineDeploymentSpec, boxCores: Int) -> Int {
        let wanted = VMSize.named(spec.instanceType)?.cores ?? boxCores
        return max(1, min(wanted, boxCores / max(1, mostWorkers(of: spec))))
    }

    /// Workers that may run at once.
    private static func mostWorkers(of spec: OnlineDeploymentSpec) -> Int {
        spec.scale?.maxInstances ?? spec.instanceCount
    }

    /// Where the box gives less than was asked for.
    package static func warnings(of spec: OnlineDeploymentSpec, boxCores: Int) -> [String] {
        guard let size = VMSize.named(spec.instanceType) else {
            return ["instance type \(spec.instanceType.neutralised) is not known here; its workers share the box"]
        }
        let most = mostWorkers(of: spec)
        let wanted = size.cores * most
        guard wanted > boxCores else { return [] }
        let threads = threadsPerWorker(of: spec, boxCores: boxCores)
        let workers = most == 1 ? "its worker runs" : "its \(most) workers run"
        let each = most == 1 ? "" : " each"
        return [
            "\(most) × \(size.name) is \(wanted) cores, this box has \(boxCores): \(workers) with "
                + "\(threads) \(threads == 1 ? "thread" : "threads")\(each)"
        ]
    }
}
