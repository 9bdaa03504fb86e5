import ArgumentParser
import ControlAPI
import Domain
import Foundation
import Testing

@testable import Commands

/// Every flag of `az ml` is one that the verb here takes, by all its names.
@Suite struct FlagTableTests {
    @Test(arguments: FlagTable.verbs.map { "\($0.group) \($0.verb)" }) func takesAzuresFlags(line: String) throws {
        let row = try #require(FlagTable.verbs.first { "\($0.group) \($0.verb)" == line })
        let group = try #require(VerbCatalogue.machineLearning.first { $0._commandName == row.group })
        guard let verb = group.configuration.subcommands.first(where: { $0._commandName == row.verb }) else {
            #expect(AzureTree.verbs[row.group]?.contains(row.verb) == true, "neither there nor refused by its name")
            return
        }
        let known = Self.flags(of: verb)
        for names in row.flags {
            #expect(known.contains { Set(names).isSubset(of: $0) }, "\(names.joined(separator: " "))")
        }
    }

    /// What has no effect is said to have none, and stands in the documentation.
    @Test func whatHasNoEffectIsDocumented() throws {
        let file = URL(filePath: #filePath)
            .appending(path: "../../../Documentation/azure-ml-parity.md").standardizedFileURL
        let rows = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
            .filter { $0.hasPrefix("| `--") }.joined()
        let groups: [any IneffectiveFlags] = [
            try WorkspaceResourceOptions.parse([]), try WorkspaceOriginOptions.parse([]),
            try ComputeIdentityOptions.parse([]), try ComputeAccessOptions.parse([]), try LocalServingFlags.parse([]),
        ]
        for (name, isGiven) in groups.flatMap({ Array($0.given) }) {
            #expect(rows.contains("`\(name)`") && !isGiven, "\(name)")
        }
    }

    private static let workspace = Workspace(
        name: "vision", resourceGroup: "default", location: "local", creation: Fixture.creation)

    @Test func whatHasNoEffectIsSaid() async throws {
        let bench = Bench()
        bench.engine.answer("POST /v1/workspaces", Self.workspace)
        bench.engine.answer("GET /v1/engine", Fixture.status)
        #expect(await bench.run("workspace", "create", "-n", "vision", "-a", "insights", "-e", "--kind", "default") == 0)
        #expect(
            bench.console.errors == """
                warning: --application-insights is not supported and has no effect
                warning: --enable-data-isolation is not supported and has no effect

                """)
        let hub = Bench()
        #expect(await hub.run("workspace", "create", "-n", "vision", "--kind", "hub") == 69)
        #expect(await hub.run("workspace", "create", "-n", "vision", "--hub-id", "x") == 69)
        #expect(hub.engine.calls.isEmpty)
        let list = Bench()
        list.engine.answer("GET /v1/workspaces", [Self.workspace])
        #expect(await list.run("workspace", "list", "--filtered-kinds", "hub,project", "-o", "json") == 0)
        #expect(try JSONParser.parse(list.console.output) == [])
    }

    /// The names of each flag of a verb, those that help does not tell too.
    private static func flags(of verb: any ParsableCommand.Type) -> [Set<String>] {
        guard let help = try? JSONParser.parse(verb._dumpHelp()),
            case .array(let arguments)? = help["command"]?["arguments"]
        else { return [] }
        return arguments.map { argument in
            guard case .array(let names)? = argument["names"] else { return [] }
            return Set(
                names.compactMap { name in
                    name["name"]?.stringValue.map { (name["kind"]?.stringValue == "short" ? "-" : "--") + $0 }
                })
        }
    }
}
