import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct DatastoreCommandsTests {
    let bench = Bench()

    private static let blob = Datastore(
        workspace: "default", name: "blob", type: .azureBlob,
        settings: ["account_name": "acc", "container_name": "c", "endpoint": "core.windows.net", "protocol": "https"],
        description: "Old", tags: ["a": "b"], credentials: .accountKey, creation: Fixture.creation)

    private func sent() throws -> DatastoreSpec {
        let call = try #require(bench.engine.calls.last)
        return try ControlCoding.decode(DatastoreSpec.self, from: Data(call.body.utf8))
    }

    @Test func isCreatedFromAFileAndShownWithoutItsKey() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("POST /v1/workspaces/default/datastores", Self.blob)
        let file = try bench.write(
            "type: azure_blob\naccount_name: acc\ncontainer_name: c\ncredentials: {account_key: k3y}\n", to: "d.yml")
        #expect(await bench.run("datastore", "create", "--file", file, "--name", "blob") == 0)
        #expect(try sent().credentials?.values == ["account_key": "k3y"])
        #expect(!bench.console.output.contains("k3y"))
        let shown = try JSONParser.parse(bench.console.output)
        #expect(shown["account_name"] == "acc" && shown["type"] == "azure_blob" && shown["is_default"] == false)
        #expect(shown["credentials"] == ["type": "account_key"])
    }

    @Test func flagsChangeItByTheRulesOfItsFile() async throws {
        bench.engine.answer("GET /v1/workspaces/default/datastores/blob", Self.blob)
        bench.engine.answer("PUT /v1/workspaces/default/datastores/blob", Self.blob)
        let code = await bench.run(
            "az", "ml", "datastore", "update", "--name", "blob", "--set", "description=New", "container_name=d",
            "tags.c=d")
        #expect(code == 0)
        let spec = try sent()
        #expect(spec.description == "New" && spec.settings["container_name"] == "d" && spec.tags == ["a": "b", "c": "d"])
        #expect(spec.settings["account_name"] == "acc" && spec.credentials == nil)
        #expect(await bench.run("datastore", "update", "-n", "blob", "--add", "credentials", "sas_token=x") == 0)
        #expect(try sent().credentials == DatastoreCredentials(kind: .sasToken, values: ["sas_token": "x"]))
        #expect(await bench.run("datastore", "update", "-n", "blob", "--remove", "container_name") == 65)
        #expect(bench.console.errors.contains("\"container_name\" of a datastore of type azure_blob is missing"))
        #expect(await bench.run("datastore", "update", "-n", "blob", "--set", "type=one_lake") == 65)
        #expect(await bench.run("datastore", "update", "--set", "description=x") == 65)
    }

    @Test func whatEveryWorkspaceHasIsLeftAlone() async {
        let own = Datastore(
            workspace: "default", name: "workspaceblobstore", type: .localFile, settings: ["path": "/not/there/yet"],
            creation: Fixture.creation)
        bench.engine.answer("GET /v1/workspaces/default/datastores/workspaceblobstore", own)
        #expect(await bench.run("datastore", "update", "-n", "workspaceblobstore", "--set", "description=x") == 1)
        #expect(bench.console.errors.contains("belongs to every workspace and cannot be changed"))
    }

    @Test func areListedAndForgotten() async {
        bench.engine.answer("GET /v1/workspaces/default/datastores", [Self.blob, Self.blob])
        #expect(await bench.run("datastore", "list", "--max-results", "1", "--query", "[].name", "-o", "tsv") == 0)
        #expect(bench.console.output == "blob\n")
        #expect(await bench.run("datastore", "delete", "--name", "blob") == 0)
        #expect(bench.engine.calls.last?.line == "DELETE /v1/workspaces/default/datastores/blob")
    }
}
