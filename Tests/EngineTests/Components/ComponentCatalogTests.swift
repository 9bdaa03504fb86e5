import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct ComponentCatalogTests {
    private static func catalog(_ fixture: AssetFixture) -> ComponentCatalog {
        ComponentCatalog(
            fixture.context, code: CodeSnapshots(fixture.context), environments: fixture.environments)
    }

    private static func spec(
        code: String? = nil, includes: [String]? = nil, version: String? = nil
    ) -> ComponentSpec {
        ComponentSpec(
            name: "train", version: version,
            work: .command(
                CommandStep(
                    command: "python train.py", code: code, additionalIncludes: includes,
                    environment: .registered(AssetReference(name: "mine", selector: .label("latest"))))))
    }

    @Test func itsCodeIsKeptByContent() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            let file = try fixture.write("print(1)", to: fixture.path("src/train.py"))
            let spec = Self.spec(code: fixture.path("src"))
            let first = try await catalog.register(spec, in: workspace, by: "me").component
            #expect(first.version == "1")
            try fixture.write("print(2)", to: file)
            let second = try await catalog.register(spec, in: workspace, by: "me").component
            #expect(second.version == "2" && second.code != first.code)
            let copy = fixture.path("copy")
            try await CodeSnapshots(fixture.context).materialise(try #require(first.code), at: copy)
            #expect(try fixture.read("\(copy)/train.py") == "print(1)")
            #expect(try await catalog.show("train", in: workspace).code == second.code)
        }
    }

    @Test func theSameVersionAgainIsGivenBackAndAnotherIsRefused() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            let file = try fixture.write("print(1)", to: fixture.path("src/train.py"))
            let spec = Self.spec(code: fixture.path("src"), version: "1")
            let first = try await catalog.register(spec, in: workspace, by: "ann").component
            let again = try await catalog.register(spec, in: workspace, by: "bob").component
            #expect(again.creation == first.creation)
            try fixture.write("print(2)", to: file)
            let other = await failure { try await catalog.register(spec, in: workspace, by: "bob") }
            #expect(other?.message == "component train:1 exists already; a version never changes")
            let kinds = try await fixture.context.store.read { try $0.events(after: 0, limit: 100) }.map(\.kind)
            #expect(kinds.filter { $0 == "component.registered" }.count == 1)
        }
    }

    @Test func whatItNeedsMustBeThereAndStays() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            let missing = await failure { try await catalog.register(Self.spec(), in: workspace, by: "me") }
            #expect(missing?.message == "there is no environment 'mine'")
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            let noCode = await failure {
                try await catalog.register(Self.spec(code: fixture.path("nowhere")), in: workspace, by: "me")
            }
            #expect(noCode?.code == .notFound)
            _ = try await catalog.register(Self.spec(), in: workspace, by: "me")
            let needed = await failure {
                try await fixture.environments.delete("mine", version: "1", in: workspace, by: "me")
            }
            #expect(needed?.message == "environment mine:1 is used by component train:1")
            let changed = try await catalog.update(
                "train", version: "1", in: workspace, by: "me", AssetEdit(tags: ["a": "b"], displayName: "Train"))
            #expect(changed.spec.displayName == "Train" && changed.tags == ["a": "b"])
            try await catalog.delete("train", version: "1", in: workspace, by: "me")
            try await fixture.environments.delete("mine", version: "1", in: workspace, by: "me")
            let slip = await failure { try await catalog.show("train", version: "1", in: workspace) }
            #expect(slip?.message == "there is no component 'train'")
        }
    }

    // MARK: Includes

    @Test func whatIsIncludedIsKeptWithTheCode() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            try fixture.write("print(1)", to: fixture.path("src/train.py"))
            try fixture.write("lib/secret.py\n", to: fixture.path("src/.amlignore"))
            try fixture.write("x = 1", to: fixture.path("lib/x.py"))
            try fixture.write("y = 1", to: fixture.path("lib/deep/y.py"))
            try fixture.write("z = 1", to: fixture.path("lib/secret.py"))
            try fixture.write("*.log\n", to: fixture.path("lib/.gitignore"))
            try fixture.write("noise", to: fixture.path("lib/a.log"))
            try fixture.write("MIT", to: fixture.path("LICENSE"))
            try FileManager.default.createSymbolicLink(
                atPath: fixture.path("lib/out"), withDestinationPath: "/etc/hostname")
            let includes = [fixture.path("lib"), fixture.path("LICENSE")]
            let (made, warnings) = try await catalog.register(
                Self.spec(code: fixture.path("src"), includes: includes), in: workspace, by: "me")
            #expect(warnings.count == 1 && warnings[0].contains("outside the folder"))
            let copy = fixture.path("copy")
            try await CodeSnapshots(fixture.context).materialise(try #require(made.code), at: copy)
            let files = try FileManager.default.subpathsOfDirectory(atPath: copy).sorted()
            #expect(
                files == [
                    ".amlignore", "LICENSE", "lib", "lib/.gitignore", "lib/deep", "lib/deep/y.py", "lib/x.py",
                    "train.py",
                ])
            #expect(try fixture.read("\(copy)/lib/deep/y.py") == "y = 1")
            try fixture.write("x = 2", to: fixture.path("lib/x.py"))
            let next = try await catalog.register(
                Self.spec(code: fixture.path("src"), includes: includes), in: workspace, by: "me").component
            #expect(next.version == "2" && next.code != made.code)
        }
    }

    @Test func twoOfOneNameAreRefused() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            try fixture.write("print(1)", to: fixture.path("src/train.py"))
            try fixture.write("print(2)", to: fixture.path("other/train.py"))
            let slip = await failure {
                try await catalog.register(
                    Self.spec(code: fixture.path("src"), includes: [fixture.path("other/train.py")]), in: workspace,
                    by: "me")
            }
            #expect(slip?.code == .invalidArgument && slip?.message.contains("has 'train.py' twice") == true)
        }
    }

    // MARK: Kinds that are kept

    @Test func aPipelineComponentPinsWhatItIsMadeOf() async throws {
        try await AssetFixture.run { fixture in
            let (catalog, workspace) = (Self.catalog(fixture), fixture.workspace)
            _ = try await fixture.environments.register(fixture.environment, in: workspace, by: "me")
            try fixture.write("print(1)", to: fixture.path("src/prepare.py"))
            func pipeline(version: String? = nil) -> ComponentSpec {
                let document: JSONValue = [
                    "jobs": [
                        "prepare": [
                            "component": [
                                "command": "python prepare.py", "code": .string(fixture.path("src")),
                                "environment": "azureml:mine:1",
                            ]
                        ],
                        "train": ["component": "azureml:train@latest"],
                        "far": ["component": "azureml://registries/azureml/components/x/versions/1"],
                    ]
                ]
                return ComponentSpec(
                    name: "whole", version: version,
                    work: .kept(
                        KeptStep(
                            kind: .pipeline, document: document,
                            codes: ["jobs.prepare.component": CodeSource(at: fixture.path("src"))])))
            }
            let early = await failure { try await catalog.register(pipeline(), in: workspace, by: "me") }
            #expect(early?.message == "there is no component 'train'")
            _ = try await catalog.register(Self.spec(), in: workspace, by: "me")
            let made = try await catalog.register(pipeline(), in: workspace, by: "me").component
            guard case .kept(let step) = made.spec.work else {
                Issue.record("not kept")
                return
            }
            #expect(step.document["jobs"]?["train"]?["component"] == "azureml:train:1")
            let jobs = step.document["jobs"]
            #expect(jobs?["far"]?["component"] == "azureml://registries/azureml/components/x/versions/1")
            #expect(made.code == nil && made.codes?.keys.sorted() == ["jobs.prepare.component"])
            let again = try await catalog.register(pipeline(version: "1"), in: workspace, by: "bob").component
            #expect(again.creation == made.creation)
            try fixture.write("print(2)", to: fixture.path("src/prepare.py"))
            let other = await failure { try await catalog.register(pipeline(version: "1"), in: workspace, by: "me") }
            #expect(other?.message == "component whole:1 exists already; a version never changes")

            let needed = await failure {
                try await catalog.delete("train", version: "1", in: workspace, by: "me")
            }
            #expect(needed?.message == "component train:1 is used by component whole:1")
            _ = try await catalog.setArchived(true, "whole", version: "1", in: workspace, by: "me")
            #expect(try await catalog.list(in: workspace).map(\.name) == ["train"])
            try await catalog.delete("whole", version: "1", in: workspace, by: "me")
            try await catalog.delete("train", version: "1", in: workspace, by: "me")
        }
    }
}
