package import Domain

/// What a deployment may ask for: Azure's limits, and what this box makes of an instance type.
package enum DeploymentRules {
    /// Throws `invalidArgument` or `unsupported` naming the field.
    package static func check(_ spec: OnlineDeploymentSpec) throws {
        try NameRule.endpoint("deployment").check(spec.name.rawValue)
        guard let code = spec.code else {
            throw AtelierError(
                .unsupported, "deployment \(spec.name) has no code_configuration",
                hint: "give it the folder and the scoring script with init() and run()")
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
        try check("instance_count", spec.instanceCount, 1...50)
        let settings = spec.requestSettings
        try check("request_settings.request_timeout_ms", settings.requestTimeoutMilliseconds, 1...180_000)
        try check(
            "request_settings.max_concurrent_requests_per_instance", settings.maxConcurrentRequestsPerInstance,
            1...10_000)
        try check("request_settings.max_queue_wait_ms", settings.maxQueueWaitMilliseconds, 0...180_000)
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
        return max(1, min(wanted, boxCores / max(1, spec.instanceCount)))
    }

    /// Where the box gives less than was asked for.
    package static func warnings(of spec: OnlineDeploymentSpec, boxCores: Int) -> [String] {
        guard let size = VMSize.named(spec.instanceType) else {
            return ["instance type \(spec.instanceType.neutralised) is not known here; its workers share the box"]
        }
        let wanted = size.cores * spec.instanceCount
        guard wanted > boxCores else { return [] }
        let threads = threadsPerWorker(of: spec, boxCores: boxCores)
        let workers = spec.instanceCount == 1 ? "its worker runs" : "its \(spec.instanceCount) workers run"
        let each = spec.instanceCount == 1 ? "" : " each"
        return [
            "\(spec.instanceCount) × \(size.name) is \(wanted) cores, this box has \(boxCores): \(workers) with "
                + "\(threads) \(threads == 1 ? "thread" : "threads")\(each)"
        ]
    }
}
