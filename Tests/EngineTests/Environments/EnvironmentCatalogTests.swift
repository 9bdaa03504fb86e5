import Domain
import Engine
import Testing

@Suite struct EnvironmentCatalogTests {
    @Test func registersResolvesAndKnowsTheCurated() async throws {
        try await AssetFixture.run { fixture in
            let catalog = EnvironmentCatalog(fixture.context)
            let spec = EnvironmentSpec(name: "mine", conda: CondaFile(dependencies: ["python=3.11"], pip: ["joblib"]))
            #expect(try await catalog.register(spec, in: fixture.workspace, by: "me").version == "1")
            #expect(try await catalog.register(spec, in: fixture.workspace, by: "me").version == "2")
            func resolve(_ text: String) async throws -> EnvironmentSpec {
                try await catalog.resolve(.registered(AssetReference(parsing: text)), in: fixture.workspace)
            }
            #expect(try await resolve("azureml:mine@latest").version == "2")
            #expect(try await resolve("azureml:mine:1").conda?.pip == ["joblib"])
            #expect(try await resolve("azureml:AzureML-sklearn-1.5@latest").conda?.pip.first == "pandas~=1.5.3")
            #expect(
                try await resolve("azureml://registries/azureml/environments/sklearn-1.5/labels/latest").conda != nil)
            let slip = await failure { try await resolve("azureml:minee:1") }
            #expect(slip?.code == .notFound)
            #expect(slip?.hint == "did you mean 'mine'?")
            // A curated one of another release is answered with the one that there is.
            for (name, kin) in [
                ("azureml:AzureML-sklearn-0.24-ubuntu18.04-py37-cpu:22", "sklearn-1.5"),
                ("azureml:AzureML-ACPT-pytorch-1.12-py39-cuda11.6-gpu@latest", "acpt-pytorch-2.8-cuda12.6"),
                ("azureml://registries/azureml/environments/tensorflow-2.12-cuda11/versions/3", "tensorflow-2.16-cuda12"),
            ] {
                let gone = await failure { try await resolve(name) }
                #expect(gone?.code == .notFound)
                #expect(gone?.hint == "the curated one of its kind here is azureml:\(kin)@latest")
            }
            #expect(await failure { try await resolve("azureml:my-sklearn:1") }?.hint?.hasPrefix("there is: ") == true)
            let curated = try await catalog.resolve(
                .inline(EnvironmentSpec(image: "mcr.microsoft.com/azureml/curated/minimal-py311-inference:7")),
                in: fixture.workspace)
            #expect(curated.conda?.dependencies == ["python=3.11"])
        }
    }

    @Test func theSameOnceMoreIsTheVersionThatIsThere() async throws {
        try await AssetFixture.run { fixture in
            let catalog = EnvironmentCatalog(fixture.context)
            var spec = EnvironmentSpec(name: "mine", version: "1.0", image: "python:3.11", tags: ["a": "b"])
            _ = try await catalog.register(spec, in: fixture.workspace, by: "me")
            spec.tags = ["a": "c"]
            let again = try await catalog.register(spec, in: fixture.workspace, by: "me")
            #expect(again.version == "1.0" && again.tags == ["a": "c"])
            #expect(try await catalog.list(named: "mine", in: fixture.workspace).count == 1)
            spec.image = "python:3.12"
            #expect(
                await failure { try await catalog.register(spec, in: fixture.workspace, by: "me") }?.code
                    == .alreadyExists)
        }
    }

    @Test func whatCannotBeBuiltIsNotRegistered() async throws {
        try await AssetFixture.run { fixture in
            let catalog = EnvironmentCatalog(fixture.context)
            let spec = EnvironmentSpec(name: "mine", conda: CondaFile(dependencies: ["cudatoolkit"]))
            #expect(
                await failure { try await catalog.register(spec, in: fixture.workspace, by: "me") }?.code
                    == .unsupported)
            let left = try await catalog.list(in: fixture.workspace)
            #expect(left.isEmpty)
        }
    }
}
