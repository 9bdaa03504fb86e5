import Domain
import Foundation
import Store
import Testing

@testable import Engine

@Suite struct ConversionTests {
    @Test func flavorsAreReadAsMLflowWritesThem() {
        let text = """
            artifact_path: model
            flavors:
              python_function:
                env:
                  conda: conda.yaml
                loader_module: mlflow.lightgbm
              lightgbm:
                data: model.lgb
            signature:
              inputs:
            """
        #expect(ConvertibleModel.flavorNames(in: text) == ["python_function", "lightgbm"])
        #expect(ConvertibleModel.flavorNames(in: "").isEmpty)
    }

    @Test func aModelRunsInWhatItNamesWithTheConverterAdded() async throws {
        try await AssetFixture.run { fixture in
            let folder = fixture.path("model")
            try fixture.write("flavors:\n  sklearn:\n    code: null\n", to: "\(folder)/MLmodel")
            try fixture.write("mlflow==2.14.1\n# why\nscikit-learn==1.5.0\n", to: "\(folder)/requirements.txt")
            try fixture.write("python: 3.11.7\nbuild_dependencies:\n- pip\n", to: "\(folder)/python_env.yaml")
            let model = try ConvertibleModel.mlflow(at: folder)
            #expect(model.flavor == "sklearn")
            #expect(model.environment.conda?.dependencies == ["python=3.11"])
            #expect(model.environment.conda?.pip.prefix(3) == ["mlflow==2.14.1", "scikit-learn==1.5.0", "skl2onnx"])
            try fixture.write("flavors:\n  pytorch:\n    code: null\n", to: "\(folder)/MLmodel")
            let error = await failure { try ConvertibleModel.mlflow(at: folder) }
            #expect(error?.message == "a model of the flavor pytorch has no converter")
        }
    }

    @Test func whatDiffersIsRefusedByRow() throws {
        func result(_ text: String) throws -> ConversionResult {
            try JSONDecoder().decode(ConversionResult.self, from: Data(text.utf8))
        }
        let good = try result(#"{"difference": 1e-7, "rows": 10, "differing": [], "differing_count": 0, "versions": {"onnx": "1.2"}}"#)
        #expect(good.problem(with: "iris:1", tolerance: 1e-5) == nil)
        let off = try result(
            #"{"difference": 0.5, "rows": 10, "differing": [{"row": 3, "expected": 2.0, "got": 1.0, "input": {}}], "differing_count": 2}"#)
        let refusal = off.problem(with: "iris:1", tolerance: 1e-5)
        #expect(refusal?.code == .invalidArgument)
        #expect(
            refusal?.message
                == "the ONNX form of iris:1 differs from it by 0.5, more than 1e-05, on 2 of 10 rows: row 3: 1 instead of 2")
        #expect(off.problem(with: "iris:1", tolerance: 0.5) == nil)
        let none = try result(#"{"refusal": "KNeighbors has\u001b no form"}"#).problem(with: "iris:1", tolerance: 1)
        #expect(none?.code == .unsupported)
        #expect(none?.message.unicodeScalars.contains("\u{1B}") == false)
    }

    /// Plays the environment's Python: the script it is given is not run, what it would leave is written.
    private func desk(
        _ fixture: AssetFixture, python script: String
    ) throws -> (ConversionDesk, EnvironmentBuilder) {
        let uv = """
            last="${@: -1}"
            case "$1" in
                venv) mkdir -p "$last/bin"; cp "$FIXTURE/python" "$last/bin/python" ;;
                pip) [ "$2" = freeze ] && echo "onnx==1" ; exit 0 ;;
            esac
            """
        for (path, text) in [
            ("\(fixture.home.tools)/uv/bin/uv", uv), (fixture.path("python"), script),
        ] {
            try fixture.write("#!/bin/bash\n\(text)\n", to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        // An interpreter is a program, not a script; this one is not run.
        let bin = fixture.path("versions/x/bin")
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: "/usr/bin/true", toPath: "\(bin)/python3")
        let finder = InterpreterFinder(
            places: InterpreterPlaces(programs: [], collections: [fixture.path("versions")]),
            prober: ScriptedProber(version: PythonVersion(3, 11, 7)))
        let builder = EnvironmentBuilder(
            fixture.context, variables: ["PATH": "/usr/bin:/bin", "FIXTURE": fixture.path("")], finder: finder)
        return (
            ConversionDesk(
                fixture.context, models: fixture.models, environments: fixture.environments, builder: builder), builder
        )
    }

    private func original(_ fixture: AssetFixture) async throws -> ModelVersion {
        let folder = fixture.path("iris")
        try fixture.write("flavors:\n  sklearn:\n    code: null\n", to: "\(folder)/MLmodel")
        try fixture.write("x", to: "\(folder)/model.pkl")
        return try await fixture.models.register(
            ModelSpec(name: "iris", type: .mlflow, location: .local(folder), tags: ["a": "b"]), in: fixture.workspace,
            by: "ann")
    }

    private func left(_ fixture: AssetFixture) throws -> [String] {
        guard fixture.exists(fixture.home.cache) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: fixture.home.cache).filter { $0.hasPrefix(".converting") }
    }

    private static let goodPython = """
        [ "$1" = -m ] && exit 0
        folder=$(dirname "$2")
        echo "atelier: asking the model for 13 rows"
        mkdir "$folder/model"
        printf 'flavors:\\n  onnx:\\n    data: model.onnx\\n' > "$folder/model/MLmodel"
        echo graph > "$folder/model/model.onnx"
        echo '{"difference": 2e-7, "rows": 13, "differing": [], "differing_count": 0, "versions": {"skl2onnx": "1.20.0", "onnx": null}}' > "$folder/result.json"
        """

    @Test func aGraphIsRegisteredWithWhatItCameFrom() async throws {
        try await AssetFixture.run { fixture in
            let (desk, builder) = try desk(fixture, python: Self.goodPython)
            let original = try await original(fixture)
            let (phases, told) = AsyncStream<String>.makeStream()
            let converted = try await desk.convert(
                "iris", version: "1", order: ConversionOrder(newName: "iris-onnx"), in: fixture.workspace, by: "ann"
            ) { if case .phase(let phase) = $0 { told.yield(phase) } }
            told.finish()
            #expect(await phases.reduce(into: []) { $0.append($1) }.contains("asking the model for 13 rows"))
            #expect(converted.largestDifference == 2e-7 && converted.rows == 13)
            let model = converted.model
            #expect(model.name == "iris-onnx" && model.version == "1" && model.type == .mlflow)
            #expect(model.tags == ["a": "b"])
            #expect(model.properties["converted_from"] == "iris:1")
            #expect(model.properties["converted_from_hash"] == original.contentHash.rawValue)
            #expect(model.properties["largest_difference"] == "2e-07")
            #expect(model.properties["converter.skl2onnx"] == "1.20.0")
            #expect(model.properties["converter.onnx"] == nil)
            #expect(try fixture.read("\(model.path(in: fixture.home))/model.onnx") == "graph\n")
            #expect(try left(fixture).isEmpty)
            let next = try await desk.convert(
                "iris", version: nil, order: ConversionOrder(), in: fixture.workspace, by: "ann", report: { _ in })
            #expect(next.model.name == "iris" && next.model.version == "2")
            await builder.stop()
        }
    }

    @Test(arguments: [
        (#"echo '{"refusal": "it has no form"}' > "$folder/result.json"; exit 4"#, ErrorCode.unsupported),
        (
            #"echo '{"difference": 1.0, "rows": 9, "differing": [], "differing_count": 1}' > "$folder/result.json"; exit 3"#,
            .invalidArgument
        ),
        ("echo 'Killed'; exit 137", .unavailable),
        ("echo '{\"diff' > \"$folder/result.json\"", .unavailable),
    ])
    func whatFailsLeavesNothing(script: String, code: ErrorCode) async throws {
        try await AssetFixture.run { fixture in
            let (desk, builder) = try desk(
                fixture, python: "[ \"$1\" = -m ] && exit 0\nfolder=$(dirname \"$2\")\n\(script)")
            _ = try await original(fixture)
            let error = await failure {
                try await desk.convert(
                    "iris", version: "1", order: ConversionOrder(), in: fixture.workspace, by: "ann", report: { _ in })
            }
            #expect(error?.code == code, "\(error as Any)")
            #expect(try left(fixture).isEmpty)
            #expect(try await fixture.models.list(named: "iris", in: fixture.workspace).count == 1)
            await builder.stop()
        }
    }

    @Test func oneThatIsGivenUpLeavesNothing() async throws {
        try await AssetFixture.run { fixture in
            let (desk, builder) = try desk(fixture, python: Self.goodPython + "\nsleep 600")
            _ = try await original(fixture)
            let workspace = fixture.workspace
            let (phases, told) = AsyncStream<String>.makeStream()
            let task = Task {
                try await desk.convert("iris", version: "1", order: ConversionOrder(), in: workspace, by: "ann") {
                    if case .phase(let phase) = $0 { told.yield(phase) }
                }
            }
            for await phase in phases where phase == "asking the model for 13 rows" { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try left(fixture).isEmpty)
            #expect(try await fixture.models.list(named: "iris", in: fixture.workspace).count == 1)
            await builder.stop()
        }
    }

    @Test func onlyWhatCanBeReadIsConverted() async throws {
        try await AssetFixture.run { fixture in
            let (desk, builder) = try desk(fixture, python: "exit 0")
            let file = try fixture.write("x", to: fixture.path("model.joblib"))
            _ = try await fixture.models.register(
                ModelSpec(name: "plain", location: .local(file)), in: fixture.workspace, by: "ann")
            func refusal(_ order: ConversionOrder) async -> AtelierError? {
                await failure {
                    try await desk.convert(
                        "plain", version: nil, order: order, in: fixture.workspace, by: "ann", report: { _ in })
                }
            }
            #expect(await refusal(ConversionOrder())?.hint?.contains("--flavor") == true)
            #expect(await refusal(ConversionOrder(flavor: "keras"))?.code == .unsupported)
            #expect(await refusal(ConversionOrder(tolerance: -1))?.code == .invalidArgument)
            #expect(await refusal(ConversionOrder(tolerance: .nan))?.code == .invalidArgument)
            #expect(await refusal(ConversionOrder(rows: 0))?.code == .invalidArgument)
            #expect(await refusal(ConversionOrder(newName: "../x"))?.code == .invalidArgument)
            await builder.stop()
        }
    }

    @Test func aDeploymentsGraphIsMadeOnceAndCopied() async throws {
        try await AssetFixture.run { fixture in
            let (_, builder) = try desk(
                fixture, python: Self.goodPython + "\necho x >> \"$FIXTURE/conversions\"")
            let graphs = AcceleratedModels(fixture.context, builder: builder)
            let model = try await original(fixture)
            for name in ["one", "two"] {
                _ = try await graphs.place(model, into: fixture.path(name), log: { _ in })
                #expect(try fixture.read(fixture.path("\(name)/model.onnx")) == "graph\n")
            }
            #expect(try fixture.read(fixture.path("conversions")) == "x\n")
            #expect(try left(fixture).isEmpty)
            await builder.stop()
        }
    }

    @Test func aModelWithoutAGraphIsRefusedOnce() async throws {
        try await AssetFixture.run { fixture in
            let (_, builder) = try desk(
                fixture, python: """
                    [ "$1" = -m ] && exit 0
                    echo x >> "$FIXTURE/conversions"
                    echo '{"refusal": "it has no form"}' > "$(dirname "$2")/result.json"; exit 4
                    """)
            let graphs = AcceleratedModels(fixture.context, builder: builder)
            let model = try await original(fixture)
            for _ in 0..<2 {
                let error = await failure { try await graphs.place(model, into: fixture.path("one"), log: { _ in }) }
                #expect(error?.message == "iris:1 cannot be converted: it has no form")
            }
            #expect(try fixture.read(fixture.path("conversions")) == "x\n")
            #expect(!fixture.exists(fixture.path("one")))
            await builder.stop()
        }
    }
}
