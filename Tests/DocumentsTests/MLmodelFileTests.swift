import Documents
import Domain
import Testing

@Suite struct MLmodelFileTests {
    @Test func readsFlavorsAndColumns() throws {
        let folder = try Folder([
            "MLmodel": """
                artifact_path: model
                flavors:
                  python_function:
                    env: {conda: conda.yaml, virtualenv: python_env.yaml}
                    loader_module: mlflow.xgboost
                  xgboost:
                    code: null
                    data: model.ubj
                    model_class: xgboost.sklearn.XGBClassifier
                    xgb_version: 3.2.0
                mlflow_version: 3.17.0
                signature:
                  inputs: '[{"type": "double", "name": "sepal length", "required": true}, {"type": "string", "name": "kind", "required": false}]'
                  outputs: '[{"type": "long", "required": true}]'
                  params: null

                """
        ])
        let model = try MLmodelFile.read(folder.path)
        #expect(model.flavors["xgboost"] == ["data": "model.ubj", "model_class": "xgboost.sklearn.XGBClassifier", "xgb_version": "3.2.0"])
        #expect(model.flavors["python_function"]?["loader_module"] == "mlflow.xgboost")
        #expect(
            model.signature
                == ModelSignature(
                    inputs: [
                        TensorSpec(name: "sepal length", type: .float64, shape: [nil]),
                        TensorSpec(name: "kind", type: .text, shape: [nil], isOptional: true),
                    ],
                    outputs: [TensorSpec(name: "", type: .int64, shape: [nil])]))
    }

    @Test func readsTensors() throws {
        let folder = try Folder([
            "MLmodel": """
                flavors: {onnx: {data: model.onnx, onnx_version: 1.19.0}}
                signature:
                  inputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 4]}}]'
                  outputs: '[{"name": "label", "type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'

                """
        ])
        let model = try MLmodelFile.read(folder.path)
        #expect(model.flavors["onnx"]?["data"] == "model.onnx")
        #expect(model.signature?.inputs == [TensorSpec(name: "", type: .float32, shape: [nil, 4])])
        #expect(model.signature?.outputs == [TensorSpec(name: "label", type: .int64, shape: [nil])])
    }

    @Test(arguments: ["", "flavors: 1\n", "a: [b\n", "signature: {inputs: 'no JSON'}\n"])
    func refusesWhatIsNone(text: String) throws {
        let folder = try Folder(["MLmodel": text])
        #expect(throws: AtelierError.self) { try MLmodelFile.read(folder.path) }
    }

    @Test func aMomentIsAskedAsAText() throws {
        let folder = try Folder(["MLmodel": "flavors: {atelier: {}}\nsignature: {inputs: '[{\"type\": \"datetime\", \"name\": \"t\"}]'}\n"])
        #expect(try MLmodelFile.read(folder.path).signature?.inputs == [TensorSpec(name: "t", type: .text, shape: [nil])])
    }

    @Test func aSignatureThatIsNotUnderstoodIsNone() throws {
        let folder = try Folder(["MLmodel": "flavors: {sklearn: {}}\nsignature: {inputs: '[{\"type\": \"binary\", \"name\": \"t\"}]'}\n"])
        #expect(try MLmodelFile.read(folder.path).signature == nil)
    }
}
