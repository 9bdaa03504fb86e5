import Domain
import Engine
import Foundation
import Testing

@Suite struct LocationResolverTests {
    @Test func knowsWhereThingsLie() async throws {
        try await AssetFixture.run { fixture in
            try await fixture.addJob(
                "j1",
                outputs: [
                    "model": JobOutput(),
                    "there": JobOutput(location: .datastore(Datastore.blobStore, path: "x/${{name}}/${{ output_name }}")),
                ])
            let store = fixture.home.datastore(Datastore.blobStore, in: fixture.workspace)
            let artifacts = fixture.home.job("j1", in: fixture.workspace).artifacts
            for (text, path) in [
                ("/data/a.csv", "/data/a.csv"),
                ("file:///data/folder/", "/data/folder"),
                ("azureml://datastores/workspaceblobstore/paths/a/./b/", "\(store)/a/b"),
                ("azureml://jobs/j1/outputs/artifacts/paths/outputs/m.joblib", "\(artifacts)/outputs/m.joblib"),
                ("azureml://jobs/j1/outputs/artifacts/", artifacts),
                ("azureml://jobs/j1/outputs/model/paths/w.bin", "\(store)/azureml/j1/model/w.bin"),
                ("azureml://jobs/j1/outputs/there", "\(store)/x/j1/there"),
                ("runs:/j1/model", "\(artifacts)/model"),
                (
                    "azureml://datastores/workspaceartifactstore/paths/ExperimentRun/dcid.j1/outputs/a",
                    "\(artifacts)/outputs/a"
                ),
            ] {
                let location = try DataLocation(parsing: text)
                #expect(try await fixture.locations.path(of: location, in: fixture.workspace) == path)
            }
        }
    }

    @Test func nothingLeavesItsPlace() async throws {
        try await AssetFixture.run { fixture in
            try await fixture.addJob("j1", outputs: ["model": JobOutput()])
            let artifacts = fixture.home.job("j1", in: fixture.workspace).artifacts
            try fixture.write("secret", to: fixture.path("secret"))
            try fixture.write("x", to: "\(artifacts)/a/b")
            try FileManager.default.createSymbolicLink(
                atPath: "\(artifacts)/out", withDestinationPath: fixture.path("."))
            try FileManager.default.createSymbolicLink(atPath: "\(artifacts)/in", withDestinationPath: "a")
            try FileManager.default.createSymbolicLink(atPath: "\(artifacts)/gone", withDestinationPath: "/nowhere/x")
            let hostile = [
                "..", "../x", "a/../../x", "a/b/../../../x", "/../x", "//..//x", "./../x", "a/..", "out/secret",
                "out", "in/../../x", "gone", "a\0b", "../../../../../../etc/passwd", "..//..",
                "../\u{301}x", "a/../\u{301}x",
                String(repeating: "a", count: 300), String(repeating: "abc/", count: 2000),
            ]
            for path in hostile {
                for location: DataLocation in [
                    .jobOutput("j1", output: "artifacts", path: path), .run("j1", path: path),
                ] {
                    let error = await failure { try await fixture.locations.path(of: location, in: fixture.workspace) }
                    #expect(error?.code == .invalidArgument, "\(path)")
                }
            }
            for run in ["..", "../..", "a/b", ".", ""] {
                let location = DataLocation.run(JobName(run), path: "x")
                #expect(await failure { try await fixture.locations.path(of: location, in: fixture.workspace) } != nil)
            }
            // Names that only look like it are names.
            for path in ["%2e%2e/x", "..a", "a..", "...", "in/b", "..\\x", "%2e%2e%2fx", "a/ ../b"] {
                let location = DataLocation.run("j1", path: path)
                let found = try await fixture.locations.path(of: location, in: fixture.workspace)
                #expect(found.hasPrefix(artifacts + "/"))
            }
        }
    }

    @Test func saysWhatIsWrong() async throws {
        try await AssetFixture.run { fixture in
            try await fixture.addJob("j1", outputs: ["model": JobOutput()])
            let cases: [(String, ErrorCode, String)] = [
                ("azureml://jobs/j2/outputs/artifacts", .notFound, "no job 'j2'"),
                ("runs:/NOPE/x", .notFound, "there is no run 'NOPE' in workspace 'default'"),
                ("azureml://datastores/workspaceartifactstore/paths/ExperimentRun/dcid.j2/x", .notFound, "no run 'j2'"),
                ("azureml://jobs/j1/outputs/modle/paths/x", .notFound, "no output 'modle'"),
                ("azureml://datastores/mystore/paths/x", .notFound, "no datastore 'mystore'"),
                ("azureml:iris:1", .notFound, "'iris'"),
                ("wasbs://c@a.blob.core.windows.net/x", .unsupported, "cloud storage"),
                ("ftp://host/x", .unsupported, "ftp"),
                ("file://localhost/etc/passwd", .invalidArgument, "absolute"),
                ("https://example.com/x", .unavailable, "example.com"),
                ("azureml://registries/azureml/models/m/versions/1", .unsupported, "registry"),
            ]
            for (text, code, part) in cases {
                let location = try DataLocation(parsing: text)
                let error = await failure { try await fixture.locations.path(of: location, in: fixture.workspace) }
                #expect(error?.code == code, "\(text)")
                #expect(error?.message.contains(part) == true, "\(error?.message ?? "no error")")
            }
            let private1 = DataLocation.local(fixture.home.database)
            #expect(
                await failure { try await fixture.locations.path(of: private1, in: fixture.workspace) }?.code
                    == .invalidArgument)
        }
    }

    @Test func aRunThatAClientMadeIsFoundInItsWorkspace() async throws {
        try await AssetFixture.run { fixture in
            let ledger = TrackingLedger(context: fixture.context)
            let run = try await ledger.createRun(
                NewRun(experiment: "0", name: nil, user: "me", startTime: nil, tags: [], idempotencyKey: nil),
                by: TrackingCaller(principal: .user, workspace: fixture.workspace))
            let location = DataLocation.run(JobName(run.info.id.rawValue), path: "model")
            let found = try await fixture.locations.path(of: location, in: fixture.workspace)
            #expect(found == "\(fixture.home.artifacts(of: run.info))/model")
            #expect(await failure { try await fixture.locations.path(of: location, in: "other") }?.code == .notFound)
        }
    }

    @Test func anInputsTypeSaysWhichOfTwoIsMeant() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("1,2", to: fixture.path("iris.csv"))
            let weights = try fixture.write("w", to: fixture.path("iris.bin"))
            let (resolver, workspace) = (fixture.locations, fixture.workspace)
            _ = try await fixture.data.register(
                DataSpec(name: "iris", type: .uriFile, location: .local(file)), in: workspace, by: "me")
            let model = try await fixture.models.register(
                ModelSpec(name: "iris", location: .local(weights)), in: workspace, by: "me")
            _ = try await fixture.models.register(
                ModelSpec(name: "fox", location: .local(weights)), in: workspace, by: "me")
            let iris = DataLocation.asset(AssetReference(name: "iris", selector: .version("1")))
            let place = "\(fixture.models.files(of: model))/iris.bin"
            #expect(try await resolver.path(of: iris, asInput: .customModel, in: workspace) == place)
            #expect(try await resolver.path(of: iris, asInput: .uriFile, in: workspace) == file)
            // The default type of an input says nothing.
            let fox = DataLocation.asset(AssetReference(name: "fox", selector: .label("latest")))
            #expect(try await resolver.path(of: fox, asInput: .uriFolder, in: workspace).hasSuffix("/fox/1/iris.bin"))
        }
    }

    @Test func dataIsRegisteredAndFoundAgain() async throws {
        try await AssetFixture.run { fixture in
            let catalog = DataCatalog(fixture.context, locations: fixture.locations)
            let file = try fixture.write("1,2", to: fixture.path("iris.csv"))
            let spec = DataSpec(name: "iris", type: .uriFile, location: .local(file))
            #expect(try await catalog.register(spec, in: fixture.workspace, by: "me").version == "1")
            #expect(try await catalog.register(spec, in: fixture.workspace, by: "me").version == "2")
            let again = DataSpec(
                name: "iris", version: "2", type: .uriFile, location: .local(file), description: "the same once more")
            #expect(try await catalog.register(again, in: fixture.workspace, by: "me").description == "the same once more")
            #expect(try await catalog.list(named: "iris", in: fixture.workspace).count == 2)
            var other = again
            other.location = .local(try fixture.write("3,4", to: fixture.path("other.csv")))
            let taken = await failure { try await catalog.register(other, in: fixture.workspace, by: "me") }
            #expect(taken?.code == .alreadyExists)
            let reference = try AssetReference(parsing: "azureml:iris@latest")
            #expect(try await catalog.resolve(reference, in: fixture.workspace).version == "2")
            #expect(
                try await fixture.locations.path(of: .asset(reference), as: .uriFile, in: fixture.workspace) == file)
            let folder = DataSpec(name: "iris", type: .uriFolder, location: .local(file))
            #expect(
                await failure { try await catalog.register(folder, in: fixture.workspace, by: "me") }?.code
                    == .invalidArgument)
            let slip = await failure { try await catalog.resolve(AssetReference(parsing: "irs:1"), in: fixture.workspace) }
            #expect(slip?.hint == "did you mean 'iris'?")
        }
    }
}
