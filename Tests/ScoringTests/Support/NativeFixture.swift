import Domain
import Foundation
import NIOCore
import Synchronization

@testable import Scoring

extension ScoringFixture {
    /// A plan for one of the models that are kept with the tests.
    func nativePlan(
        _ model: String = "logistic", deployment: String = "blue", change: (inout NativePlan) -> Void = { _ in }
    ) throws -> NativePlan {
        let file = folder.appending(path: "\(model).onnx")
        try ScoredModel.kept(model).file.write(to: file)
        var plan = NativePlan(
            endpoint: "iris", deployment: DeploymentName(deployment), modelFile: file.path, engine: .pipeline,
            requestSettings: RequestSettings(requestTimeoutMilliseconds: 30_000, maxConcurrentRequestsPerInstance: 100),
            logPath: folder.appending(path: "\(deployment).log").path)
        change(&plan)
        return plan
    }

    /// A started native deployment with all traffic.
    @discardableResult
    func deployNative(
        _ model: String = "logistic", gate: ModelGate? = nil, change: (inout NativePlan) -> Void = { _ in }
    ) async throws -> NativeRuntime {
        let runtime = NativeRuntime(
            plan: try nativePlan(model, change: change), logger: Self.quiet,
            inlineLimit: gate == nil ? NativeRuntime.inlineLimit : -1
        ) { plan throws(AtelierError) in
            let model = try NativeModels.load(plan)
            return gate.map { GatedModel(model, gate: $0) } ?? model
        }
        try await runtime.start()
        publishNative(runtime)
        return runtime
    }

    func publishNative(_ runtime: NativeRuntime) {
        server.publish(
            EndpointRoute(
                endpoint: "iris", keys: [KeyDigest(of: Self.key)], traffic: .all(to: runtime.deployment),
                deployments: [runtime.deployment: runtime]))
    }
}

/// Holds predictions up until a test lets them go, and counts the rows of each.
final class ModelGate: Sendable {
    private struct State {
        var isOpen = false
        var rows: [Int] = []
    }

    private let state = Mutex(State())
    private let arrivals: AsyncStream<Int>
    private let arrival: AsyncStream<Int>.Continuation
    private let condition = NSCondition()

    init() {
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    var rows: [Int] { state.withLock { $0.rows } }

    func open() {
        condition.lock()
        state.withLock { $0.isOpen = true }
        condition.broadcast()
        condition.unlock()
    }

    /// Returns when a prediction has come to the gate. One task at a time.
    func waitForArrival() async {
        for await _ in arrivals { return }
    }

    fileprivate func pass(_ rows: Int) {
        state.withLock { $0.rows.append(rows) }
        arrival.yield(rows)
        condition.lock()
        while !state.withLock({ $0.isOpen }) { condition.wait() }
        condition.unlock()
    }
}

/// A model whose predictions wait at a gate, and which is too slow for an event loop.
final class GatedModel: InferenceModel {
    private let model: any InferenceModel
    private let gate: ModelGate

    init(_ model: any InferenceModel, gate: ModelGate) {
        self.model = model
        self.gate = gate
    }

    var signature: ModelSignature { model.signature }
    var isBatchable: Bool { model.isBatchable }

    func predict(_ request: InferenceRequest) throws(InferenceFault) -> [Tensor] {
        gate.pass(request.rows)
        return try model.predict(request)
    }
}
