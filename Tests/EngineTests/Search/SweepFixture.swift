import Domain
import Foundation
import Runtimes

@testable import Engine

/// A desk whose runs are kept, and a sweep whose trials end when the test says so.
struct SweepFixture {
    let engine: EngineFixture
    let scripted: ScriptedDesk
    let runs: MLflowRuns
    let workspace = Workspace.defaultName

    init(_ engine: EngineFixture? = nil) async throws {
        let engine = try engine ?? EngineFixture()
        self.engine = engine
        runs = MLflowRuns(
            ledger: TrackingLedger(context: engine.context), tokens: try RunTokens(home: engine.context.home),
            trackingURI: "http://127.0.0.1:5000")
        scripted = try await ScriptedDesk(engine, tracking: runs)
    }

    /// A grid of three rates by two depths, two trials at once.
    func submit(
        _ name: JobName = "fox", sampling: SweepSampling = .grid, limits: SweepLimits? = nil, termination: EarlyTermination? = nil
    ) async throws -> Job {
        let spec = Self.spec(name, sampling: sampling, limits: limits, termination: termination)
        return try await scripted.desk.submit(spec, in: workspace, by: "anna")
    }

    static func spec(
        _ name: JobName, sampling: SweepSampling = .grid, limits: SweepLimits? = nil, termination: EarlyTermination? = nil
    ) -> JobSpec {
        let trial = CommandWork(
            command: "train --rate ${{search_space.rate}} --depth ${{search_space.depth}} --out ${{outputs.model}}",
            environment: .inline(EnvironmentSpec(image: "ubuntu")), outputs: ["model": JobOutput()],
            environmentVariables: ["DEPTH": "${{search_space.depth}}"])
        let space: [String: SearchDistribution] = [
            "rate": .choice([.double(0.1), .double(0.2), .double(0.3)]), "depth": .choice([.int(2), .string("deep")]),
        ]
        return JobSpec(
            name: name, experimentName: "sweeps",
            work: .sweep(
                SweepWork(
                    trial: trial, searchSpace: space, sampling: sampling,
                    objective: SweepObjective(goal: .maximize, metric: "auc"), earlyTermination: termination,
                    limits: limits ?? SweepLimits(maxTotalTrials: 6, maxConcurrentTrials: 2))))
    }

    /// The next trial that has started.
    func next() async -> RunnerPlan? { await scripted.runtime.next() }

    func log(_ value: Double, step: Int = 0, to attempt: String) async throws {
        let name = JobName(String(attempt.prefix { $0 != "." }))
        let job = try await scripted.show(name)
        let point = MetricPoint(step: Int64(step), timestamp: 1, value: value)
        try await runs.log(RunBatch(metrics: [LoggedMetric(Metric("auc", point))]), to: job)
    }

    /// Ends a trial, with a metric or without.
    func end(_ attempt: String, auc: Double?, code: Int32 = 0) async throws {
        if let auc { try await log(auc, to: attempt) }
        scripted.runtime.job(attempt)?.end(.exited(.code(code)))
    }

    func progress(of name: JobName = "fox") async throws -> SearchProgress {
        try await scripted.desk.progress(of: name, in: workspace)
    }

    func text(ofLog name: JobName = "fox") -> String {
        let layout = engine.context.home.job(name, in: workspace)
        return (try? String(contentsOfFile: layout.userLog, encoding: .utf8)) ?? ""
    }
}
