import Commands
import ControlAPI
import Domain
import Foundation
import Testing

@Suite struct AzureTests {
    let bench = Bench()

    @Test(arguments: [
        (["login"], "\"name\": \"Atelier on box\""), (["account", "show"], "\"isDefault\": true"),
        (["account", "show", "--query", "id", "-o", "tsv"], "00000000-0000-0000-0000-000000000000\n"),
        (["account", "set", "-s", "anything"], ""), (["account", "set", "--subscription", "x"], ""),
        (["extension", "add", "-n", "ml", "-y"], ""), (["extension", "update", "-n", "ml"], ""),
        (["extension", "remove", "-n", "ml"], ""),
        (["extension", "show", "-n", "ml"], "\"name\": \"ml\""), (["version"], "\"ml\": \"2."),
    ])
    func theShellOfAzIsAnswered(arguments: [String], output: String) async {
        #expect(await bench.run(["az"] + arguments) == 0)
        #expect(await bench.run(arguments, as: "/usr/local/bin/az") == 0)
        #expect(output.isEmpty ? bench.console.output.isEmpty : bench.console.output.contains(output))
    }

    @Test func anotherExtensionIsRefused() async {
        #expect(await bench.run("az", "extension", "add", "-n", "devops") == 3)
    }

    @Test func groupsAreCreatedAndDeleted() async {
        bench.engine.answer(
            "POST /v1/groups", ResourceGroup(name: "rg", location: "eastus", creation: Fixture.creation))
        #expect(await bench.run("az", "group", "create", "--name", "rg", "--location", "eastus") == 0)
        #expect(bench.console.output.contains("\"provisioningState\": \"Succeeded\""))
        #expect(await bench.run("az", "group", "delete", "--name", "rg", "--yes", "--no-wait") == 0)
        #expect(bench.engine.calls.last?.line == "DELETE /v1/groups/rg?force=true")
    }

    @Test func defaultsAreRememberedAndForgotten() async {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/lab/jobs", [Fixture.job()])
        #expect(await bench.run("az", "configure", "--defaults", "group=rg", "workspace=lab") == 0)
        #expect(await bench.run("az", "ml", "job", "list", "--query", "[].name", "-o", "tsv") == 0)
        #expect(bench.console.output == "brave_fox\n")
        #expect(await bench.run("az", "configure", "-d", "workspace=") == 0)
        #expect(await bench.run("az", "configure", "--list-defaults", "--query", "[].name", "-o", "tsv") == 0)
        #expect(bench.console.output == "brave_fox\ngroup\n")
        #expect(await bench.run("az", "configure", "--defaults", "color=red") == 65)
    }
}
