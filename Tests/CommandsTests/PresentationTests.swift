@testable import Commands
import Domain
import Testing

@Suite struct PresentationTests {
    @Test func aJobLooksAsAzShowsIt() throws {
        let job = Fixture.job()
        let shown = job.presentation(
            in: Fixture.scope, trackingURI: "http://127.0.0.1:5000", details: Fixture.details(job))
        #expect(
            shown["id"]?.stringValue
                == "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/"
                + "Microsoft.MachineLearningServices/workspaces/lab/jobs/brave_fox")
        #expect(shown["compute"] == "azureml:cpu")
        #expect(shown["status"] == "Completed")
        #expect(shown["creation_context"]?["created_at"] == "2026-01-01T00:00:00.250+00:00")
        #expect(shown["services"]?["Tracking"]?["endpoint"] == "http://127.0.0.1:5000")
        #expect(shown["outputs"]?["default"]?["path"] == "azureml://jobs/brave_fox/outputs/artifacts/paths/")
        #expect(shown["outputs"]?["model"]?["local_path"] == "/home/model")
        #expect(shown["inputs"]?["rate"] == 0.5)
        #expect(shown["inputs"]?["data"] == ["mode": "ro_mount", "path": "/data", "type": "uri_folder"])
        #expect(shown["environment"]?["name"] == "CliV2AnonymousEnvironment")
        #expect(shown["environment"]?["version"] == "e4f")
        #expect(shown["environment"]?["conda_file"]?["dependencies"] == ["pip", ["pip": ["mlflow"]]])
        #expect(shown["limits"] == ["timeout": 60])
        #expect(shown["metrics"] == ["acc": 0.5])
        #expect(shown["resourceGroup"] == "rg")
        #expect(shown["reason"] == nil)
    }

    @Test func anEndpointLooksAsAzShowsIt() throws {
        let shown = try Fixture.endpoint(["blue": 90, "green": 10]).presentation(in: Fixture.scope)
        #expect(shown["traffic"] == ["blue": 90, "green": 10])
        #expect(shown["mirror_traffic"] == [:])
        #expect(shown["scoring_uri"] == "http://127.0.0.1:5001/endpoints/iris/score")
        #expect(shown["provisioning_state"] == "Succeeded")
        #expect(shown["id"]?.stringValue?.hasSuffix("/workspaces/lab/onlineEndpoints/iris") == true)
    }

    @Test func aDeploymentNamesTheVersionThatServes() {
        let shown = Fixture.deployment(.succeeded).presentation(in: Fixture.scope)
        #expect(shown["model"] == "azureml:iris:2")
        #expect(shown["request_settings"]?["request_timeout_ms"] == 5000)
        #expect(shown["endpoint_name"] == "iris")
    }

    @Test func keysAreNamedAsAzNamesThem() {
        #expect(
            EndpointKeys(primary: "a", secondary: "b").presentation == ["primaryKey": "a", "secondaryKey": "b"])
    }

    @Test func aListWithoutANameShowsTheLatestOfEach() {
        let versions = [("a", "2"), ("b", "1"), ("a", "1")].map { name, version in
            ModelVersion(
                workspace: "lab", name: ModelName(name), version: version, type: .custom, source: .local("/m"),
                baseName: "m", contentHash: ContentHash(rawValue: "0"), size: ByteCount(1), creation: Fixture.creation)
        }
        #expect(versions.latestOfEach.map { "\($0.name):\($0.version)" } == ["a:2", "b:1"])
        #expect(versions[0].presentation(in: Fixture.scope)["version"] == "2")
    }

    @Test func groupsLookAsAzShowsThem() {
        let group = ResourceGroup(name: "rg", location: "eastus", creation: Fixture.creation)
        #expect(group.presentation["properties"]?["provisioningState"] == "Succeeded")
        #expect(group.presentation["tags"] == .null)
    }
}
