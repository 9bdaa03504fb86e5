import Domain
import Engine
import Foundation
import Scoring
import Store
import Synchronization
import Testing

@Suite struct DeploymentChangeTests {
    private let broken = AtelierError(.invalidState, "init() of score.py failed", hint: "see the log")

    @Test func aDeploymentIsAcknowledgedBeforeItIsReady() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            world.scoring.hold("blue")
            let asked = try await world.catalog.deploy(
                world.spec("blue"), allTraffic: true, in: "default", by: "ada")
            #expect(asked.provisioningState == .creating)
            await world.scoring.wait { !$0.begun.isEmpty }
            let waiting = try await world.catalog.showDeployment("blue", of: "iris", in: "default")
            #expect(waiting.reason == "starting 1 worker")
            #expect(try await world.catalog.show("iris", in: "default").traffic.live.isEmpty)
            #expect(world.scoring.route(of: "iris")?.reason(of: "blue") == "deployment blue is being created")
            await #expect {
                _ = try await world.catalog.deploy(world.spec("blue"), allTraffic: false, in: "default", by: "ada")
            } throws: { ($0 as? AtelierError)?.code == .conflict }
            await #expect { try await world.setTraffic(["blue": 100]) } throws: { "\($0)".contains("not ready yet") }

            world.scoring.release("blue")
            let settled = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(settled.provisioningState == .succeeded && settled.reason == nil)
            #expect(world.scoring.route(of: "iris")?.traffic["blue"] == 100)
            let phases = try await world.catalog.phases(of: "blue", "iris", in: "default")
            #expect(phases.map(\.name) == [
                "resolving the model", "copying the code", "building the environment", "starting 1 worker",
            ])
            #expect(phases.allSatisfy { $0.endedAt != nil })
        }
    }

    @Test func waitingHasAnEnd() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            world.scoring.hold("blue")
            _ = try await world.catalog.deploy(world.spec("blue"), allTraffic: false, in: "default", by: "ada")
            async let waited = world.catalog.waitUntilSettled(
                "blue", of: "iris", in: "default", atMost: .seconds(30))
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 31)
            #expect(try await waited.provisioningState == .creating)
        }
    }

    @Test func aScriptFindsItsModelItsCodeAndItsVariables() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var spec = world.spec("blue", instances: 2)
            spec.environmentVariables = ["GREETING": "hello"]
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            let settled = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            let plan = try #require(world.scoring.made.first?.plan)
            let environment = plan.environment(inheriting: [:], hostName: "box")
            let models = try #require(plan.modelDirectory)
            #expect(try String(contentsOfFile: models + "/model.joblib", encoding: .utf8) == "weights")
            #expect(FileManager.default.fileExists(atPath: plan.codeFolder + "/score.py"))
            #expect(environment["AZUREML_MODEL_DIR"] == models)
            #expect(environment["SERVICE_NAME"] == "iris")
            #expect(environment["GREETING"] == "hello")
            #expect(environment["OMP_NUM_THREADS"] == "1", "two workers share two cores")
            #expect(plan.workers == 2)
            #expect(settled.warnings == [
                "2 × Standard_DS2_v2 is 4 cores, this box has 2: its 2 workers run with 1 thread each"
            ])
        }
    }

    @Test func aFailedCreationSaysWhyAndMayBeTriedAgain() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            world.scoring.fail("blue", with: broken)
            let failed = try await world.deploy("blue", allTraffic: true)
            #expect(failed.provisioningState == .failed)
            #expect(failed.reason == "init() of score.py failed")
            #expect(try await world.catalog.show("iris", in: "default").traffic.live.isEmpty)
            let diagnosis = try #require(try await world.catalog.diagnosis(of: "blue", "iris", in: "default"))
            #expect(diagnosis.logTail.contains { $0.hasSuffix("building the environment") })
            #expect(world.scoring.made.allSatisfy { $0.isStopped })

            world.scoring.fail("blue", with: nil)
            #expect(try await world.deploy("blue", allTraffic: true).provisioningState == .succeeded)
            #expect(try await world.catalog.diagnosis(of: "blue", "iris", in: "default") == nil)
        }
    }

    @Test func anUpdateSwapsVersionsWithoutAGap() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            let old = try #require(world.scoring.route(of: "iris")?.workers(of: "blue"))
            world.scoring.hold("blue")
            let asked = try await world.catalog.deploy(
                world.spec("blue", instances: 2), allTraffic: false, in: "default", by: "ada")
            #expect(asked.provisioningState == .scaling)
            await world.scoring.wait { $0.begun.count == 2 }
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") === old)
            world.scoring.release("blue")
            #expect(try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default").spec.instanceCount == 2)
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") === world.scoring.made[1])
            await world.scoring.wait { _ in old.isStopped }
            // Never a moment without workers since they were there first.
            let routes = world.scoring.published.drop { $0.workers(of: "blue") == nil }
            #expect(routes.allSatisfy { $0.workers(of: "blue") != nil })
        }
    }

    @Test func aChangeOfAFieldKeepsWhatTheDeploymentIsMadeOf() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            let python = world.folder.appending(path: "python")
            try Data().write(to: python)
            world.assets.python.withLock { $0 = python.path }
            var spec = world.spec("blue")
            spec.model = .inline(ModelSpec(name: "iris", location: .local("/gone")))
            _ = try await world.catalog.deploy(spec, allTraffic: true, in: "default", by: "ada")
            let blue = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            // Nothing that it was made from is there any more, or means the same.
            try FileManager.default.removeItem(at: world.folder.appending(path: "code"))
            world.assets.failEnvironment(with: AtelierError(.invalidState, "another environment by now"))

            var changed = blue.spec
            changed.instanceCount = 2
            let asked = try await world.catalog.deploy(
                changed, allTraffic: false, keepingParts: true, in: "default", by: "bob")
            #expect(asked.provisioningState == .scaling)
            let scaled = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(scaled.provisioningState == .succeeded, "\(scaled.reason ?? "")")
            #expect(scaled.spec.model == .registered(AssetReference(name: "iris", selector: .version("1"))))
            #expect(scaled.code == blue.code && scaled.environment == blue.environment)
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue")?.plan.python == python.path)

            // What is named otherwise is made anew, and that there is nothing of it is told.
            changed = scaled.spec
            changed.environment = .inline(EnvironmentSpec(image: "python:3.12"))
            _ = try await world.catalog.deploy(changed, allTraffic: false, keepingParts: true, in: "default", by: "bob")
            let failed = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(failed.reason?.contains("another environment by now") == true)
        }
    }

    @Test func aFailedUpdateLeavesTheOldVersionServing() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            let old = try #require(world.scoring.route(of: "iris")?.workers(of: "blue"))
            world.assets.failEnvironment(with: AtelierError(.invalidState, "no such package: scikit-lern"))
            var spec = world.spec("blue")
            spec.description = "second"
            let asked = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            #expect(asked.provisioningState == .updating)
            let failed = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(failed.provisioningState == .failed)
            #expect(failed.reason == "no such package: scikit-lern; the version before it keeps serving")
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") === old)
            #expect(!old.isStopped)
            world.assets.failEnvironment(with: nil)
            // Its traffic can still be moved, and after a restart the old version is what comes back.
            try await world.deploy("green")
            try await world.setTraffic(["blue": 50, "green": 50])
            try await world.restarted { again in
                await again.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
                #expect(again.scoring.route(of: "iris")?.workers(of: "blue")?.version == 1)
                let still = try await again.catalog.showDeployment("blue", of: "iris", in: "default")
                #expect(still.provisioningState == .failed)
            }
        }
    }

    @Test func aCreationCanBeGivenUp() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            world.scoring.hold("blue")
            _ = try await world.catalog.deploy(world.spec("blue"), allTraffic: true, in: "default", by: "ada")
            await world.scoring.wait { !$0.begun.isEmpty }
            let deletion = Task {
                try await world.catalog.deleteDeployment("blue", of: "iris", in: "default", by: "ada")
            }
            world.scoring.release("blue")
            _ = try await deletion.value
            #expect(world.scoring.made.allSatisfy { $0.isStopped })
            #expect(try await world.catalog.listDeployments(of: "iris", in: "default").isEmpty)
            #expect(try await world.catalog.show("iris", in: "default").traffic.live.isEmpty)
        }
    }

    /// Without a script a model that MLflow saved serves itself, in its own environment unless one is named.
    @Test func aModelWithoutAScriptIsServedInItsOwnEnvironment() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var spec = world.spec("blue")
            (spec.code, spec.environment) = (nil, nil)
            spec.dataCollection = DataCollection(collections: ["request", "model_inputs"], samplingRate: 0.5)
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            let failed = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(failed.provisioningState == .failed)
            #expect(failed.reason?.contains("model iris is neither ONNX nor XGBoost nor one of MLflow") == true)

            try world.assets.makeModelOfMLflow()
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            let made = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(made.provisioningState == .succeeded, "\(made.reason ?? "")")
            let plan = try #require(world.scoring.made.last?.plan)
            #expect(plan.scoringScript == nil && plan.modelVersion == "1" && plan.modelDirectory != nil)
            #expect(world.assets.builtFor.withLock(\.self)?.hasSuffix("/model/model.joblib") == true)
            let collection = try #require(plan.collection)
            #expect(collection.folder.hasSuffix("/modelDataCollector") && collection.folder.contains("default"))
            #expect(collection.collectsRequests && !collection.collectsResponses && collection.samplingRate == 0.5)
            #expect(collection.scriptCollections == ["model_inputs"] && collection.modelVersion == "1")
        }
    }

    /// An ONNX or XGBoost model needs neither code nor environment: the engine's own threads serve it.
    @Test func aModelForTheEnginesThreadsNeedsNoPython() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var spec = world.spec("blue", instances: 3)
            (spec.code, spec.environment) = (nil, nil)
            world.assets.facts.withLock { $0 = ModelFacts(onnx: "/models/iris.onnx") }
            world.assets.failEnvironment(with: AtelierError(.internal, "no environment is to be built"))
            _ = try await world.catalog.deploy(spec, allTraffic: true, in: "default", by: "ada")
            let made = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(made.provisioningState == .succeeded, "\(made.reason ?? "")")
            #expect(made.environment == nil && made.code == nil)
            let plan = try #require(world.scoring.made.last?.native)
            #expect(plan.engine == .pipeline && plan.modelFile == "/models/iris.onnx" && plan.instances == 3)
            let phases = try await world.catalog.phases(of: "blue", "iris", in: "default")
            #expect(phases.map(\.name) == ["resolving the model", "loading the model"])

            world.assets.facts.withLock {
                $0 = ModelFacts(
                    xgboost: "/models/m.ubj",
                    mlflow: MLflowModel(flavors: [
                        "xgboost": ["xgb_version": "2.1.4", "model_class": "xgboost.sklearn.XGBClassifier"],
                    ]))
            }
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            let boosted = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(boosted.warnings.last == "another version")
            let library = try #require(world.scoring.made.last?.native)
            #expect(library.engine == .xgboost(library: "/opt/xgboost.so") && library.answer == .classes)
        }
    }

    /// What needs Python is converted where that is asked for; where it cannot be, Python serves it and says why.
    @Test func aModelIsAcceleratedOrFallsBackToPython() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var spec = world.spec("blue")
            (spec.code, spec.environment, spec.accelerate) = (nil, nil, .auto)
            try world.assets.makeModelOfMLflow()
            world.assets.facts.withLock { $0 = ModelFacts(mlflow: MLflowModel(flavors: ["sklearn": [:]])) }
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            let slow = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(slow.provisioningState == .succeeded, "\(slow.reason ?? "")")
            #expect(slow.warnings == ["not accelerated, served with Python: it has no ONNX form"])
            #expect(world.scoring.made.last?.native == nil)
            #expect(slow.servedBy == "python")
            let phases = try await world.catalog.phases(of: "blue", "iris", in: "default").map(\.name)
            #expect(phases.prefix(3) == ["resolving the model", "converting the model to ONNX", "falling back to Python"])

            world.assets.graph.withLock { $0 = .success("/graphs/iris.onnx") }
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            let fast = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(fast.provisioningState == .succeeded && fast.warnings.isEmpty, "\(fast.warnings)")
            #expect(world.scoring.made.last?.native?.modelFile == "/graphs/iris.onnx")
            #expect(fast.environment == nil && fast.servedBy == "native")
        }
    }

    struct Fault: Sendable {
        let field: String
        let make: @Sendable (inout OnlineDeploymentSpec) -> Void
    }

    static let faults = [
        Fault(field: "instance_count") { $0.instanceCount = 0 },
        Fault(field: "instance_count") { $0.instanceCount = 51 },
        Fault(field: "request_timeout_ms") { $0.requestSettings.requestTimeoutMilliseconds = 180_001 },
        Fault(field: "scoring_script") { $0.code?.scoringScript = "../score.py" },
        Fault(field: "environment") { $0.environment = nil },
        Fault(field: "neither a model nor a code_configuration") { ($0.code, $0.model) = (nil, nil) },
        Fault(field: "which runtime native cannot run") { $0.runtime = .native },
        Fault(field: "sampling_rate") { $0.dataCollection = DataCollection(collections: [], samplingRate: 2) },
    ]

    @Test(arguments: faults)
    func whatCannotBeIsRefusedAndNothingIsWritten(fault: Fault) async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var spec = world.spec("blue")
            fault.make(&spec)
            let asked = spec
            await #expect {
                _ = try await world.catalog.deploy(asked, allTraffic: false, in: "default", by: "ada")
            } throws: { "\($0)".contains(fault.field) }
            #expect(try await world.catalog.listDeployments(of: "iris", in: "default").isEmpty)
        }
    }
}
