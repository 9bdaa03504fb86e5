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
        (["extension", "add", "-y", "--source", "https://example.org/ml-2.9.0-py3-none-any.whl"], ""),
        (["extension", "remove", "--name", "azure-cli-ml"], ""), (["config", "get"], "\"defaults\": []"),
        (["extension", "show", "-n", "ml"], "\"name\": \"ml\""), (["version"], "\"ml\": \"2."),
    ])
    func theShellOfAzIsAnswered(arguments: [String], output: String) async {
        #expect(await bench.run(["az"] + arguments) == 0)
        #expect(await bench.run(arguments, as: "/usr/local/bin/az") == 0)
        #expect(output.isEmpty ? bench.console.output.isEmpty : bench.console.output.contains(output))
    }

    @Test func anotherExtensionIsRefused() async {
        #expect(await bench.run("az", "extension", "add", "-n", "devops") == 3)
        #expect(await bench.run("az", "extension", "add", "--source", "https://example.org/azure_devops-1.whl") == 3)
        #expect(bench.console.errors.contains("there is no extension 'azure-devops' here"))
        #expect(await bench.run("az", "extension", "add", "-y") == 65)
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

    @Test func defaultsAreRememberedByConfigToo() async {
        defer { bench.cleanUp() }
        func run(_ words: String...) async -> Int32 { await bench.run(["az", "config"] + words) }
        #expect(await run("set", "defaults.group=rg", "defaults.workspace=lab", "core.output=table") == 0)
        #expect(bench.console.errors.contains("'core.output' is a setting of Azure's own program"))
        #expect(await run("get", "--query", "defaults[?name == 'workspace'].value", "-o", "tsv") == 0)
        #expect(await run("get", "defaults.group", "--query", "value", "-o", "tsv") == 0)
        #expect(await run("unset", "defaults.group") == 0)
        #expect(await run("get", "defaults", "--query", "[].name", "-o", "tsv") == 0)
        #expect(bench.console.output == "lab\nrg\nworkspace\n")
        #expect(await run("get", "defaults.group") == 3)
        #expect(await run("set", "defaults.color=red") == 65)
    }

    /// Flags for what only a cloud has change nothing but a line on standard error.
    @Test(arguments: [
        (["workspace", "create", "-n", "lab", "-m", "allow_internet_outbound"], ["--managed-network"]),
        (["workspace", "create", "-n", "lab", "--provision-network-now", "true", "-p", "x", "--display-name", "Lab"],
            ["--primary-user-assigned-identity", "--provision-network-now"]),
        (["workspace", "create", "--image-build=cpu", "--na", "lab"], ["--image-build-compute"]),
    ])
    func flagsOfTheCloudAreIgnored(arguments: [String], flags: [String]) async {
        defer { bench.cleanUp() }
        bench.engine.answer(
            "POST /v1/workspaces",
            Workspace(name: "lab", resourceGroup: "rg", location: "local", creation: Fixture.creation))
        bench.engine.answer("GET /v1/engine", Fixture.status)
        #expect(await bench.run(["az", "ml"] + arguments) == 0)
        #expect(
            bench.console.errors.split(separator: "\n").map(String.init)
                == flags.map { "warning: \($0) is not supported and has no effect" })
        #expect(bench.engine.calls.first?.body.contains("\"name\":\"lab\"") == true)
    }

    @Test func aWrongFlagBesideOneOfTheCloudIsTold() async {
        #expect(await bench.run("workspace", "create", "-m", "x", "--managed-network", "x", "--nmae", "lab") == 64)
        #expect(
            bench.console.errors
                == "error: 'atelier workspace create' has no option '--nmae', did you mean '--name'?\n"
                + "hint: see 'atelier workspace create --help'\n")
    }
}
