import Domain
import Testing

@testable import Engine

@Suite struct RuntimePlannerTests {
    private let pipeline = ModelFacts(onnx: "/m.onnx")
    private let network = ModelFacts(onnx: "/n.onnx", pipelineRefusal: "it uses the operator Conv")
    private let boosted = ModelFacts(
        xgboost: "/b.ubj", mlflow: MLflowModel(flavors: ["xgboost": ["xgb_version": "3.2.0"], "python_function": [:]]))
    private let sklearn = ModelFacts(mlflow: MLflowModel(flavors: ["sklearn": [:], "python_function": [:]]))

    private func spec(_ runtime: RuntimeChoice?, code: Bool = false) -> OnlineDeploymentSpec {
        OnlineDeploymentSpec(
            name: "blue", endpoint: "iris", code: code ? CodeConfiguration(code: "/src", scoringScript: "score.py") : nil,
            runtime: runtime)
    }

    private func decide(_ runtime: RuntimeChoice?, _ facts: ModelFacts, code: Bool = false) throws -> RuntimePlanner.Decision {
        try RuntimePlanner.decide(spec(runtime, code: code), model: "iris", facts)
    }

    @Test(arguments: [nil, RuntimeChoice.auto])
    func choosesByTheModel(runtime: RuntimeChoice?) throws {
        #expect(try decide(runtime, pipeline) == .pipeline(file: "/m.onnx"))
        #expect(try decide(runtime, network) == .library(.onnxruntime, file: "/n.onnx", version: nil))
        #expect(try decide(runtime, boosted) == .library(.xgboost, file: "/b.ubj", version: "3.2.0"))
        #expect(try decide(runtime, sklearn) == .python)
        #expect(try decide(runtime, pipeline, code: true) == .python)
    }

    @Test func doesWhatIsAsked() throws {
        #expect(try decide(.onnx, pipeline) == .library(.onnxruntime, file: "/m.onnx", version: nil))
        #expect(try decide(.native, pipeline) == .pipeline(file: "/m.onnx"))
        #expect(try decide(.python, boosted) == .python)
        #expect(try decide(.xgboost, boosted) == .library(.xgboost, file: "/b.ubj", version: "3.2.0"))
    }

    @Test(arguments: [
        (RuntimeChoice.native, "it uses the operator Conv"), (.xgboost, "has not an XGBoost file"),
        (.python, "has no MLmodel file"),
    ])
    func saysWhatAModelLacks(runtime: RuntimeChoice, why: String) {
        let error = #expect(throws: AtelierError.self) { try decide(runtime, network) }
        #expect(error?.message.contains(why) == true && error?.hint?.isEmpty == false)
    }

    @Test func aModelThatNobodyKnowsNeedsAScript() {
        #expect(throws: AtelierError.self) { try decide(nil, ModelFacts()) }
    }

    @Test func onlyWhatPythonWouldServeIsAccelerated() {
        func accelerates(_ facts: ModelFacts, change: (inout OnlineDeploymentSpec) -> Void = { _ in }) -> Bool {
            var spec = spec(nil)
            spec.accelerate = .auto
            change(&spec)
            return RuntimePlanner.accelerates(spec, facts)
        }
        #expect(accelerates(sklearn))
        #expect(!accelerates(sklearn) { $0.accelerate = .off })
        #expect(!accelerates(sklearn) { $0.accelerate = nil })
        #expect(!accelerates(sklearn) { $0.runtime = .python })
        #expect(!accelerates(sklearn) { $0.code = CodeConfiguration(code: "/src", scoringScript: "score.py") })
        #expect(!accelerates(ModelFacts(mlflow: MLflowModel(flavors: ["pytorch": [:], "python_function": [:]]))))
        #expect(!accelerates(pipeline))
    }
}
