import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct ModelCatalogTests {
    @Test func registersAJobsOutputWithItsLineage() async throws {
        try await AssetFixture.run { fixture in
            let code = ContentHash(rawValue: String(repeating: "a", count: 64))
            try await fixture.addJob(
                "j1", inputs: ["data": .data(DataInput(location: .local("/data/iris.csv"))), "n": .literal(3)],
                code: code)
            let outputs = fixture.home.job("j1", in: fixture.workspace).outputs
            try fixture.write("weights", to: "\(outputs)/model.joblib")
            let location = try DataLocation(
                parsing: "azureml://jobs/j1/outputs/artifacts/paths/outputs/model.joblib")
            let model = try await fixture.models.register(
                ModelSpec(name: "iris", location: location), in: fixture.workspace, by: "me")
            #expect(model.version == "1")
            #expect(model.baseName == "model.joblib")
            // As sha256sum prints it.
            let hash = "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c"
            #expect(model.contentHash.rawValue == hash)
            #expect(model.lineage.job == "j1")
            #expect(model.lineage.code == code)
            #expect(model.lineage.data == ["data": "/data/iris.csv"])
            #expect(model.lineage.metrics == ["accuracy": 0.97])
            #expect(try fixture.read("\(fixture.models.files(of: model))/model.joblib") == "weights")
            // The registered copy does not follow the original.
            try fixture.write("other", to: "\(outputs)/model.joblib")
            #expect(try fixture.read(model.path(in: fixture.home)) == "weights")
            let kinds = try await fixture.context.store.read { try $0.events(after: 0, limit: 100).map(\.kind) }
            #expect(kinds.filter { $0 == "model.registered" }.count == 1)
        }
    }

    @Test func afterTheLargestNumberThereIsNoNext() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            func register(_ version: String?) async throws -> String {
                let spec = ModelSpec(name: "m", version: version, location: .local(file))
                return try await fixture.models.register(spec, in: fixture.workspace, by: "me").version
            }
            #expect(try await register("9223372036854775807") == "9223372036854775807")
            let error = await failure { try await register(nil) }
            #expect(error?.code == .invalidState)
            #expect(
                error?.description == "the versions of model m have come to 9223372036854775807, and no next number is given; "
                    + "name a version with --version")
            #expect(try await register("99999999999999999999") == "99999999999999999999")
            #expect(try await register("v2") == "v2")
        }
    }

    @Test func fiftyAtOnceAreDenseAndUnique() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            let catalog = fixture.models
            let workspace = fixture.workspace
            let versions = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await catalog.register(
                            ModelSpec(name: "m", location: .local(file)), in: workspace, by: "me"
                        ).version
                    }
                }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(Set(versions) == Set((1...50).map(String.init)))
            #expect(versions.count == 50)
            let folder = "\(fixture.home.workspace(workspace))/models"
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["m"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/m").count == 50)
        }
    }

    @Test func explicitVersionsAreKeptAndNumbersNeverReused() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            let catalog = fixture.models
            func register(_ version: String?) async throws -> String {
                try await catalog.register(
                    ModelSpec(name: "m", version: version, location: .local(file)), in: fixture.workspace, by: "me"
                ).version
            }
            #expect(try await register(nil) == "1")
            #expect(try await register("5") == "5")
            #expect(try await register("beta") == "beta")
            #expect(try await register(nil) == "6")
            try fixture.write("other", to: file)
            #expect(await failure { try await register("5") }?.code == .alreadyExists)
            #expect(await failure { try await register("../5") }?.code == .invalidArgument)
            #expect(try await catalog.show("m", in: fixture.workspace).version == "6")
            try await catalog.setArchived(true, "m", version: "6", in: fixture.workspace, by: "me")
            #expect(try await catalog.show("m", in: fixture.workspace).version == "beta")
            #expect(try await register(nil) == "7")
            #expect(try await catalog.list(named: "m", in: fixture.workspace).map(\.version) == ["7", "beta", "5", "1"])
            try await catalog.setArchived(false, "m", in: fixture.workspace, by: "me")
            #expect(try await catalog.list(in: fixture.workspace).count == 5)
        }
    }

    @Test func theSameOnceMoreIsTheVersionThatIsThereWithItsNotesAnew() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            var spec = ModelSpec(name: "m", version: "5", location: .local(file), tags: ["a": "b"])
            _ = try await fixture.models.register(spec, in: fixture.workspace, by: "me")
            spec.description = "anew"
            spec.tags = [:]
            let again = try await fixture.models.register(spec, in: fixture.workspace, by: "you")
            #expect(again.version == "5" && again.description == "anew" && again.tags == ["a": "b"])
            #expect(again.creation.createdBy == "me")
            #expect(try await fixture.models.list(named: "m", in: fixture.workspace).count == 1)
            let folder = "\(fixture.home.workspace(fixture.workspace))/models"
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["m"])
            spec.type = .triton
            #expect(
                await failure { try await fixture.models.register(spec, in: fixture.workspace, by: "me") }?.code
                    == .alreadyExists)
        }
    }

    @Test func filesWithoutARecordAreSetAsideAndHalfCopiesSwept() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("new", to: fixture.path("m.bin"))
            let folder = "\(fixture.home.workspace(fixture.workspace))/models"
            try fixture.write("old", to: "\(folder)/m/1/m.bin")
            try fixture.write("half", to: "\(folder)/.staging-x/m.bin")
            let catalog = fixture.models
            try await catalog.start()
            #expect(!fixture.exists("\(folder)/.staging-x"))
            let model = try await catalog.register(
                ModelSpec(name: "m", location: .local(file)), in: fixture.workspace, by: "me")
            #expect(try fixture.read(model.path(in: fixture.home)) == "new")
            let aside = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/m")
            #expect(aside.contains { $0.hasPrefix(".unrecorded-") })
        }
    }

    @Test func aFailedRegistrationLeavesNothing() async throws {
        try await AssetFixture.run { fixture in
            let catalog = fixture.models
            try fixture.write("x", to: fixture.path("folder/a.bin"))
            try FileManager.default.createDirectory(
                atPath: fixture.path("empty"), withIntermediateDirectories: true)
            func error(_ path: String, _ type: ModelType) async -> ErrorCode? {
                await failure {
                    try await catalog.register(
                        ModelSpec(name: "m", type: type, location: .local(path)), in: fixture.workspace, by: "me")
                }?.code
            }
            #expect(await error(fixture.path("missing"), .custom) == .notFound)
            #expect(await error(fixture.path("empty"), .custom) == .invalidArgument)
            #expect(await error(fixture.path("folder"), .mlflow) == .invalidArgument)
            #expect(try await catalog.list(in: fixture.workspace).isEmpty)
            let folder = "\(fixture.home.workspace(fixture.workspace))/models"
            let left = fixture.exists(folder) ? try fixture.files(in: folder) : []
            #expect(left.isEmpty)
        }
    }

    @Test func aFolderKeepsItsNameAndCanBeRegisteredAgainFromItsModel() async throws {
        try await AssetFixture.run { fixture in
            try fixture.write("flavors: {}", to: fixture.path("model/MLmodel"))
            try fixture.write("w", to: fixture.path("model/data/w.bin"))
            let catalog = fixture.models
            let first = try await catalog.register(
                ModelSpec(name: "a", type: .mlflow, location: .local(fixture.path("model/"))), in: fixture.workspace,
                by: "me")
            #expect(first.baseName == "model")
            let second = try await catalog.register(
                ModelSpec(name: "b", type: .mlflow, location: .asset(AssetReference(parsing: "azureml:a:1"))),
                in: fixture.workspace, by: "me")
            #expect(second.contentHash == first.contentHash)
            #expect(try fixture.files(in: catalog.files(of: second)) == ["model/MLmodel", "model/data/w.bin"])
        }
    }

    @Test func unknownNamesAndVersionsAreTold() async throws {
        try await AssetFixture.run { fixture in
            let file = try fixture.write("w", to: fixture.path("m.bin"))
            let catalog = fixture.models
            _ = try await catalog.register(ModelSpec(name: "iris", location: .local(file)), in: fixture.workspace, by: "me")
            func message(_ text: String) async -> AtelierError? {
                await failure { try await catalog.resolve(AssetReference(parsing: text), in: fixture.workspace) }
            }
            #expect(await message("irsi:1")?.hint == "did you mean 'iris'?")
            #expect(await message("iris:9")?.message == "model 'iris' has no version '9'")
            #expect(await message("iris@prod")?.message.contains("label 'prod'") == true)
        }
    }
}
